import type { AnnouncementKind, PaperRecord } from '#papers';
import type { BadEntry, Road } from './types.js';

/** Which page of a harvest is asked for: the first of some days, or the one that a token names. */
export type PageRequest = { part: string; first: string; last?: string } | { token: string };

/** One page of a harvest as it was read. */
export interface HarvestPage {
  records: PaperRecord[];
  bad: BadEntry[];
  /** Where the next page begins; undefined at the end. */
  token?: string;
  total?: number;
  /** The server's clock, as an instant in UTC. */
  serverAt?: string;
  /** In words, when the answer broke off or could not be read to its end: the page must be asked for again. */
  brokenOff?: string;
}

/** What the announcement feed shows. */
export interface FeedPage {
  /** The day it is of; undefined when it does not say. */
  day?: string;
  items: { record: PaperRecord; kind: AnnouncementKind }[];
  bad: BadEntry[];
  brokenOff?: string;
}

/** Single papers that were asked for. */
export interface FoundPapers {
  records: PaperRecord[];
  bad: BadEntry[];
}

/**
 * A source as gathering asks it: one request each, without waiting or trying again; that is done around it.
 * Each throws OutsideError (StatusError where the host answered) and, for a token it knows no more, TokenRefusedError.
 */
export interface Roads {
  /** Its name in the tables: `arxiv`. */
  readonly source: string;
  /** Hosts that share one connection. */
  readonly lane: string;
  readonly hosts: Readonly<Record<Road, string>>;
  feed(topics: readonly string[], signal: AbortSignal): Promise<FeedPage>;
  page(request: PageRequest, signal: AbortSignal): Promise<HarvestPage>;
  papers(ids: readonly string[], signal: AbortSignal): Promise<FoundPapers>;
}

/** The source no longer knows the token: its stretch of days begins anew. */
export class TokenRefusedError extends Error {
  override name = 'TokenRefusedError';
}
