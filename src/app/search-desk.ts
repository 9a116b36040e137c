import { isoNow, type Clock } from '#lib';
import { parseQuery, type Search, type SearchStatus } from '#search';
import type { WebContext } from '#web';

/** How many papers like another stand on its page. */
const ALIKE = 8;
const DAY_MS = 24 * 3_600_000;
const YEAR_DAYS = 365;

/** What the pages call the facets. */
const FACETS = { problem: 'background', method: 'method', findings: 'result' } as const;

export interface SearchDeskParts {
  search: Search;
  clock: Clock;
  status(): Promise<SearchStatus>;
}

/** Gives the pages what they ask of the search. */
export function searchDesk({ search, clock, status }: SearchDeskParts): WebContext['search'] {
  const day = (daysAgo: number) => new Date(clock.now() - daysAgo * DAY_MS).toISOString().slice(0, 10);
  return {
    parse: (text) => parseQuery(text, { today: isoNow(clock).slice(0, 10) }),
    find: (request) => search.find(request),
    like: (paper, { by, recent }) => search.similar(paper, { limit: ALIKE, ...(recent && { since: day(YEAR_DAYS) }), ...(by !== 'all' && { facet: FACETS[by] }) }),
    likeTexts: (texts) => search.similarTo(texts),
    authorsLike: (name) => search.similarAuthors(name),
    status,
  };
}
