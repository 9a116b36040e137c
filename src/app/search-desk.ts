import type { Instance } from '#cli';
import { isoNow, messageOf } from '#lib';
import { parseQuery } from '#search';
import type { AuthorLike, LikeResults, WebContext } from '#web';
import { KeptAnswers, type Basis } from './kept-answers.js';
import { Line } from './line.js';

/** How many papers like another are found; its page shows the first of them. */
const ALIKE = 20;
const AUTHORS_ALIKE = 30;
/** What readers call the facets of an abstract. */
const FACETS = { problem: 'background', method: 'method', findings: 'result' } as const;
const DAY_MS = 24 * 3_600_000;
const YEAR_DAYS = 365;

/** Lists waiting to be computed: each takes a tenth of a second, and nobody waits for more than a few seconds. */
const WAITING = 16;
/** About 10 kB each. */
const LISTS_KEPT = 400;

/** Gives the pages what they ask of the search. */
export function searchDesk({ search: { index, finder, status }, clock, log }: Pick<Instance, 'search' | 'clock' | 'log'>): WebContext['search'] {
  const day = (daysAgo: number) => new Date(clock.now() - daysAgo * DAY_MS).toISOString().slice(0, 10);
  const onError = (error: unknown) => log.warn({ err: error }, `a list of what is alike could not be made: ${messageOf(error)}`);
  const keeping = { line: new Line(WAITING), basis: () => basisOf(index), most: LISTS_KEPT, onError };
  const papersLike = new KeptAnswers<LikeResults>(keeping);
  const authorsLike = new KeptAnswers<AuthorLike[]>(keeping);
  return {
    parse: (text) => parseQuery(text, { today: isoNow(clock).slice(0, 10) }),
    find: (request) => finder.find(request),
    like: (paper, { by, recent }, withinMs) => {
      const since = recent ? day(YEAR_DAYS) : undefined;
      const find = () => finder.similar(paper, { limit: ALIKE, since, ...(by !== 'all' && { facet: FACETS[by] }) });
      return papersLike.get(`${paper} ${by} ${since}`, find, withinMs);
    },
    stamp: () => finder.stamp(),
    likeTexts: (texts) => finder.similarTo(texts),
    authorsLike: (name, withinMs) => authorsLike.get(name, () => finder.similarAuthors(name, AUTHORS_ALIKE), withinMs),
    status,
  };
}

/** Which index serves, and how far it goes. */
function basisOf({ place }: Instance['search']['index']): Basis {
  const generation = place.readCurrent()?.generation ?? '';
  const cursor = generation === '' ? undefined : place.generation(generation).readCursor();
  return { generation, state: `${cursor?.seq} ${cursor?.vectorSeq}` };
}
