import type { Accounts, Votes } from '#community';
import type { Config } from '#config';
import type { Database, StoredSettings } from '#db';
import type { FeedDocument, FeedFormat, FeedTopic, MailContext, Subscriptions } from '#digest';
import type { Editions, FeedParts, TrendingPapers } from '#feed';
import type { Jobs, Pacer, Post } from '#jobs';
import type { Clock, Logger } from '#lib';
import type { Papers } from '#papers';
import type { Search as Finder, SearchIndex, SearchStatus } from '#search';
import type { Gathering } from '#sources';

/** The search index of an instance, as its processes read it and as one of them writes it. */
export interface Search {
  index: SearchIndex;
  /** Finds papers in it, and what is like them. */
  finder: Finder;
  status(): Promise<SearchStatus>;
  /** Whether the index has something to do; small to ask. */
  isDue(): Promise<boolean>;
  /** Keeps the index as the store says for as long as this process has the lease, until told to stop. */
  follow(following: SearchFollowing): Promise<void>;
  close(): Promise<void>;
}

export interface SearchFollowing {
  signal: AbortSignal;
  /** Told of every failure beside the log. */
  noteError?: (error: unknown) => void;
  /** Ends when this says so and nothing is left to do. */
  until?: () => Promise<boolean>;
  /** Ends after so many milliseconds without anything to do. */
  idleMs?: number;
}

/** How lists leave the paper. */
export interface Delivery {
  /** What mails are made from and sent by; close its mailer when done. */
  mails(): MailContext;
  subscriptions: Subscriptions;
  /** The feed of a list, with this instance's own addresses. */
  feed(topic: FeedTopic, format: FeedFormat): Promise<FeedDocument | undefined>;
}

/** Everything one process of Broadsheet works with, built by the composition root. */
export interface Instance {
  config: Config;
  clock: Clock;
  log: Logger;
  db: Database;
  settings: StoredSettings;
  papers: Papers;
  editions: Editions;
  votes: Votes;
  trending: TrendingPapers;
  /** What editions and trending keep in memory. */
  feed: FeedParts;
  /** Whether anybody can make an account: then little is made of the votes of new ones. */
  registrationIsOpen(): Promise<boolean>;
  jobs: Jobs;
  /** Says when the sources may be asked. */
  pacer: Pacer;
  gathering: Gathering;
  search: Search;
  /** Mails that go out sooner or later. */
  post: Post;
  accounts: Accounts;
  delivery: Delivery;
  /** Under which name this process holds jobs, turns and leases. */
  holder: string;
  /** The categories that somebody chose: the environment's, else the owner's; undefined as long as nobody did. */
  choice(): Promise<string[] | undefined>;
  /** The categories of the edition: the environment's, else the owner's, else none (all papers). */
  categories(): Promise<string[]>;
  close(): Promise<void>;
}
