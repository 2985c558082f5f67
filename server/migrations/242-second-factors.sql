-- What a person proves themselves with besides the password.
create table second_factors (
  id text primary key,
  user_id text not null references users on delete cascade,
  kind text not null check (kind in ('totp', 'passkey')),
  name text not null,
  created_at timestamptz not null,
  -- Empty until the person has shown that it works; only then it counts.
  confirmed_at timestamptz,
  last_used_at timestamptz,
  -- Of an authenticator app: the shared secret, sealed, and the last period a code of which was taken.
  secret text,
  last_step bigint,
  -- Of a passkey.
  credential_id text,
  public_key bytea,
  counter bigint,
  transports text[]
);
create index second_factors_user on second_factors (user_id);
create unique index second_factors_credential on second_factors (credential_id) where credential_id is not null;

-- For the day the other factors are lost; each once.
create table recovery_codes (
  user_id text not null references users on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

-- A sign-in whose password was right and whose second factor is still to come; and what a passkey has to sign.
create table sign_in_tickets (
  secret_hash bytea primary key,
  user_id text not null references users on delete cascade,
  username text not null,
  failures integer not null default 0,
  challenge text not null,
  ends_at timestamptz not null
);
create index sign_in_tickets_user on sign_in_tickets (user_id);
create index sign_in_tickets_ends_at on sign_in_tickets (ends_at);

create table passkey_challenges (
  user_id text primary key references users on delete cascade,
  challenge text not null,
  ends_at timestamptz not null
);

-- How a session began. Who came in by single sign-on proved themselves there.
alter table sessions add column method text not null default 'password' check (method in ('password', 'sso'));
