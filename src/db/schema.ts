import type { Generated } from 'kysely';

/** The tables, as Kysely sees them. Booleans are 0 or 1, instants ISO text in UTC, days `YYYY-MM-DD`, JSON is text: the same on both databases. */
export interface Schema {
  counters: { name: string; value: number };
  settings: { name: string; value: string; updated_at: string };
  readers: ReadersTable;
  papers: PapersTable;
  records: RecordsTable;
  record_keys: { key: string; record: number };
  paper_authors: { author: string; paper: number; position: number };
  paper_categories: { category: string; published: string; paper: number; position: number };
  announcements: { day: string; category: string; paper: number; kind: string; computed: number };
  days: { day: string; seq: number };
  merges: MergesTable;
  identity_decisions: { number: number; a: string; b: string; same: number; decided_at: string; decided_by: string; why: string };
  imports: ImportsTable;
  jobs: JobsTable;
  leases: { name: string; holder: string; until: string };
  cursors: { name: string; seq: number };
  owner_keys: { hash: string; kind: string; created_at: string; expires_at: string };
  pacing: { name: string; next_at: string; holder: string; lease_until: string; failures: number };
  harvests: HarvestsTable;
  roads: RoadsTable;
  feed_days: FeedDaysTable;
  sightings: { day: string; id: string; road: string };
  wanted: { id: string; state: string; asked_at: string; answered_at: string };
  saved_searches: SavedSearchesTable;
  votes: { paper: number; reader: number; without_name: number; created_at: string };
  voters: VotersTable;
  paper_signals: PaperSignalsTable;
  /** How often pages that show a paper were served; `seen_before`: when `hour` (since 1970) began. */
  impressions: { paper: number; seen: number; seen_before: number; hour: number };
  /** The first three of a `kind` (`day`, `week`, `month`) that is over. */
  period_places: { kind: string; period: string; place: number; paper: number };
  accounts: AccountsTable;
  account_sessions: AccountSessionsTable;
  account_credentials: AccountCredentialsTable;
  account_verifications: { id: string; identifier: string; value: string; expires_at: string; created_at: string; updated_at: string };
  account_passkeys: AccountPasskeysTable;
  invitations: InvitationsTable;
  deeds: DeedsTable;
  attempts: { name: string; since: string; count: number };
  mails: { number: number; message: string; created_at: string; attempts: number };
  secrets: { name: string; value: string; created_at: string };
  kept_feeds: KeptFeedsTable;
  subscriptions: SubscriptionsTable;
  bundles: BundlesTable;
  hooks: HooksTable;
  hook_calls: HookCallsTable;
  hook_papers: { hook: number; paper: number };
  mailed_papers: { subscription: number; paper: number; bundle: number };
}

export interface ReadersTable {
  number: number;
  /** `owner` (number 1 alone), `administrator`, `editor` or `reader`. */
  role: string;
  name: string;
  /** What they say of themselves. */
  about: Generated<string>;
  created_at: string;
  /** Empty unless they are suspended. */
  suspended_at: Generated<string>;
  suspended_why: Generated<string>;
  /** Empty unless they removed their account; the number stays, as other tables point to it. */
  removed_at: Generated<string>;
}

export interface AccountsTable {
  id: string;
  name: string;
  email: string;
  email_verified: number;
  image: string | null;
  created_at: string;
  updated_at: string;
  invited_role: string | null;
  /** Nothing until they first come in. */
  reader: number | null;
}

export interface AccountSessionsTable {
  id: string;
  expires_at: string;
  token: string;
  created_at: string;
  updated_at: string;
  ip_address: string | null;
  user_agent: string | null;
  user_id: string;
}

export interface AccountCredentialsTable {
  id: string;
  account_id: string;
  provider_id: string;
  user_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: string | null;
  refresh_token_expires_at: string | null;
  scope: string | null;
  password: string | null;
  created_at: string;
  updated_at: string;
}

export interface AccountPasskeysTable {
  id: string;
  name: string | null;
  public_key: string;
  user_id: string;
  credential_id: string;
  counter: number;
  device_type: string;
  backed_up: number;
  transports: string | null;
  created_at: string | null;
  aaguid: string | null;
}

