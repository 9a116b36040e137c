-- How often pages that show a paper were served to people; of whom, nothing is known. `seen_before` is what it was when `hour` (hours since 1970)
-- began, so that every process orders by the same numbers for a whole hour. It refers to no paper on purpose: a counter waits for nobody who writes papers.
create table impressions (
  paper bigint primary key,
  seen bigint not null,
  seen_before bigint not null,
  hour bigint not null
);
