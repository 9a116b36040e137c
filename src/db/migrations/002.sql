-- Gathering: how far each source is read, what it said of each day, and when it may be asked again.
insert into counters (name, value) values ('harvest', 0);

-- When the next request may go out, and who has the one that is under way. A name is a host, or a lane that several share.
create table pacing (
  name text primary key,
  next_at text not null,
  holder text not null,
  lease_until text not null,
  failures integer not null
);

-- Stretches of days of a source that are read page by page; the token says where the next page begins.
create table harvests (
  number bigint primary key,
  source text not null,
  part text not null,
  purpose text not null,
  first_day text not null,
  last_day text not null,
  state text not null,
  token text not null,
  total bigint not null,
  pages bigint not null,
  records bigint not null,
  added bigint not null,
  bad bigint not null,
  bad_records text not null,
  restarts integer not null,
  server_at text not null,
  created_at text not null,
  started_at text not null,
  updated_at text not null,
  finished_at text not null
);
create index harvests_by_state on harvests (source, state);

-- How each way of asking a source is doing.
create table roads (
  source text not null,
  road text not null,
  host text not null,
  tried_at text not null,
  succeeded_at text not null,
  failing_since text not null,
  error text not null,
  failures integer not null,
  requests bigint not null,
  records bigint not null,
  updated_at text not null,
  primary key (source, road)
);

-- What the announcement feed said of a day.
create table feed_days (
  source text not null,
  day text not null,
  state text not null,
  topics text not null,
  new_papers integer not null,
  cross_lists integer not null,
  replacements integer not null,
  bad integer not null,
  repeated integer not null,
  first_asked_at text not null,
  said_at text not null,
  updated_at text not null,
  primary key (source, day)
);

-- Which road named which paper for which day; kept for some weeks, so that the roads can be compared.
create table sightings (
  day text not null,
  id text not null,
  road text not null,
  primary key (day, id, road)
);

-- Papers that readers asked for by their address.
create table wanted (
  id text primary key,
  state text not null,
  asked_at text not null,
  answered_at text not null
);
create index wanted_by_state on wanted (state);