export interface InvitationsTable {
  number: number;
  hash: string;
  /** Empty: whoever has the address. */
  email: string;
  role: string;
  invited_by: number;
  created_at: string;
  expires_at: string;
  /** Empty until somebody registered with it, or it was withdrawn. */
  used_at: string;
}

export interface DeedsTable {
  number: number;
  done_at: string;
  done_by: number;
  what: string;
  about: number | null;
  why: string;
  /** 1: the public log does not say whom it was about, or why. */
  private: number;
}

/** Small facts of a paper that lists are filtered and ordered by; the text stands in `records`. */
export interface PapersTable {
  number: number;
  public_id: string;
  seq: number;
  /** Day of the first version; a month or year alone stands as its first day. Empty when unknown. */
  published: string;
  primary_category: string;
  author_count: number;
  title_length: number;
  title_colon: number;
  has_code: number;
  withdrawn: number;
  /** Of the content as composed from the records: tells whether a change of a record changed the paper. */
  digest: string;
  merged_into: number | null;
  first_seen: string;
}

/** What each source said last, with the paper it was folded into. */
export interface RecordsTable {
  number: number;
  /** `source:id#via`. */
  name: string;
  paper: number;
  /** Grows with newer versions; an older record never replaces a newer one. */
  freshness: string;
  body: string;
  seen_at: string;
}

export interface MergesTable {
  number: number;
  /** `merge`: `gone` became part of `kept`. `unmerge`: `gone` stands alone again. */
  kind: string;
  kept: number;
  gone: number;
  merged_at: string;
  merged_by: string;
  why: string;
}

export interface ImportsTable {
  number: number;
  /** Name of the file as the owner knows it. */
  name: string;
  /** Size and hash of its beginning: the same file is recognised when the import is run again. */
  fingerprint: string;
  state: string;
  format: string;
  total_bytes: number;
  read_bytes: number;
  position_line: number;
  position_byte: number;
  records: number;
  added: number;
  changed: number;
  unchanged: number;
  bad: number;
  bad_lines: string;
  error: string;
  started_at: string;
  updated_at: string;
  finished_at: string;
}

export interface JobsTable {
  number: number;
  kind: string;
  payload: string;
  /** `waiting`, `running`, `done`, `failed`. */
  state: string;
  attempts: number;
  run_after: string;
  lease_holder: string;
  lease_until: string;
  error: string;
  created_at: string;
  updated_at: string;
}

export interface HarvestsTable {
  number: number;
  source: string;
  /** The set that is asked for; empty: everything. */
  part: string;
  /** `newest`, `recent`, `gap` or `back`. */
  purpose: string;
  first_day: string;
  /** Empty: up to now. */
  last_day: string;
  /** `waiting` or `done`. */
  state: string;
  /** Where the next page begins; empty: at the beginning. */
  token: string;
  /** How many records the source says there are; -1 when it does not say. */
  total: number;
  pages: number;
  records: number;
  added: number;
  bad: number;
  bad_records: string;
  /** How often the token was refused since the last page. */
  restarts: number;
  /** The server's clock when the first page came. */
  server_at: string;
  created_at: string;
  started_at: string;
  updated_at: string;
  finished_at: string;
}

export interface RoadsTable {
  source: string;
  /** `feed`, `harvest` or `paper`. */
  road: string;
  host: string;
  tried_at: string;
  succeeded_at: string;
  /** Empty while it answers. */
  failing_since: string;
  /** In words; empty while it answers. */
  error: string;
  /** How many in a row. */
  failures: number;
  requests: number;
  records: number;
  updated_at: string;
}

export interface FeedDaysTable {
  source: string;
  day: string;
  /** `late`: the feed shows an earlier day. `stale`: it shows an earlier day's papers. `said`. `gone`: it shows a later day. */
  state: string;
  topics: string;
  new_papers: number;
  cross_lists: number;
  replacements: number;
  bad: number;
  /** How many of its papers an earlier day had announced. */
  repeated: number;
  first_asked_at: string;
  said_at: string;
  updated_at: string;
}

