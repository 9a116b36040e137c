-- Votes: who said that which paper is worth reading, and what a paper is worth by them.
insert into counters (name, value) values ('signal', 0);

-- A vote stays with the row it was given to: when that paper is merged away and set free again, its votes go and come with it.
create table votes (
  paper bigint not null references papers (number),
  reader bigint not null references readers (number),
  without_name integer not null,
  created_at text not null,
  primary key (paper, reader)
);
create index votes_by_reader on votes (reader, created_at);

-- What a reader said about voting, and how their votes count in an order: how far the account is known, and how far it votes on its own.
create table voters (
  reader bigint primary key references readers (number),
  told_at text not null,
  without_name integer not null,
  evidence double precision not null,
  together double precision not null
);

-- What is known of papers that orders them: a number to be shown, and how much of it is well known and how much is not. `seq` grows with every change.
create table paper_signals (
  signal text not null,
  paper bigint not null references papers (number),
  value bigint not null,
  known double precision not null,
  unknown double precision not null,
  seq bigint not null,
  primary key (signal, paper)
);
create index paper_signals_by_seq on paper_signals (signal, seq);
create index paper_signals_by_value on paper_signals (signal, value);

-- The first three of a day, week or month that is over.
create table period_places (
  kind text not null,
  period text not null,
  place integer not null,
  paper bigint not null references papers (number),
  primary key (kind, period, place)
);
create index period_places_by_paper on period_places (paper);
