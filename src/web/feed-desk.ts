import type { FeedDocument, FeedFormat, FeedTopic, KeptFeed } from '#digest';

/** What the pages ask of the feeds. */
export interface FeedDesk {
  /** The feed of a list, with addresses that begin with `origin`; undefined when there is no such list. */
  read(request: { topic: FeedTopic; format: FeedFormat; origin: string; token?: string }): Promise<FeedDocument | undefined>;
  /** What people call a list; undefined when there is no such list. */
  title(topic: FeedTopic): Promise<string | undefined>;
  /** The query of a saved search, so that it can be had elsewhere. */
  savedQuery(topic: FeedTopic): Promise<string | undefined>;
  /** Changes whenever any feed may read otherwise. */
  stamp(): Promise<string>;
  /** Milliseconds since 1970. */
  now(): number;
  /** The public address without a trailing slash, where the owner set one. */
  baseUrl?: string;
  /** The WebSub hub that is told when this feed changes; undefined where none is. */
  hubOf(topic: FeedTopic): Promise<string | undefined>;
  kept: {
    list(reader: number): Promise<KeptFeed[]>;
    keep(reader: number, topic: FeedTopic): Promise<number>;
    readdress(reader: number, number: number): Promise<void>;
    remove(reader: number, number: number): Promise<void>;
    /** The list that a secret opens; undefined for one that was taken back or never given. */
    byToken(token: string): Promise<FeedTopic | undefined>;
  };
}
