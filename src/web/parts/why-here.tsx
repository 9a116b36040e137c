import type { EditionEntry, EditionOrder } from '#feed';
import { signed } from '../words.js';

const BY_DATE = 'Newest first: its place follows from when it was submitted, then from its number.';
const BY_CATEGORY = 'By category: its place follows from its first category, then from its score within it.';

/** Why a paper stands where it stands: the terms of its score, in words and numbers. */
export function WhyHere({ entry, order }: { entry: EditionEntry; order: EditionOrder }) {
  return (
    <details class="why">
      <summary>why here</summary>
      <div class="why-terms">
        {order === 'newest' ? <p>{BY_DATE}</p> : <Terms entry={entry} />}
        {order === 'category' ? <p>{BY_CATEGORY}</p> : null}
      </div>
    </details>
  );
}

function Terms({ entry: { score } }: { entry: EditionEntry }) {
  return (
    <table>
      <tbody>
        {score.terms.map(({ words, value }) => <tr><th scope="row">{words}</th><td>{signed(value)}</td></tr>)}
        <tr class="sum"><th scope="row">together</th><td>{signed(score.value)}</td></tr>
      </tbody>
    </table>
  );
}
