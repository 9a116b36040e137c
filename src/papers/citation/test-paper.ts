import type { Paper } from '../paper.js';

/** A paper with what a test says and nothing else. */
export function paperWith(said: Partial<Paper>): Paper {
  return {
    number: 1,
    id: 'file:0123456789abcdef',
    seq: 1,
    ids: [],
    title: 'A made-up title',
    abstract: '',
    authors: [],
    authorCount: said.authors?.length ?? 0,
    categories: [],
    versions: [],
    withdrawn: false,
    links: [],
    sources: ['file'],
    announcements: [],
    ...said,
  };
}

export function authorsNamed(...names: string[]): Paper['authors'] {
  return names.map((name) => ({ name }));
}
