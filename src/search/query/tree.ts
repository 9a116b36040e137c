/** The fields a reader can name; `fields.ts` has other words for them, such as `cat` for `category`. */
export const FIELDS = ['author', 'title', 'abstract', 'category', 'org', 'venue', 'source', 'id', 'date', 'after', 'before', 'year', 'has', 'is'] as const;
export type Field = (typeof FIELDS)[number];

/** A part of a query that a paper fits or does not. Texts are as the reader wrote them: who looks them up analyses them. */
export type Condition =
  | { kind: 'word'; text: string; field?: 'title' | 'abstract' }
  | { kind: 'phrase'; text: string; field?: 'title' | 'abstract' }
  | { kind: 'author'; name: string }
  | { kind: 'organisation'; text: string }
  | { kind: 'venue'; text: string }
  /** `cs.CV`, or a whole archive or group: `cs`, `physics`. */
  | { kind: 'category'; code: string }
  /** The short name of where papers come from: `arxiv`, `iclr2018`. */
  | { kind: 'source'; name: string }
  /** As the reader wrote it; `#papers` knows the schemes. */
  | { kind: 'id'; text: string }
  /** Days `YYYY-MM-DD`, both inclusive; at least one is there. `last` is how the reader gave `from` when it moves on with the days: `7d`. */
  | { kind: 'date'; from?: string; to?: string; last?: string }
  | { kind: 'has'; what: 'code' | 'project' }
  | { kind: 'is'; what: 'withdrawn' }
  | { kind: 'not'; condition: Condition }
  | { kind: 'and'; conditions: Condition[] }
  | { kind: 'or'; conditions: Condition[] };

/**
 * A query in two parts: free words, which rank (a paper need not hold all of them), and what a paper must fit.
 * A word joined by OR or AND, or behind `-`, is a condition; it ranks as well, unless it is denied.
 */
export interface QueryTree {
  /** The free words as written, in their order; analysed by whoever ranks. */
  words: string[];
  condition?: Condition;
}

/** Something in the query that was not understood as its writer may have meant it, in words, with what to type instead. */
export interface Hint {
  /** What it is about, as written: `autor:`. */
  about: string;
  message: string;
  /** The whole query as it may have been meant; a page links to it. */
  instead?: string;
}

export interface ParsedQuery {
  /** As typed, without what is not seen; no longer than what was read. */
  text: string;
  tree: QueryTree;
  hints: Hint[];
  /** The id, when the whole query is one pasted id or its address, as `#papers` writes it: `2401.01234v2`, `10.1000/xyz`. */
  pastedId?: string;
}
