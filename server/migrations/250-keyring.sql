-- Keys that seal values, each wrapped by a master key from outside the database.
create table data_keys (
  id text primary key,
  wrapped text not null,
  -- A new key is known to every node before the first value is sealed under it.
  seals_from timestamptz not null,
  made_at timestamptz not null default now(),
  -- Once nothing is sealed under it any more.
  retired_at timestamptz
);

-- Sealing everything anew under the newest key; at most one is under way.
create table key_rotations (
  id text primary key,
  key_id text not null references data_keys (id),
  started_at timestamptz not null,
  started_by text not null,
  finished_at timestamptz,
  -- How far it came: tables in their order, in each the last row looked at.
  place jsonb not null default '{}',
  seen bigint not null default 0,
  sealed bigint not null default 0,
  total bigint not null default 0
);
create unique index key_rotations_one_at_a_time on key_rotations ((true)) where finished_at is null;
