-- Accounts: how readers sign in. The five tables of Better Auth, in our names; instants are ISO text and booleans 0 or 1, as everywhere.
alter table readers add column about text not null default '';
alter table readers add column suspended_at text not null default '';
alter table readers add column suspended_why text not null default '';
alter table readers add column removed_at text not null default '';

create table accounts (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified integer not null,
  image text,
  created_at text not null,
  updated_at text not null,
  -- What an invitation said they become; taken over when their reader is made.
  invited_role text,
  reader bigint unique references readers (number)
);

create table account_sessions (
  id text primary key,
  expires_at text not null,
  -- The SHA-256 of what the browser holds.
  token text not null unique,
  created_at text not null,
  updated_at text not null,
  ip_address text,
  user_agent text,
  user_id text not null references accounts (id) on delete cascade
);
create index account_sessions_by_account on account_sessions (user_id);

create table account_credentials (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references accounts (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at text,
  refresh_token_expires_at text,
  scope text,
  password text,
  created_at text not null,
  updated_at text not null
);
create index account_credentials_by_account on account_credentials (user_id);
create unique index account_credentials_by_provider on account_credentials (provider_id, account_id);

create table account_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at text not null,
  created_at text not null,
  updated_at text not null
);
create index account_verifications_by_identifier on account_verifications (identifier);

create table account_passkeys (
  id text primary key,
  name text,
  public_key text not null,
  user_id text not null references accounts (id) on delete cascade,
  credential_id text not null,
  counter integer not null,
  device_type text not null,
  backed_up integer not null,
  transports text,
  created_at text,
  aaguid text
);
create index account_passkeys_by_account on account_passkeys (user_id);
create index account_passkeys_by_credential on account_passkeys (credential_id);

-- Who may register although registration is not open, and as what.
insert into counters (name, value) values ('invitation', 0), ('deed', 0), ('mail', 0);
create table invitations (
  number bigint primary key,
  hash text not null unique,
  email text not null,
  role text not null,
  invited_by bigint not null references readers (number),
  created_at text not null,
  expires_at text not null,
  used_at text not null
);

-- What editors and administrators did, and why.
create table deeds (
  number bigint primary key,
  done_at text not null,
  done_by bigint not null references readers (number),
  what text not null,
  about bigint references readers (number),
  why text not null,
  private integer not null
);
create index deeds_by_about on deeds (about);

-- How often something was tried in the time that is counted; the name is a hash.
create table attempts (
  name text primary key,
  since text not null,
  count integer not null
);

-- Mails that wait to be sent.
create table mails (
  number bigint primary key,
  message text not null,
  created_at text not null,
  attempts integer not null
);
