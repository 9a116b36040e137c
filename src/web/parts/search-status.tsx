import type { SearchStatus } from '#search';
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
      {lastError ? <p class="message">{lastError.message} (<time datetime={lastError.at}>{exactDate(lastError.at)}</time>)</p> : null}
    </section>
  );
}

/** Whether something is being done that a reader may want to watch. */
export function isSearchBusy({ rebuilding, training }: SearchStatus): boolean {
  return rebuilding !== undefined || training !== undefined;
}

/** How search stands, in sentences. */
export function searchSentences({ serving, papers, behind, embedder, vectorsBehind }: SearchStatus): string[] {
  if (!serving) return ['There is no search index yet. Until the worker has made it, only what the store itself can tell is found.'];
  return [
    `${counted(papers, 'paper')} can be searched by ${embedder === undefined ? 'their words' : `their words and their meaning, ${maker(embedder)}`}.`,
    ...(embedder === undefined ? ['Meaning is added as soon as there are enough papers to learn it from, or its owner names a model.'] : []),
    ...(behind > 0 ? [`${counted(behind, 'change')} of the store ${behind === 1 ? 'is' : 'are'} still to be taken in.`] : []),
    ...(vectorsBehind > 0 ? [`${number(vectorsBehind)} of them ${vectorsBehind === 1 ? 'waits' : 'wait'} for the vectors that say what they mean; words find them already.`] : []),
  ];
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
