-- Delivery to readers with an account, and by votes.

-- Whose subscription it is; nobody's for one that was made without an account.
alter table subscriptions add column reader bigint references readers (number);
create index subscriptions_by_reader on subscriptions (reader);

-- How many votes a paper must have.
alter table subscriptions add column votes integer not null default 0;
alter table hooks add column votes integer not null default 0;
