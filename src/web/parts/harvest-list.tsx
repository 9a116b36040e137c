import type { HarvestStatus } from '#sources';
import { counted, number, saidDate } from '../words.js';

const PURPOSES: Record<HarvestStatus['purpose'], string> = {
  newest: 'what is new',
  recent: 'the last announcements',
  gap: 'what was missed',
  back: 'the way back',
};
const STATES: Record<HarvestStatus['state'], string> = { waiting: 'waiting its turn', running: 'under way', done: 'done' };

/** The stretches of days that are harvested or were last. */
export function HarvestList({ harvests }: { harvests: readonly HarvestStatus[] }) {
  return (
    <section class="imports">
      <h2>Harvests</h2>
      <ol class="import-list">{harvests.map((harvest) => <Harvest harvest={harvest} />)}</ol>
    </section>
  );
}

function Harvest({ harvest }: { harvest: HarvestStatus }) {
  const { part, purpose, first, last, state, pages, records, total, bad, badEntries } = harvest;
  return (
    <li class={`import ${state}`}>
      <h3>{part || 'all of arXiv'}: {PURPOSES[purpose]} <span class="state">{STATES[state]}</span></h3>
      <p class="figures">
        changed {last === undefined ? `since ${saidDate(first)}` : first === last ? saidDate(first) : `from ${saidDate(first)} to ${saidDate(last)}`}
        {' · '}{counted(pages, 'page')} · {total === undefined ? counted(records, 'record') : `${number(records)} of ${counted(total, 'record')}`}
      </p>
      {bad > 0 ? (
        <details class="bad-lines">
          <summary>{counted(bad, 'entry', 'entries')} could not be read</summary>
          <ul>{badEntries.map(({ words, offset }) => <li>{words}{offset === undefined ? '' : ` (at character ${number(offset)})`}</li>)}</ul>
          <p>Everything else went in.</p>
        </details>
      ) : null}
    </li>
  );
}
