import type { Edition, EditionPlace, EditionQuery, PeriodPlace, Trending, TrendingQuery } from '#feed';
import type { Accounts, GivenVote, SavedSearch, VoterWishes, Voters, VoteStanding, VoteWish } from '#community';
import type { Paper } from '#papers';
import type { GatherStatus } from '#sources';
import type { FeedDesk } from './feed-desk.js';
import type { HookDesk } from './hook-desk.js';
import type { MailDesk } from './mail-desk.js';
import type { SearchDesk } from './search-desk.js';
import type { Site } from './viewer.js';

/** Where a list starts: a cursor of an earlier answer. */
export interface ListQuery {
  after?: string;
  limit?: number;
}

/** One page of a list, newest first. */
export interface PaperList {
  papers: Paper[];
  /** Where the next page starts; undefined at the end. */
  next?: string;
}

/** A paper, or where it is now: an older id, another source's id, a version's id. */
export type PaperFound = { paper: Paper } | { movedTo: string };

/** A day that has an edition, and how many papers it holds. */
export interface EditionDay {
  day: string;
  papers: number;
}

export type ImportState = 'waiting' | 'running' | 'done' | 'failed' | 'interrupted';

/** One import as its page shows it. */
export interface ImportView {
  id: string;
  /** The file's name, or `standard input`. */
  name: string;
  state: ImportState;
  /** Instants in UTC. */
  started: string;
  finished?: string;
  /** Records read so far, and what became of them. */
  read: number;
  saved: number;
  unchanged: number;
  bad: number;
  /** The first bad ones, each with its line (from 1) and the reason. */
  firstBad: { line: number; reason: string }[];
  /** From 0 to 1, where the size is known. */
  progress?: number;
  /** Records per second. */
  rate?: number;
  remainingSeconds?: number;
  /** Why it failed or stopped, and what to do. */
  message?: string;
}

/** The categories an instance prints, and who said so. */
export interface CategoryChoice {
  codes: string[];
  /** `environment` cannot be changed on a page. */
  from: 'environment' | 'settings' | 'default';
}

/** Whether the history of authors counts in the order of editions, and whether enough papers have votes for it. */
export interface HistoryChoice {
  on: boolean;
  voted: number;
  needed: number;
}

/** What the owner may say about gathering. */
export type GatherWish = { wish: 'pause' | 'resume' | 'now' | 'stop going back' } | { wish: 'go back'; from?: string };

/** How a paper stands for who looks at it. */
export interface PaperVotes {
  votes: number;
  /** Whether they voted for it. */
  voted: boolean;
  /** Where it was among the first three of a day, week or month that is over. */
  places?: PeriodPlace[];
}

/** All that the pages ask of the rest of the program; the composition root gives it. */
export interface WebContext {
  site(): Promise<Site>;
  editions: {
    read(query: EditionQuery): Promise<Edition>;
    /** Where a paper stands in its edition by its score; undefined for one that stands in none here. */
    placeOf(paper: Paper): Promise<EditionPlace | undefined>;
    /** The newest day that has an edition. */
    latestDay(): Promise<string | undefined>;
    /** The days of a month (`2026-06`) that have one. */
    daysWithEdition(month: string): Promise<EditionDay[]>;
  };
  /** What readers vote for these days. */
  trending(query: TrendingQuery): Promise<Trending>;
  papers: {
    find(id: string): Promise<PaperFound | undefined>;
    /** The papers of these numbers, in this order; what is not there any more is left out. */
    byNumber(numbers: readonly number[]): Promise<Paper[]>;
    byAuthor(name: string, query: ListQuery): Promise<PaperList>;
    byCategory(code: string, query: ListQuery): Promise<PaperList>;
    /** How many stored papers are in each category. */
    categoryCounts(): Promise<ReadonlyMap<string, number>>;
  };
  search: SearchDesk;
  /** Without them nobody but the owner has a name here. */
  accounts?: Accounts;
  /** The saved searches of one reader. */
  savedSearches(reader: number): {
    list(): Promise<SavedSearch[]>;
    find(number: number): Promise<SavedSearch | undefined>;
    save(search: { name: string; query: string }): Promise<number>;
    rename(number: number, name: string): Promise<void>;
    remove(number: number): Promise<void>;
    restore(number: number): Promise<void>;
    markSeen(number: number, upTo: number): Promise<void>;
  };
  votes: {
    /** Whether there is one reader alone. */
    alone(): Promise<boolean>;
    /** Of these papers, those that have votes; `reader` says whose own are looked for. */
    standing(reader: number | undefined, papers: readonly number[]): Promise<ReadonlyMap<number, PaperVotes>>;
    set(wish: VoteWish): Promise<VoteStanding>;
    wishesOf(reader: number): Promise<VoterWishes>;
    setWishes(reader: number, wishes: { withoutName: boolean; all: boolean }): Promise<void>;
    list(reader: number, query: ListQuery): Promise<{ votes: GivenVote[]; next?: string }>;
    votersOf(paper: number): Promise<Voters>;
  };
  feeds: FeedDesk;
  mails: MailDesk;
  hooks: HookDesk;
  imports: {
    /** Takes the bytes to the end before it answers; the work goes on after it. */
    start(bytes: ReadableStream<Uint8Array>, filename: string): Promise<void>;
    /** Newest first. */
    list(): Promise<ImportView[]>;
  };
  gathering: {
    status(): Promise<GatherStatus>;
    /** Why the edition of a day has as many papers as it has, in sentences. */
    aboutDay(day: string): Promise<string[]>;
    /** What a reader of the front page should know; undefined while all is well. */
    line(): Promise<string | undefined>;
    /** Asks the worker for a paper by its arXiv id. `busy`: too many were asked for lately. `off`: nothing is gathered. */
    want(id: string): Promise<'asked' | 'missing' | 'busy' | 'off'>;
    change(wish: GatherWish): Promise<void>;
  };
  settings: {
    categories(): Promise<CategoryChoice>;
    setCategories(codes: string[]): Promise<void>;
    history(): Promise<HistoryChoice>;
    /** @throws ConflictError when too few papers have votes to switch it on */
    setHistory(on: boolean): Promise<void>;
    sampleHidden(): Promise<boolean>;
    hideSample(): Promise<void>;
  };
  /** The same error in words for people where its cause is outside the program (a database that is away), else as it is. */
  explain?(error: unknown): unknown;
  /** Told of every failure that a reader sees as "our fault". */
  report(error: unknown, request: Request): void;
}
