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
