-- What programs prove themselves with: an API key, sent as it is, or an OAuth client, whose secret buys short tokens.
-- Each acts as one user, narrowed to its scopes.
create table programs (
  id text primary key,
  kind text not null check (kind in ('key', 'client')),
  user_id text not null references users on delete cascade,
  name text not null,
  -- The beginning of the secret, by which a person recognises it; and SHA-256 of the whole.
  prefix text not null,
  secret_hash bytea not null,
  scopes text[] not null,
  created_by text not null references users,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  last_used_address text,
  revoked_at timestamptz,
  revoked_by text
);
create unique index programs_secret on programs (secret_hash);
create index programs_user on programs (user_id);

-- A token that an OAuth client bought ends with it, and can no more than its scopes say.
alter table sessions add column program_id text references programs on delete cascade;
alter table sessions add column scopes text[];
create index sessions_program on sessions (program_id) where program_id is not null;
