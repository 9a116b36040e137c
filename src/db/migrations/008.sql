-- Whether a subscriber wants new versions of older papers, too.
alter table subscriptions add column replacements integer not null default 0;
