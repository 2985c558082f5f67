create table approval_requests (
  id text primary key,
  quote_id text not null,
  version integer not null,
  status text not null check (status in ('PENDING', 'APPROVED', 'REJECTED', 'NOT_REQUIRED', 'VOID')),
  -- What the inbox shows of the quote, and what the policies looked at.
  quote jsonb not null,
  facts jsonb not null,
  policy_revision integer not null,
  owner_id text not null,
  -- Whoever owns, submitted or edited the quote decides nothing about it.
  involved text[] not null,
  requested_by text not null,
  requested_at timestamptz not null,
  decided_at timestamptz,
  comment text
);
create unique index approval_requests_open on approval_requests (quote_id) where status = 'PENDING';
create index approval_requests_of_quote on approval_requests (quote_id, requested_at desc);
create index approval_requests_newest on approval_requests (requested_at desc, id desc);

create table approval_steps (
  id text primary key,
  request_id text not null references approval_requests (id),
  position integer not null,
  ord integer not null,
  status text not null check (status in ('WAITING', 'OPEN', 'APPROVED', 'REJECTED', 'VOID')),
  policies jsonb not null,
  asked_of text[] not null,
  asked text not null,
  needed integer not null,
  deadline_hours integer,
  deadline timestamptz,
  -- Of everything its policies looked at; an approval is for exactly this.
  content_hash text not null,
  standing boolean not null default false
);
create index approval_steps_of_request on approval_steps (request_id, position);
create index approval_steps_asked on approval_steps using gin (asked_of) where status = 'OPEN';

create table approval_decisions (
  id text primary key,
  step_id text not null references approval_steps (id),
  user_id text not null,
  acted_as text not null,
  decision text not null check (decision in ('APPROVED', 'REJECTED')),
  comment text,
  content_hash text not null,
  at timestamptz not null,
  origin jsonb not null
);
create index approval_decisions_of_step on approval_decisions (step_id);

-- A decision is somebody's word: it is kept as it was given.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed', tg_table_name;
end $$;
create trigger approval_decisions_are_kept before update or delete on approval_decisions
  for each row execute function refuse_change();