export interface SavedSearchesTable {
  number: number;
  reader: number;
  name: string;
  /** As its reader typed it. */
  query: string;
  /** The highest number a paper had when its reader last looked: what has a higher one is new. */
  seen_paper: number;
  seen_at: string;
  created_at: string;
  updated_at: string;
  /** Empty while it is kept. */
  removed_at: string;
}

export interface VotersTable {
  reader: number;
  /** When they were told that votes are public, and went on; empty as long as they were not. */
  told_at: string;
  /** Whether their next vote is given without name. */
  without_name: number;
  /** How far the account is known, from 0 to 1. */
  evidence: number;
  /** 1, or less for one of several accounts that always vote together. */
  together: number;
}

export interface PaperSignalsTable {
  /** `votes`. */
  signal: string;
  paper: number;
  /** As it is shown. */
  value: number;
  /** How much of it comes from accounts that are known, and from others. */
  known: number;
  unknown: number;
  seq: number;
}

export interface KeptFeedsTable {
  number: number;
  reader: number;
  /** A kind of list, and its name: a category, an author, a query, the number of a saved search. */
  kind: string;
  name: string;
  /** As in the address of a feed. */
  options: string;
  /** Part of what its address is signed over: the next one makes the address before worthless. */
  generation: number;
  created_at: string;
}

export interface SubscriptionsTable {
  number: number;
  /** Whose it is; null for one that was made without an account. */
  reader: Generated<number | null>;
  address: string;
  /** `asked` until the address confirms, then `active`, `paused`, `suspended` (its server refused it) or `ended`. */
  state: string;
  /** JSON: the kinds and names of lists. */
  topics: string;
  /** `daily`, `weekdays`, `weekly` or `news`. */
  frequency: string;
  /** From 1, Monday; counts for `weekly`. */
  weekday: number;
  hour: number;
  /** An IANA time zone. */
  zone: string;
  /** The most papers of one mail. */
  top: number;
  /** How many votes a paper must have. */
  votes: Generated<number>;
  /** 1 where new versions of older papers come, too. */
  replacements: Generated<number>;
  /** `nothing` or `word`: what is sent when nothing is new. */
  when_empty: string;
  /** Part of what its links are signed over. */
  generation: number;
  /** What was there by this instant was considered. */
  covered_at: string;
  next_at: string;
  /** Why it is suspended, in words. */
  problem: string;
  /** When the question whether the address agrees was last sent. */
  asked_at: string;
  confirmed_at: string;
  created_at: string;
  updated_at: string;
}

export interface BundlesTable {
  number: number;
  subscription: number;
  /** `question` or `edition`. */
  kind: string;
  /** The instant it was due; of one subscription and kind there is one for each. */
  due_at: string;
  /** What was announced after this instant was considered for it. */
  since: string;
  /** `waiting`, `sending`, `sent`, `failed` or `stopped`. */
  state: string;
  /** JSON: titles and numbers of papers. */
  sections: string;
  /** The same however often it is sent. */
  message_id: string;
  attempts: number;
  run_after: string;
  lease_holder: string;
  lease_until: string;
  error: string;
  created_at: string;
  sent_at: string;
}

export interface HooksTable {
  number: number;
  reader: number;
  url: string;
  /** The kind and name of a list. */
  kind: string;
  name: string;
  /** How many votes a paper must have. */
  votes: Generated<number>;
  /** `plain`, `slack`, `discord` or `own`, with a template. */
  body: string;
  template: string;
  /** Signs what is sent. */
  secret: string;
  /** `active` or `paused`. */
  state: string;
  covered_at: string;
  next_at: string;
  created_at: string;
}

export interface HookCallsTable {
  number: number;
  hook: number;
  /** `news` or `test`. */
  purpose: string;
  /** JSON: numbers of papers. */
  papers: string;
  /** `waiting`, `sending`, `sent` or `failed`. */
  state: string;
  attempts: number;
  run_after: string;
  lease_until: string;
  /** What was answered, in words. */
  result: string;
  created_at: string;
  done_at: string;
}
