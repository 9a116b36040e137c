import { type Edition, type EmptyReason, formatPeriod } from '#feed';
import { periodName } from '../period.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { counted } from '../words.js';
import { changed } from './filters.js';

const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

/** Why there is nothing to read here, and where there is. */
export function EmptyEdition({ edition, frame, gathered = [] }: { edition: Edition; frame: Frame; gathered?: readonly string[] }) {
  const { empty, previous, next, query } = edition;
  if (!empty) return null;
  const nearest = [previous, next].filter((period) => period !== undefined);
  return (
    <section class="empty">
      <p class="reason">{reasonWords(empty, edition)}</p>
      {SAID_BY_GATHERING.has(empty.kind) ? gathered.map((sentence) => <p>{sentence}</p>) : null}
      <WayOn empty={empty} edition={edition} frame={frame} />
      {nearest.length > 0 ? (
        <p>
          The nearest {nearest.length === 1 ? 'edition is' : 'editions are'}{' '}
          {nearest.map((period, index) => (
            <>{index > 0 ? ' and ' : ''}<a href={routes.edition(period, { everything: query.everything })}>{periodName(period)}</a></>
          ))}.
        </p>
      ) : null}
    </section>
  );
}

/** Where the reason lies with how papers came in, what gathering knows is said too. */
const SAID_BY_GATHERING: ReadonlySet<EmptyReason['kind']> = new Set(['future', 'nothing-imported', 'nothing-stored', 'not-in-categories']);

function reasonWords(empty: EmptyReason, { query: { period } }: Edition): string {
  const announced = period.kind === 'day' ? 'announced for this day' : `announced in this ${period.kind}`;
  switch (empty.kind) {
    case 'weekend':
      return `${WEEKDAY.format(new Date(period.key))} has no edition: arXiv announces new papers on five evenings a week, and each edition carries the date of the day after, Monday to Friday.`;
    case 'holiday':
      return `No edition on this day: for ${empty.name}, arXiv announced nothing the evening before. What was submitted meanwhile is in the next edition.`;
    case 'future':
      return `${formatPeriod(period)} is still to come.`;
    case 'nothing-imported':
      return `No paper ${announced} is stored here, though arXiv may well have announced some.`;
    case 'not-in-categories':
      return `${counted(empty.stored, 'paper')} ${announced} ${empty.stored === 1 ? 'is' : 'are'} stored, but none in the categories printed here.`;
    case 'filtered':
      return `None of the ${counted(empty.unfiltered, 'paper')} of this edition ${empty.unfiltered === 1 ? 'passes' : 'pass'} these filters.`;
    case 'nothing-stored':
      return 'Nothing has been printed here yet: no papers are stored.';
  }
}

function WayOn({ empty, edition, frame }: { empty: EmptyReason; edition: Edition; frame: Frame }) {
  if (empty.kind === 'filtered') {
    return <p><a href={changed(edition, { category: undefined, kind: undefined, code: undefined })}>Show the whole edition</a></p>;
  }
  if (empty.kind === 'not-in-categories') {
    return <p><a href={changed(edition, { everything: true })}>Show everything stored</a></p>;
  }
  const importing = empty.kind === 'nothing-stored' || empty.kind === 'nothing-imported';
  return importing && frame.viewer.owner ? <p><a href={routes.import()}>Import a file of papers</a></p> : null;
}
