import type { RoadStatus } from '#sources';
import { counted, exactDate } from '../words.js';

/** Each way of asking the source: when it last answered, what went wrong, when it is asked again. */
export function RoadList({ roads, now }: { roads: readonly RoadStatus[]; now: string }) {
  return (
    <ul class="roads">
      {roads.map((road) => (
        <li class={road.failingSince ? 'failing' : undefined}>
          <h3>{road.name} <span class="state">{road.host}</span></h3>
          <p class="figures">
            {road.lastSuccess ? <>last answered <Instant at={road.lastSuccess} /></> : road.lastTry ? 'has not answered yet' : 'not asked yet'}
            {road.nextTry ? <> · next try {road.nextTry <= now ? 'now' : <Instant at={road.nextTry} />}</> : null}
            {' · '}{counted(road.requests, 'request')} · {counted(road.records, 'record')}
          </p>
          {road.failingSince ? <p class="message">Since <Instant at={road.failingSince} />: {road.error}</p> : null}
        </li>
      ))}
    </ul>
  );
}

function Instant({ at }: { at: string }) {
  return <time datetime={at}>{exactDate(at)}</time>;
}
