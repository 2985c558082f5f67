-- Chosen quotes priced as published and as a change set would have it.
create table simulations (
  id text primary key,
  change_set_id text not null references change_sets (id),
  owner_id text not null,
  status text not null check (status in ('running', 'done', 'stopped')),
  open boolean not null,
  months integer not null,
  -- The content of the change set it was made of: how much there was, and when it was last changed.
  drafts text not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index simulations_of_set on simulations (change_set_id, created_at desc);

create table simulated_quotes (
  simulation_id text not null references simulations (id),
  quote_id text not null references quotes (id),
  position integer not null,
  -- Empty until the quote was priced.
  outcome text check (outcome in ('same', 'changed', 'unapprovable', 'invalid')),
  currency text,
  net_before numeric,
  net_after numeric,
  margin_before numeric,
  margin_after numeric,
  -- The same in the company's currency, for sums over all.
  company jsonb,
  percent numeric,
  issues json,
  primary key (simulation_id, quote_id)
);
create index simulated_quotes_waiting on simulated_quotes (simulation_id, position) where outcome is null;
