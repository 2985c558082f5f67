-- Links by mail with which a person proves who they are: an invitation, a forgotten password, a new mail address.
create table account_links (
  id text primary key,
  user_id text not null references users on delete cascade,
  kind text not null check (kind in ('invitation', 'reset', 'email')),
  -- Where the mail goes; of "email" the address that is to be confirmed.
  email text not null,
  previous_email text,
  -- SHA-256 of what stands in the mail; empty until the mail is written.
  secret_hash bytea,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  used_at timestamptz
);
create unique index account_links_secret on account_links (secret_hash) where secret_hash is not null;
create index account_links_user on account_links (user_id, kind);
create index account_links_ends_at on account_links (ends_at);

-- How often something was asked in the present window, counted over all nodes.
create table rate_counts (
  what text not null,
  who text not null,
  count integer not null,
  ends_at timestamptz not null,
  primary key (what, who)
);
create index rate_counts_ends_at on rate_counts (ends_at);

-- Wrong passwords on one name from anywhere ("name"): they lock nobody out, but make hashing for that name wait.
alter table sign_in_attempts drop constraint sign_in_attempts_scope_check;
alter table sign_in_attempts add constraint sign_in_attempts_scope_check check (scope in ('pair', 'address', 'name'));
