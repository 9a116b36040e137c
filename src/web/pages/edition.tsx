import { type Edition, formatPeriod } from '#feed';
import type { EditionDay } from '../app-context.js';
import type { Ballots } from '../ballots.js';
import { withoutCursor } from '../edition-query.js';
import { Layout } from '../layout.js';
import { ActiveFilters } from '../parts/active-filters.js';
import { EditionHead } from '../parts/edition-head.js';
import { EditionSide } from '../parts/edition-side.js';
import { EmptyEdition } from '../parts/empty-edition.js';
import { FeedHead, usualTopic } from '../parts/feed-head.js';
import { Filters } from '../parts/filters.js';
import { GatherLine } from '../parts/gather-line.js';
import { Paging, type PagingProps } from '../parts/paging.js';
import { PaperCard } from '../parts/paper-card.js';
import { dayOfPeriod } from '../period.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { counted, number } from '../words.js';

export interface EditionPageProps {
  frame: Frame;
  edition: Edition;
  /** The days of the edition's month that have one. */
  days: EditionDay[];
  /** What to know of how the newest papers come in, while there is something to say. */
  line?: string;
  /** Why the edition has as many papers as it has, in sentences. */
  gathered?: readonly string[];
  ballots?: Ballots;
}

/** The edition of a day, a week or a month. */
export function EditionPage({ frame, edition, days, line, gathered = [], ballots }: EditionPageProps) {
  const { query, entries } = edition;
  const title = formatPeriod(query.period);
  const description = `${title}: ${counted(edition.total, 'new paper')}.`;
  return (
    <Layout frame={frame} section="edition" title={title} description={description} canonical={canonical(edition)} head={<FeedHead topic={usualTopic('latest')} title="Latest papers" />}>
      <EditionHead edition={edition} lastDay={dayOfPeriod(query.period, days.map(({ day }) => day))} />
      <GatherLine line={line} />
      {edition.total > 0 ? <Filters edition={edition} /> : null}
      <div class="columns">
        <div class="papers">
          <ActiveFilters edition={edition} />
          <EmptyEdition edition={edition} frame={frame} gathered={gathered} />
          <ol class="cards" start={entries[0]?.place} data-papers>
            {entries.map((entry) => <li><PaperCard paper={entry.paper} entry={entry} order={query.order} ballots={ballots} /></li>)}
          </ol>
          <Paging {...paging(edition)} />
        </div>
        <EditionSide edition={edition} days={days} site={frame.site} gathered={gathered} />
      </div>
    </Layout>
  );
}

function paging({ query, entries, matching, nextPage, previousPage }: Edition): PagingProps {
  const { period, limit: _limit, ...filters } = query;
  const here = withoutCursor(filters);
  const [first, last] = [entries[0]?.place ?? 1, entries.at(-1)?.place ?? 1];
  return {
    label: 'Pages of this edition',
    here: `${number(first)}–${number(last)} of ${number(matching)}`,
    previous: previousPage ? { href: routes.edition(period, { ...here, before: previousPage }), words: `previous, to ${number(first - 1)}` } : undefined,
    next: nextPage ? { href: routes.edition(period, { ...here, after: nextPage }), words: `next, from ${number(last + 1)}` } : undefined,
  };
}

/** Pages of one edition are many; the address of its start stands for them. */
function canonical({ query: { period, everything } }: Edition): string {
  return routes.edition(period, { everything });
}
