import type { Hit, Why } from '#search';
import { signed } from '../words.js';

/** Why a paper was found, and what each reason adds to its score. */
export function WhyFound({ why, score, label = 'why here' }: { why: Why; score: number; label?: string }) {
  const { words, vectors, wordForWord, facet } = why;
  if (!isRanked({ why, score })) return <details class="why"><summary>{label}</summary><div class="why-terms">It is one of those that were asked for. There was no word to rank them by.</div></details>;
  return (
    <details class="why">
      <summary>{label}</summary>
      <div class="why-terms">
        <table>
          <tbody>
            <tr>
              <th scope="row">{words.matched.length > 0 ? <>the word{words.matched.length > 1 ? 's' : ''} {words.matched.map((word, index) => <>{index > 0 ? ', ' : ''}<q>{word}</q></>)}</> : 'no word of the query'}</th>
              <td>{signed(words.share)}</td>
            </tr>
            {vectors ? <tr><th scope="row">alike in meaning: {percent(vectors.cosine)}</th><td>{signed(vectors.share)}</td></tr> : null}
            {wordForWord ? <tr><th scope="row">{wordForWord.where === 'title' ? 'the words in their order in the title' : 'word for word in the abstract'}</th><td>{signed(wordForWord.share)}</td></tr> : null}
            {facet ? <tr><th scope="row">{facet.cosine === undefined ? 'says nothing in this respect' : `alike in this respect: ${percent(facet.cosine)}`}</th><td>{signed(facet.share)}</td></tr> : null}
            <tr class="sum"><th scope="row">together</th><td>{signed(score)}</td></tr>
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** Whether words or meaning put it where it stands; what fits conditions alone has no score. */
export function isRanked({ why, score }: Pick<Hit, 'why' | 'score'>): boolean {
  return score !== 0 || why.words.matched.length > 0 || why.vectors !== undefined;
}

function percent(cosine: number): string {
  return `${Math.round(cosine * 100).toString().replace('-', '−')} %`;
}
