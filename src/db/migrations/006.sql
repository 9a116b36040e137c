-- Delivery: what this instance signs addresses with, and the feeds that readers keep for themselves.
insert into counters (name, value) values ('kept feed', 0);

-- Made when they are first needed. Whoever has one can make addresses that this instance takes for its own.
create table secrets (
  name text primary key,
  value text not null,
  created_at text not null
);

-- Lists that a reader has as a feed under an address with a secret; a new generation makes the old address worthless.
create table kept_feeds (
  number bigint primary key,
  reader bigint not null references readers (number),
  kind text not null,
  name text not null,
  options text not null,
  generation integer not null,
  created_at text not null
);
create index kept_feeds_by_reader on kept_feeds (reader);

-- Editions by e-mail.
insert into counters (name, value) values ('subscription', 0);
insert into counters (name, value) values ('bundle', 0);

-- Who gets what, and when. Nothing but the question itself is sent before the address has confirmed.
create table subscriptions (
  number bigint primary key,
  address text not null,
  state text not null,
  topics text not null,
  frequency text not null,
  weekday integer not null,
  hour integer not null,
  zone text not null,
  top integer not null,
  when_empty text not null,
  generation integer not null,
  covered_at text not null,
  next_at text not null,
  problem text not null,
  asked_at text not null,
  confirmed_at text not null,
  created_at text not null,
  updated_at text not null
);
create index subscriptions_by_next on subscriptions (state, next_at);
create index subscriptions_by_address on subscriptions (address);

-- One mail each, from when it was put together until it was taken by the mail server.
create table bundles (
  number bigint primary key,
  subscription bigint not null references subscriptions (number),
  kind text not null,
  due_at text not null,
  since text not null,
  state text not null,
  sections text not null,
  message_id text not null,
  attempts integer not null,
  run_after text not null,
  lease_holder text not null,
  lease_until text not null,
  error text not null,
  created_at text not null,
  sent_at text not null
);
create unique index bundles_once on bundles (subscription, kind, due_at);
create index bundles_by_state on bundles (state, run_after);

-- Which papers a subscription has had, so that none comes twice.
create table mailed_papers (
  subscription bigint not null references subscriptions (number),
  paper bigint not null references papers (number),
  bundle bigint not null references bundles (number),
  primary key (subscription, paper)
);
create index mailed_papers_by_bundle on mailed_papers (bundle);

-- Web addresses that are told when a list has something new.
insert into counters (name, value) values ('hook', 0);
insert into counters (name, value) values ('hook call', 0);

create table hooks (
  number bigint primary key,
  reader bigint not null references readers (number),
  url text not null,
  kind text not null,
  name text not null,
  body text not null,
  template text not null,
  secret text not null,
  state text not null,
  covered_at text not null,
  next_at text not null,
  created_at text not null
);
create index hooks_by_next on hooks (state, next_at);

-- One request each, with what became of it: the log of deliveries.
create table hook_calls (
  number bigint primary key,
  hook bigint not null references hooks (number),
  purpose text not null,
  papers text not null,
  state text not null,
  attempts integer not null,
  run_after text not null,
  lease_until text not null,
  result text not null,
  created_at text not null,
  done_at text not null
);
create index hook_calls_by_state on hook_calls (state, run_after);
create index hook_calls_by_hook on hook_calls (hook);

create table hook_papers (
  hook bigint not null references hooks (number),
  paper bigint not null references papers (number),
  primary key (hook, paper)
);
