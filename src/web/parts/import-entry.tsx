import type { ImportState, ImportView } from '../app-context.js';
import { counted, duration, exactDate, number } from '../words.js';
import { DateText } from './date.js';

const STATES: Record<ImportState, string> = {
  waiting: 'waiting its turn',
  running: 'reading',
  done: 'done',
  failed: 'stopped by an error',
  interrupted: 'interrupted',
};

/** One import: how far it is, what became of its records, which lines could not be read. */
export function ImportEntry({ one }: { one: ImportView }) {
  const { name, state, started, progress, message } = one;
  return (
    <li class={`import ${state}`}>
      <h3>{name} <span class="state">{STATES[state]}</span></h3>
      <p class="meta">begun <DateText date={started} words={exactDate(started).replace(/:\d\d UTC$/, ' UTC')} /></p>
      {state === 'running' ? <progress max="1" value={progress} aria-label={`Progress of ${name}`}></progress> : null}
      <p class="figures">{figures(one)}</p>
      {message ? <p class="message">{message}</p> : null}
      {one.bad > 0 ? <BadLines one={one} /> : null}
    </li>
  );
}

function figures({ state, read, saved, unchanged, bad, rate, remainingSeconds }: ImportView): string {
  const running = state === 'running';
  return [
    `${number(read)} read`,
    `${number(saved)} saved`,
    unchanged > 0 ? `${number(unchanged)} known already` : '',
    bad > 0 ? counted(bad, 'bad line') : '',
    running && rate ? `${number(Math.round(rate))} a second` : '',
    running && remainingSeconds !== undefined ? `${duration(remainingSeconds)} to go` : '',
  ].filter(Boolean).join(' · ');
}

function BadLines({ one: { bad, firstBad } }: { one: ImportView }) {
  const rest = bad - firstBad.length;
  return (
    <details class="bad-lines">
      <summary>{bad === 1 ? 'The line that could not be read' : 'The lines that could not be read'}</summary>
      <table>
        <thead><tr><th scope="col">Line</th><th scope="col">Reason</th></tr></thead>
        <tbody>{firstBad.map(({ line, reason }) => <tr><td>{number(line)}</td><td>{reason}</td></tr>)}</tbody>
      </table>
      {rest > 0 ? <p>and {number(rest)} more. All other lines went in.</p> : <p>All other lines went in.</p>}
    </details>
  );
}
