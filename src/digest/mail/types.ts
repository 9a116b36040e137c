export const FREQUENCIES = ['daily', 'weekdays', 'weekly', 'news'] as const;
/** `news`: whenever something is new, looked for every hour. */
export type Frequency = (typeof FREQUENCIES)[number];

/** A list by its kind and name, as feeds have it. */
export interface Wanted {
  kind: string;
  name: string;
}

/** What a subscriber chooses. */
export interface Choice {
  topics: Wanted[];
  frequency: Frequency;
  /** From 1, Monday; counts for `weekly`. */
  weekday: number;
  /** Of the day, 0 to 23, in their time zone. */
  hour: number;
  /** An IANA time zone: `Europe/Berlin`. */
  zone: string;
  /** The most papers of one mail. */
  top: number;
  /** How many votes a paper must have; 0 for none. */
  votes: number;
  /** True adds new versions of older papers, where the lists are of editions or categories. */
  replacements: boolean;
  /** Whether a mail says so when nothing is new. */
  whenEmpty: 'nothing' | 'word';
}

export type SubscriptionState = 'asked' | 'active' | 'paused' | 'suspended' | 'ended';

export interface Subscription extends Choice {
  number: number;
  /** Whose it is, where it belongs to an account. */
  reader?: number;
  /** True while its reader is kept out of the paper: nothing is sent, and what comes meanwhile is kept for later. */
  held?: true;
  address: string;
  state: SubscriptionState;
  generation: number;
  coveredAt: string;
  nextAt: string;
  /** Why it is suspended, in words; empty otherwise. */
  problem: string;
}

/** Papers of a mail under one title. */
export interface Section {
  title: string;
  /** Numbers of papers. */
  papers: number[];
  /** Where they stand here for a new version: which, by the number of the paper. */
  versions?: Record<number, number>;
}
