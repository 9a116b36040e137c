import type { PaperRecord } from '#papers';

/** A record with everything a test does not care about filled in. */
export function makeRecord(given: Partial<PaperRecord> & { id: string }): PaperRecord {
  return {
    source: 'arxiv',
    via: 'snapshot',
    ids: [],
    title: `A study of ${given.source ?? 'arxiv'} ${given.id}`,
    abstract: '',
    authors: [{ name: 'Ada Lovelace' }, { name: 'Alan Turing' }],
    categories: ['cs.LG'],
    versions: [],
    announcements: [],
    withdrawn: false,
    links: [],
    ...given,
  };
}

/** The announcement of a new paper in its categories, the first one primary. */
export function announcedOn(day: string, categories: readonly string[]): PaperRecord['announcements'] {
  return categories.map((category, position) => ({ day, category, kind: position === 0 ? ('new' as const) : ('cross-list' as const), computed: false }));
}
