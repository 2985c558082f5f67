-- Who may come in, what they may do, what they did, and what the company decided about itself.

create table teams (
  id text primary key,
  version integer not null default 1,
  name text not null,
  -- Several teams make a unit; a unit is no more than its name.
  unit text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index teams_name on teams (lower(name));
create index teams_unit on teams (unit) where unit is not null;

create table users (
  id text primary key,
  version integer not null default 1,
  username text not null,
  email text,
  given_name text not null,
  family_name text not null,
  roles text[] not null default '{}',
  team_id text references teams,
  manager_id text references users,
  enabled boolean not null default true,
  expired boolean not null default false,
  credentials_expired boolean not null default false,
  -- "scrypt$N$r$p$salt$hash"; without one nobody signs in with a password.
  password_hash text,
  password_changed_at timestamptz,
  -- Wrong passwords since the last right one, from anywhere. Shown to people; what locks is sign_in_attempts.
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  last_login_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (manager_id <> id)
);
create unique index users_username on users (lower(username));
create unique index users_email on users (lower(email)) where email is not null;
create index users_team on users (team_id);
create index users_manager on users (manager_id);
create index users_roles on users using gin (roles);
create index users_family_name on users (family_name, given_name, id);

-- The people the reach "team" covers: those of the same team, and all who report to the person at any level.
-- A function, so that its plan is made once and only for those who reach anybody.
create function people_in_team(person text, team text) returns text[] language plpgsql stable as $$
begin
  return array(
    with recursive reports as (
      select id from users where manager_id = person
      union
      select users.id from users join reports on users.manager_id = reports.id)
    select id from reports union select id from users where team_id = team);
end
$$;

-- The people the reach "unit" covers.
create function people_in_unit(name text) returns text[] language plpgsql stable as $$
begin
  return array(select users.id from users join teams on teams.id = users.team_id where teams.unit = name);
end
$$;

-- A browser's cookie or a program's token; both end when their row does.
create table sessions (
  id text primary key,
  user_id text not null references users on delete cascade,
  kind text not null check (kind in ('browser', 'token')),
  -- SHA-256 of a cookie's secret; a token proves itself by its signature and names its row.
  secret_hash bytea,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  idle_seconds integer not null,
  ends_at timestamptz not null,
  address text,
  user_agent text
);
create unique index sessions_secret on sessions (secret_hash) where secret_hash is not null;
create index sessions_user on sessions (user_id);
create index sessions_ends_at on sessions (ends_at);

-- Wrong passwords, counted for a user name from one address ("pair") and for an address over all names ("address").
-- A name is counted whether somebody has it or not, so that locks tell nothing about who exists.
create table sign_in_attempts (
  scope text not null check (scope in ('pair', 'address')),
  username text not null,
  address text not null,
  failures integer not null,
  last_failed_at timestamptz,
  locked_until timestamptz,
  -- The last right password; an address that is known for a user is not shut by what others try from it.
  succeeded_at timestamptz,
  primary key (scope, username, address)
);
create index sign_in_attempts_last_failed on sign_in_attempts (last_failed_at);

-- What bearer tokens are signed with; in the database, so that every node trusts every other's.
create table signing_keys (
  id text primary key,
  algorithm text not null,
  public_key jsonb not null,
  private_key jsonb not null,
  created_at timestamptz not null,
  retired_at timestamptz
);
-- At most one key signs at a time; retired ones still prove what they signed until that expires.
create unique index signing_keys_current on signing_keys ((true)) where retired_at is null;

create table settings (
  key text primary key,
  value jsonb not null
);
-- Each save gets the next number, which is what callers compare; every state there was is kept.
create table settings_history (
  version integer primary key,
  settings jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null
);

create table audit_entries (
  id text primary key,
  at timestamptz not null,
  actor_id text not null,
  actor_name text not null,
  via text not null,
  address text,
  user_agent text,
  request_id text,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  why text,
  -- Filled once, by the job that seals the trail into one chain of hashes.
  position bigint,
  hash bytea
);
create unique index audit_entries_position on audit_entries (position) where position is not null;
create index audit_entries_unsealed on audit_entries (id) where position is null;
create index audit_entries_at on audit_entries (at desc, id desc);
create index audit_entries_subject on audit_entries (subject_id, at desc, id desc);
create index audit_entries_actor on audit_entries (actor_id, at desc, id desc);

-- An entry is written once. The one change allowed is to seal an entry that is not sealed.
create function audit_entries_are_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.position is null and new.position is not null
    and to_jsonb(old) - 'position' - 'hash' = to_jsonb(new) - 'position' - 'hash' then
    return new;
  end if;
  raise exception 'audit entries are never changed or removed' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_entries_are_kept before update or delete on audit_entries
  for each row execute function audit_entries_are_kept();
create trigger audit_entries_are_not_emptied before truncate on audit_entries
  for each statement execute function audit_entries_are_kept();
