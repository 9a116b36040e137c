import type { WebContext } from '../app-context.js';
import { searchOver } from './fake-search.js';
import { fakeFeeds, fakeMails } from './fake-feeds.js';
import { edition, frame, gatherStatus, importView, paper, savedSearch } from './fixtures.js';

/** A context of plain answers; a test gives the parts it is about. */
export function fakeContext(given: Partial<WebContext> = {}): WebContext {
  return {
    site: async () => frame().site,
    editions: {
      read: async (query) => edition({}, query),
      placeOf: async () => undefined,
      latestDay: async () => '2026-06-03',
      daysWithEdition: async () => [{ day: '2026-06-03', papers: 2 }],
    },
    trending: async (query) => ({ query, total: 0, entries: [], fields: [] }),
    papers: {
      find: async (id) => (id === paper().id ? { paper: paper() } : undefined),
      byNumber: async (numbers) => numbers.map((number) => paper({ number })),
      byAuthor: async () => ({ papers: [paper()] }),
      byCategory: async () => ({ papers: [paper()], next: 'abc' }),
      categoryCounts: async () => new Map([['cs.DS', 12]]),
    },
    search: searchOver([1, 2, 3].map((number) => paper({ number }))),
    savedSearches: () => ({
      list: async () => [savedSearch()],
      find: async (number) => (number === 1 ? savedSearch() : undefined),
      save: async () => 1,
      rename: async () => undefined,
      remove: async () => undefined,
      restore: async () => undefined,
      markSeen: async () => undefined,
    }),
    votes: {
      alone: async () => true,
      standing: async () => new Map(),
      set: async ({ paper: id, voted }) => ({ id, voted, votes: voted ? 1 : 0 }),
      wishesOf: async () => ({ told: true, withoutName: false }),
      setWishes: async () => undefined,
      list: async () => ({ votes: [{ paper: 1, at: '2026-06-03T08:00:00.000Z', withoutName: false }] }),
      votersOf: async () => ({ named: [], nameless: 0 }),
    },
    feeds: fakeFeeds(),
    mails: fakeMails(),
    hooks: { list: async () => [], add: async () => undefined, test: async () => undefined, turn: async () => undefined, remove: async () => undefined },
    imports: { start: async () => undefined, list: async () => [importView()] },
    gathering: {
      status: async () => gatherStatus(),
      aboutDay: async () => ['The feed announced 2 papers.'],
      line: async () => undefined,
      want: async () => 'missing',
      change: async () => undefined,
    },
    settings: {
      categories: async () => ({ codes: ['cs.DS'], from: 'settings' }),
      setCategories: async () => undefined,
      history: async () => ({ on: false, voted: 0, needed: 1_000 }),
      setHistory: async () => undefined,
      sampleHidden: async () => false,
      hideSample: async () => undefined,
    },
    report: () => undefined,
    ...given,
  };
}
