import { FEWEST_PAPERS, type Meaning, type SearchStatus } from '#search';
import { counted, exactDate, number } from '../words.js';

/** What can be searched by now and by what, what is being done for it, and what went wrong. */
export function SearchStatusSection({ status }: { status: SearchStatus }) {
  const { rebuilding, training, lastError } = status;
  return (
    <section class="status">
      <h2>Search</h2>
      {searchSentences(status).map((sentence) => <p>{sentence}</p>)}
      {rebuilding ? <Work words={`${rebuilding.what}: ${rebuilding.reason}`} share={rebuilding.share} since={rebuilding.since} /> : null}
      {training ? <Work words={training.what} share={training.share} since={training.since} /> : null}
      {lastError ? <p class="message">What went wrong last, on <time datetime={lastError.at}>{exactDate(lastError.at)}</time>: {lastError.message}</p> : null}
    </section>
  );
}

/** Whether something is being done that a reader may want to watch. */
export function isSearchBusy({ rebuilding, training }: SearchStatus): boolean {
  return rebuilding !== undefined || training !== undefined;
}

/** What is to be said of meaning beside what can be searched. */
const MEANING: Readonly<Record<Meaning, (status: SearchStatus) => string[]>> = {
  serves: ({ problem }) => (problem === undefined ? [] : [`The model that was chosen does not serve: ${problem}`]),
  'too few papers': () => [`Meaning is learned from the papers themselves and needs ${number(FEWEST_PAPERS)} of them, or a model that the owner names.`],
  learning: () => ['What they mean is being learned; words find them meanwhile.'],
  embedding: () => ['The vectors that say what they mean are being made; words find them meanwhile.'],
  problem: ({ problem = '' }) => [`They cannot be searched by their meaning for now: ${problem}`],
  next: () => ['What they mean comes next, as soon as the worker is at it; words find them meanwhile.'],
};

/** How search stands, in sentences. */
export function searchSentences(status: SearchStatus): string[] {
  const { serving, papers, behind, embedder, vectorsBehind, meaning, cost } = status;
  if (!serving) return ['There is no search index yet. Until the worker has made it, only what the store itself can tell is found.'];
  return [
    `${counted(papers, 'paper')} can be searched by ${embedder === undefined ? 'their words' : `their words and their meaning, ${maker(embedder)}`}.`,
    ...MEANING[meaning](status),
    ...(cost === undefined ? [] : [costWords(cost)]),
    ...(behind > 0 ? [`${counted(behind, 'change')} of the store ${behind === 1 ? 'is' : 'are'} still to be taken in.`] : []),
    ...(vectorsBehind > 0 ? [`${number(vectorsBehind)} of them ${vectorsBehind === 1 ? 'waits' : 'wait'} for the vectors that say what they mean; words find them already.`] : []),
  ];
}

function costWords({ tokens, money }: NonNullable<SearchStatus['cost']>): string {
  const price = money === undefined ? '' : `, at the price that was set ${money.toLocaleString('en', { maximumFractionDigits: 2 })}`;
  return `To embed all papers takes about ${number(tokens)} tokens of the endpoint${price}.`;
}

/** `built-in:3`, `onnx:NAME` or `endpoint:NAME` in words. */
function maker(embedder: string): string {
  const [, kind = '', name = ''] = /^([\w-]+):(.*)$/s.exec(embedder) ?? [];
  if (kind === 'built-in') return `as learned from these papers themselves (version ${name})`;
  return `as the model ${name || embedder} has it`;
}

function Work({ words, share, since }: { words: string; share: number; since: string }) {
  return (
    <div class="import">
      <p class="figures">{words}, {Math.floor(share * 100)} % since <time datetime={since}>{exactDate(since)}</time></p>
      <progress max="1" value={String(share)} aria-label={words}></progress>
    </div>
  );
}
