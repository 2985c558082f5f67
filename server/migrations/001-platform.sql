-- Answers to writes that carried an Idempotency-Key, stored with the write itself; kept for a day.
create table idempotency_keys (
  actor_id text not null,
  key text not null,
  request_hash text not null,
  status smallint not null,
  headers jsonb not null,
  body text not null,
  created_at timestamptz not null default now(),
  primary key (actor_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- The outbox, and the log of what happened. A row comes with the change it speaks of; its sequence is given shortly
-- after the commit, by one hand, so that the numbers stand in the order of the commits and none is missing.
create table events (
  id bigint generated always as identity primary key,
  sequence bigint,
  type text not null,
  subject_id text not null,
  data jsonb not null,
  actor_id text not null,
  request_id text not null,
  at timestamptz not null
);
create unique index events_by_sequence on events (sequence) where sequence is not null;
create index events_waiting on events (id) where sequence is null;

create table event_sequence (
  only_row boolean primary key default true check (only_row),
  last bigint not null
);
insert into event_sequence (last) values (0);

-- How far each subscriber has come, and what it could not handle yet. Later events of such a subject wait behind it.
create table event_subscriptions (
  name text primary key,
  sequence bigint not null
);
create table event_retries (
  subscription text not null references event_subscriptions on delete cascade,
  sequence bigint not null,
  subject_id text not null,
  attempts integer not null,
  run_at timestamptz not null,
  last_error text,
  primary key (subscription, sequence)
);
create index event_retries_by_subject on event_retries (subscription, subject_id, sequence);
