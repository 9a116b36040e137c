import type { Paper } from '#papers';

export type PeriodKind = 'day' | 'week' | 'month';

/** A day, an ISO week or a month: `2026-06-03`, `2026-W23`, `2026-06`. */
export interface Period {
  kind: PeriodKind;
  key: string;
}

export type EditionOrder = 'suggested' | 'newest' | 'category';

export interface EditionQuery {
  period: Period;
  /** True shows everything stored, not only the instance's categories. */
  everything?: boolean;
  /** Only papers that are in this category. */
  category?: string;
  kind?: 'new' | 'cross-list';
  code?: boolean;
  order?: EditionOrder;
  /** Where the page starts: a cursor of an earlier answer. */
  after?: string;
  /** Where the page ends (the one before it): a cursor of an earlier answer. */
  before?: string;
  limit?: number;
}

/** One term of a score, as shown under "why here". */
export interface ScoreTerm {
  /** A name for programs: `authors`, `title-length`, `colon`, `code`; with votes `usual`, `prior`, `votes`, `weights`, `age`, `field`. */
  name: string;
  /** A sentence for people: `9 authors`. */
  words: string;
  value: number;
}

export interface Score {
  value: number;
  terms: ScoreTerm[];
}

export interface EditionEntry {
  /** Place in the whole filtered edition, from 1. */
  place: number;
  paper: Paper;
  kind: 'new' | 'cross-list';
  /** The day it was announced, and whether that was computed from the submission time. */
  day: string;
  computed: boolean;
  /** What is known before any vote. */
  score: Score;
  /** With the votes, where there are any in the edition: the order goes by this then. */
  voted?: Score;
  /** Where it has this place for a while because few have seen it: how often it had been shown when the hour began. */
  explored?: { seen: number };
}

/** Where one paper stands in its edition. */
export interface EditionPlace {
  entry: EditionEntry;
  /** How many papers the edition holds. */
  total: number;
}

/** Why a day has no edition, or an empty one; the page puts it in words. */
export type EmptyReason =
  | { kind: 'weekend' }
  | { kind: 'holiday'; name: string }
  | { kind: 'future' }
  | { kind: 'nothing-stored' }
  | { kind: 'not-in-categories'; stored: number }
  | { kind: 'filtered'; unfiltered: number }
  | { kind: 'nothing-imported' };

export interface Edition {
  query: EditionQuery;
  /** How many papers the edition holds, before and after the filters of the query. */
  total: number;
  matching: number;
  newCount: number;
  crossListCount: number;
  codeCount: number;
  /** How many of the edition's papers are in each category, most first. */
  categories: { category: string; count: number }[];
  entries: EditionEntry[];
  /** Cursors for the neighbouring pages. */
  nextPage?: string;
  previousPage?: string;
  /** The neighbouring periods that have an edition. */
  previous?: Period;
  next?: Period;
  /** Papers replaced by a new version on these days: folded, without rank. */
  replacements: { id: string; title: string }[];
  empty?: EmptyReason;
}
