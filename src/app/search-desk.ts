import type { Instance } from '#cli';
import { isoNow } from '#lib';
import { parseQuery } from '#search';
import type { WebContext } from '#web';

/** How many papers like another stand on its page. */
const ALIKE = 8;
/** What readers call the facets of an abstract. */
const FACETS = { problem: 'background', method: 'method', findings: 'result' } as const;
const DAY_MS = 24 * 3_600_000;
const YEAR_DAYS = 365;

/** Gives the pages what they ask of the search. */
export function searchDesk({ search: { finder, status }, clock }: Pick<Instance, 'search' | 'clock'>): WebContext['search'] {
  const day = (daysAgo: number) => new Date(clock.now() - daysAgo * DAY_MS).toISOString().slice(0, 10);
  return {
    parse: (text) => parseQuery(text, { today: isoNow(clock).slice(0, 10) }),
    find: (request) => finder.find(request),
    like: (paper, { by, recent }) => finder.similar(paper, { limit: ALIKE, ...(by !== 'all' && { facet: FACETS[by] }), ...(recent && { since: day(YEAR_DAYS) }) }),
    likeTexts: (texts) => finder.similarTo(texts),
    authorsLike: (name) => finder.similarAuthors(name),
    status,
  };
}
