/** The table's name in the folder of a generation. */
export const TABLE = 'papers';

/**
 * One paper as the index holds it. Terms are analysed (`../text/analyse.ts`) and joined by spaces; the index splits them
 * at spaces and nothing else, so that what is searched for must be analysed the same way.
 */
export interface IndexRow {
  /** The store's number of the paper. */
  number: number;
  /** What BM25 ranks by: the title's terms twice, then the abstract's. */
  terms: string;
  /** Every term behind the mark of its field, in order, with positions: for phrases and words of one field. See `FIELD_MARKS`. */
  field_terms: string;
  /** Terms of the authors' names, an `AUTHOR_GAP` between two of them, with positions. */
  author_terms: string;
  /** What a reader can filter by: codes and their aliases, archives and groups, so that `cs` finds `cs.CV`. */
  categories: string[];
  /** As the source wrote it; null without one. */
  primary_category: string | null;
  /** Year, month and day as one number: 20260531; the first day of what is known only by month or year. Null when unknown. */
  published: number | null;
  sources: string[];
  has_code: boolean;
  has_project: boolean;
  withdrawn: boolean;
  /** Of unit length, of the generation's embedder; null when it has none to give. Not in the table of a generation without an embedder. */
  vector?: Float32Array | null;
}

/** What stands before each term of a field in `field_terms`: `t:deep t:learning a:we a:train`. Fields never meet in a phrase. */
export const FIELD_MARKS = { title: 't:', abstract: 'a:', organisation: 'o:', venue: 'v:' } as const;
export type MarkedField = keyof typeof FIELD_MARKS;

/** A term between two names, so that a phrase never begins in one author and ends in another. */
export const AUTHOR_GAP = '|';

/** Terms of one field as `field_terms` holds them: `markTerms('title', ['deep', 'learn'])` is `t:deep t:learn`. */
export function markTerms(field: MarkedField, terms: readonly string[]): string {
  const mark = FIELD_MARKS[field];
  return terms.length === 0 ? '' : mark + terms.join(` ${mark}`);
}

/** `20260531` for a day, month, year or instant (`2026-05`); undefined for what is none. */
export function dayNumber(date: string): number | undefined {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(date) ?? [];
  return year === undefined ? undefined : Number(year + month + day);
}

/** The year of a `dayNumber`. */
export function yearOf(day: number): number {
  return Math.floor(day / 10_000);
}

/** How a column is looked up: full text with or without positions, or a filter. */
export type IndexKind = 'words' | 'phrases' | 'number' | 'value' | 'labels';

/** Every index of the table, in the order they are made: words first, so that they serve soonest. */
export const INDEXES: readonly { column: keyof IndexRow; kind: IndexKind }[] = [
  { column: 'number', kind: 'number' },
  { column: 'terms', kind: 'words' },
  { column: 'published', kind: 'number' },
  { column: 'categories', kind: 'labels' },
  { column: 'sources', kind: 'labels' },
  { column: 'primary_category', kind: 'value' },
  { column: 'has_code', kind: 'value' },
  { column: 'has_project', kind: 'value' },
  { column: 'withdrawn', kind: 'value' },
  { column: 'author_terms', kind: 'phrases' },
  { column: 'field_terms', kind: 'phrases' },
];
