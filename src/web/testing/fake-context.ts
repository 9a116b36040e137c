import type { WebContext } from '../app-context.js';
import { edition, frame, gatherStatus, importView, paper } from './fixtures.js';

/** A context of plain answers; a test gives the parts it is about. */
export function fakeContext(given: Partial<WebContext> = {}): WebContext {
  return {
    site: async () => frame().site,
    editions: {
      read: async (query) => edition({}, query),
      latestDay: async () => '2026-06-03',
      daysWithEdition: async () => [{ day: '2026-06-03', papers: 2 }],
    },
    papers: {
      find: async (id) => (id === paper().id ? { paper: paper() } : undefined),
      byAuthor: async () => ({ papers: [paper()] }),
      byCategory: async () => ({ papers: [paper()], next: 'abc' }),
      categoryCounts: async () => new Map([['cs.DS', 12]]),
    },
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
      sampleHidden: async () => false,
      hideSample: async () => undefined,
    },
    report: () => undefined,
    ...given,
  };
}
