-- Numbers are handed out by `counters`, in the transaction that uses them: the same on both databases,
-- and a reader of `seq` never sees a gap that is filled later.
create table counters (
  name text primary key,
  value integer not null
) without rowid;
insert into counters (name, value) values ('seq', 0), ('paper', 0), ('record', 0), ('merge', 0), ('decision', 0), ('import', 0), ('job', 0), ('reader', 1);

create table settings (
  name text primary key,
  value text not null,
  updated_at text not null
) without rowid;

-- The owner is there from the first day; accounts come later and later tables point here.
create table readers (
  number integer primary key,
  role text not null,
  name text not null,
  created_at text not null
);
insert into readers (number, role, name, created_at) values (1, 'owner', 'Owner', '1970-01-01T00:00:00.000Z');

create table papers (
  number integer primary key,
  public_id text not null unique,
  seq integer not null unique,
  published text not null,
  primary_category text not null,
  author_count integer not null,
  title_length integer not null,
  title_colon integer not null,
  has_code integer not null,
  withdrawn integer not null,
  digest text not null,
  merged_into integer references papers (number),
  first_seen text not null
);

create index papers_merged on papers (merged_into) where merged_into is not null;

create table records (
  number integer primary key,
  name text not null unique,
  paper integer not null references papers (number),
  freshness text not null,
  body text not null,
  seen_at text not null
);
create index records_by_paper on records (paper);

-- What a record can be recognised by: its ids, and its title where that says something.
create table record_keys (
  key text not null,
  record integer not null references records (number),
  primary key (key, record)
) without rowid;
create index record_keys_by_record on record_keys (record);

create table paper_authors (
  author text not null,
  paper integer not null references papers (number),
  position integer not null,
  primary key (author, paper, position)
) without rowid;
create index paper_authors_by_paper on paper_authors (paper);

create table paper_categories (
  category text not null,
  published text not null,
  paper integer not null references papers (number),
  position integer not null,
  primary key (category, published, paper)
) without rowid;
create index paper_categories_by_paper on paper_categories (paper);

create table announcements (
  day text not null,
  category text not null,
  paper integer not null references papers (number),
  kind text not null,
  computed integer not null,
  primary key (day, category, paper, kind)
) without rowid;
create index announcements_by_paper on announcements (paper);

-- Which days have an edition, and the `seq` of the last change to one of its papers.
create table days (
  day text primary key,
  seq integer not null
) without rowid;

create table merges (
  number integer primary key,
  kind text not null,
  kept integer not null references papers (number),
  gone integer not null references papers (number),
  merged_at text not null,
  merged_by text not null,
  why text not null
);

-- What people said of two records, against or beyond the rules; the last word on a pair counts.
create table identity_decisions (
  number integer primary key,
  a text not null,
  b text not null,
  same integer not null,
  decided_at text not null,
  decided_by text not null,
  why text not null
);
create index identity_decisions_by_a on identity_decisions (a);
create index identity_decisions_by_b on identity_decisions (b);

create table imports (
  number integer primary key,
  name text not null,
  fingerprint text not null,
  state text not null,
  format text not null,
  total_bytes integer not null,
  read_bytes integer not null,
  position_line integer not null,
  position_byte integer not null,
  records integer not null,
  added integer not null,
  changed integer not null,
  unchanged integer not null,
  bad integer not null,
  bad_lines text not null,
  error text not null,
  started_at text not null,
  updated_at text not null,
  finished_at text not null
);

create table jobs (
  number integer primary key,
  kind text not null,
  payload text not null,
  state text not null,
  attempts integer not null,
  run_after text not null,
  lease_holder text not null,
  lease_until text not null,
  error text not null,
  created_at text not null,
  updated_at text not null
);
create index jobs_to_run on jobs (state, run_after);

create table leases (
  name text primary key,
  holder text not null,
  until text not null
) without rowid;

create table cursors (
  name text primary key,
  seq integer not null
) without rowid;

create table owner_keys (
  hash text primary key,
  kind text not null,
  created_at text not null,
  expires_at text not null
) without rowid;
