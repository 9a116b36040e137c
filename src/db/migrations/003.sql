-- Queries that readers named and kept, and how far each has been read.
insert into counters (name, value) values ('saved search', 0);

create table saved_searches (
  number bigint primary key,
  reader bigint not null references readers (number),
  name text not null,
  query text not null,
  seen_paper bigint not null,
  seen_at text not null,
  created_at text not null,
  updated_at text not null,
  removed_at text not null
);
create index saved_searches_by_reader on saved_searches (reader);
