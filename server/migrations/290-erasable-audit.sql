-- Entries whose personal words can be erased while the chain still verifies: an entry's hash is that of two digests,
-- of who acted and of what is said, each made with a salt. Erasing takes the words and the salt; the digest stays.
alter table audit_entries
  add column who_salt bytea,
  add column who_digest bytea,
  add column said_salt bytea,
  add column said_digest bytea;

-- What was sealed the old way is sealed anew.
alter table audit_entries disable trigger audit_entries_are_kept;
update audit_entries set position = null, hash = null where position is not null;
alter table audit_entries enable trigger audit_entries_are_kept;

-- Where the trail begins: 0 and zeros, or the last entry that retention took off.
create table audit_base (
  only_row boolean primary key default true check (only_row),
  position bigint not null,
  hash bytea not null
);
insert into audit_base (position, hash) values (0, decode(repeat('00', 32), 'hex'));

-- What was taken off, as JSON Lines, compressed: to be fetched and kept elsewhere.
create table audit_archives (
  id text primary key,
  from_position bigint not null,
  to_position bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  body bytea not null,
  made_at timestamptz not null,
  fetched_at timestamptz
);

-- An entry is written once. It is sealed once; its personal words may be erased, and the oldest taken off, by the two
-- functions below and nothing else.
create or replace function audit_entries_are_kept() returns trigger language plpgsql as $$
declare
  act text := coalesce(current_setting('quoin.audit', true), '');
  sealed text[] := array['position', 'hash', 'who_salt', 'who_digest', 'said_salt', 'said_digest'];
  words text[] := array['actor_name', 'address', 'user_agent', 'before', 'after', 'why', 'who_salt', 'said_salt'];
begin
  if tg_op = 'UPDATE' then
    if old.position is null and new.position is not null and to_jsonb(old) - sealed = to_jsonb(new) - sealed then
      return new;
    end if;
    if act = 'erase' and old.position is not null and to_jsonb(old) - words = to_jsonb(new) - words then
      return new;
    end if;
  end if;
  if tg_op = 'DELETE' and act = 'cut' and old.position is not null then
    return old;
  end if;
  raise exception 'audit entries are never changed or removed' using errcode = 'insufficient_privilege';
end
$$;

-- Takes personal words out of one sealed entry. A part whose salt goes is proven by its digest from then on.
create function erase_in_audit(entry text, who text, said jsonb) returns void
language plpgsql security definer set search_path from current as $$
begin
  perform set_config('quoin.audit', 'erase', true);
  update audit_entries set
    actor_name = coalesce(who, actor_name),
    address = case when who is null then address end,
    user_agent = case when who is null then user_agent end,
    who_salt = case when who is null then who_salt end,
    before = case when said is null then before else nullif(said -> 'before', 'null') end,
    after = case when said is null then after else nullif(said -> 'after', 'null') end,
    why = case when said is null then why else said ->> 'why' end,
    said_salt = case when said is null then said_salt end
  where id = entry and position is not null;
  perform set_config('quoin.audit', '', true);
end
$$;

-- Takes off the oldest sealed entries, up to a position, and moves the beginning there. The latest entry stays.
create function cut_audit(upto bigint) returns bigint
language plpgsql security definer set search_path from current as $$
declare
  taken bigint;
begin
  if upto >= (select max(position) from audit_entries) then
    raise exception 'the latest audit entry is not taken off';
  end if;
  update audit_base set position = e.position, hash = e.hash from audit_entries e where e.position = upto;
  if not found then
    raise exception 'there is no audit entry %', upto;
  end if;
  perform set_config('quoin.audit', 'cut', true);
  delete from audit_entries where position <= upto;
  get diagnostics taken = row_count;
  perform set_config('quoin.audit', '', true);
  return taken;
end
$$;

-- Somebody's word is kept as it was given, but for the names of people who were erased.
create or replace function refuse_change() returns trigger language plpgsql as $$
declare
  words text[] := array['comment', 'text', 'origin'];
begin
  if tg_op = 'UPDATE' and current_setting('quoin.erasing', true) = 'on'
    and to_jsonb(old) - words = to_jsonb(new) - words then
    return new;
  end if;
  raise exception 'rows of % are never changed', tg_table_name;
end $$;

-- A row without a person: what points to it stays.
alter table users add column erased_at timestamptz;

-- Who was erased, when and why, by id: to be done again after a backup was restored.
create table erasures (
  id text primary key,
  person_id text not null,
  kind text not null,
  why text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  done_at timestamptz,
  failure text,
  -- How many places in which table; what stays, why and until when.
  report jsonb
);
create index erasures_newest on erasures (asked_at desc, id desc);
create index erasures_of_person on erasures (person_id);
