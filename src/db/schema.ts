/** The tables, as Kysely sees them. Booleans are 0 or 1, instants ISO text in UTC, days `YYYY-MM-DD`, JSON is text: the same on both databases. */
export interface Schema {
  counters: { name: string; value: number };
  settings: { name: string; value: string; updated_at: string };
  readers: { number: number; role: string; name: string; created_at: string };
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
