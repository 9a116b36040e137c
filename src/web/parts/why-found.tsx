import type { Why } from '#search';
import { signed } from '../words.js';

/** Why a paper was found, and what each reason adds to its score. */
export function WhyFound({ why, score, label = 'why here' }: { why: Why; score: number; label?: string }) {
  const { words, vectors, facet } = why;
  return (
    <details class="why">
      <summary>{label}</summary>
      <div class="why-terms">
        <table>
          <tbody>
            <tr>
              <th scope="row">{words.matched.length > 0 ? <>the word{words.matched.length > 1 ? 's' : ''} {words.matched.map((word, index) => <>{index > 0 ? ', ' : ''}<q>{word}</q></>)}</> : 'no word of the query'}</th>
              <td>{facet ? '' : signed(words.share)}</td>
            </tr>
            {vectors ? <tr><th scope="row">alike in meaning: {percent(vectors.cosine)}</th><td>{facet ? '' : signed(vectors.share)}</td></tr> : null}
            {facet ? <Facet facet={facet} /> : null}
            <tr class="sum"><th scope="row">together</th><td>{signed(score)}</td></tr>
          </tbody>
        </table>
      </div>
    </details>
  );
}

const RESPECTS = { background: 'problem', method: 'method', result: 'findings' } as const;

/** Compared by one facet, words and meaning count together for the whole. */
function Facet({ facet: { by, cosine, share, whole } }: { facet: NonNullable<Why['facet']> }) {
  return (
    <>
      <tr><th scope="row">both, against the other papers</th><td>{signed(whole)}</td></tr>
      <tr><th scope="row">alike in {RESPECTS[by]}: {cosine === undefined ? 'not said' : percent(cosine)}</th><td>{signed(share)}</td></tr>
    </>
  );
}

function percent(cosine: number): string {
  return `${Math.round(cosine * 100).toString().replace('-', '−')} %`;
}
