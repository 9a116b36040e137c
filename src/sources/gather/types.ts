/** The ways of asking a source: its announcement feed, its harvest by pages, and single papers. */
export const ROADS = ['feed', 'harvest', 'paper'] as const;
export type Road = (typeof ROADS)[number];

/**
 * Why days are harvested: `newest` follows what comes in, `recent` are the last announcements at the first start, `gap`
 * what was missed while nothing was gathered, `back` what the owner asked for of older years.
 */
export const PURPOSES = ['newest', 'recent', 'gap', 'back'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Something in an answer that could not be read; the rest of it was kept. */
export interface BadEntry {
  words: string;
  /** The paper's id, where that much could be read. */
  id?: string;
  /** Where in the answer, in characters from 0, if that is known. */
  offset?: number;
}

/** A stretch of days by date of change at the source, read page by page. */
export interface Harvest {
  number: number;
  /** A set of the source; empty: everything. */
  part: string;
  purpose: Purpose;
  /** Days, both included; without a last one: up to now. */
  first: string;
  last?: string;
  done: boolean;
  /** Where the next page begins; undefined: at the beginning. */
  token?: string;
  /** How many records the source says there are. */
  total?: number;
  pages: number;
  records: number;
  added: number;
  bad: number;
  badEntries: BadEntry[];
  /** How often its token was refused since the last page. */
  restarts: number;
  /** Instants in UTC; the server's own clock at the first page, and ours. */
  serverAt?: string;
  startedAt?: string;
  updatedAt: string;
  finishedAt?: string;
}

/** A stretch of days that is to be harvested. */
export type NewHarvest = Pick<Harvest, 'part' | 'purpose' | 'first' | 'last'>;

/** What the feed said of one day. */
export interface FeedDay {
  day: string;
  /** `late`: the feed shows an earlier day. `stale`: it shows the papers of an earlier day. `said`: it shows this day. `gone`: it shows a later one. */
  state: 'late' | 'stale' | 'said' | 'gone';
  /** The categories it was asked for, joined. */
  topics: string;
  newPapers: number;
  crossLists: number;
  replacements: number;
  bad: number;
  /** How many of its papers an earlier day had announced. */
  repeated: number;
  firstAskedAt: string;
  saidAt?: string;
  updatedAt: string;
}

/** How one road is doing. */
export interface RoadState {
  road: Road;
  host: string;
  triedAt?: string;
  succeededAt?: string;
  /** Set while it fails. */
  failingSince?: string;
  error?: string;
  requests: number;
  records: number;
}

/** What the owner said about gathering, kept in the settings. */
export interface Wishes {
  pausedSince?: string;
  /** When the owner last asked to look now. */
  now?: string;
  /** To gather back to this day. */
  back?: { from: string; askedAt: string };
}
