import type { Voters as VotersOf } from '#community';
import { counted, number } from '../words.js';

const NAMES_SHOWN = 12;

/** Who voted for a paper: those who gave their name, and how many did not. */
export function Voters({ voters: { named, nameless } }: { voters: VotersOf }) {
  if (named.length + nameless === 0) return null;
  const [first, rest] = [named.slice(0, NAMES_SHOWN), named.slice(NAMES_SHOWN)];
  return (
    <section class="voters">
      <h2>Voted for by</h2>
      <p>
        <Names names={first} />
        {nameless > 0 ? `${named.length > 0 ? ' and ' : ''}${counted(nameless, named.length > 0 ? 'other' : 'reader')} without name` : null}
      </p>
      {rest.length > 0 ? <details><summary>{number(rest.length)} more names</summary><p><Names names={rest} /></p></details> : null}
    </section>
  );
}

function Names({ names }: { names: VotersOf['named'] }) {
  return <>{names.map(({ name }, index) => <>{index > 0 ? ', ' : null}<bdi>{name}</bdi></>)}</>;
}
