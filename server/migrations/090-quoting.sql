-- A quote, with what lists show of its current version.
create table quotes (
  id text primary key,
  number text not null unique,
  version integer not null,
  -- Counts every change and transition of the quote, over all its versions.
  seq integer not null,
  status text not null,
  name text,
  customer_id text,
  owner_id text not null,
  currency text not null,
  total numeric not null,
  net numeric not null,
  discount_percent numeric not null,
  margin_percent numeric,
  lines integer not null,
  valid_until date not null,
  order_id text,
  order_number text,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null
);
create index quotes_newest on quotes (updated_at desc, id desc);
create index quotes_of_owner on quotes (owner_id, updated_at desc, id desc);
create index quotes_of_customer on quotes (customer_id, updated_at desc);
create index quotes_by_status on quotes (status, updated_at desc);
create index quotes_expiring on quotes (valid_until) where status = 'FINALIZED';
create index quotes_search on quotes using gin ((number || ' ' || coalesce(name, '')) gin_trgm_ops);

create table quote_versions (
  quote_id text not null references quotes (id),
  version integer not null,
  status text not null,
  -- Everything but the lines: customer, currency, terms, groups …
  content json not null,
  -- Everything the pricer said but its lines: totals, charges, taxes, steps, issues.
  priced json not null,
  -- From submission on: all that the prices came from, so that replay needs nothing else.
  price_context json,
  description text,
  accepted_by text,
  accepted_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (quote_id, version)
);

create table quote_lines (
  quote_id text not null,
  version integer not null,
  id text not null,
  position integer not null,
  status text not null,
  product text not null,
  net numeric,
  content json not null,
  -- What the pricer made of the line, with every step.
  priced json,
  primary key (quote_id, version, id),
  foreign key (quote_id, version) references quote_versions (quote_id, version)
);
create index quote_lines_by_status on quote_lines (status) where status in ('PENDING', 'CONFIGURED');

-- What happened to a quote: changes with what is needed to take them back, and transitions.
create table quote_events (
  quote_id text not null references quotes (id),
  seq integer not null,
  version integer not null,
  kind text not null,
  words jsonb not null,
  actor_id text not null,
  at timestamptz not null,
  commands json,
  before json,
  after json,
  touched text[] not null default '{}',
  -- The change this one takes back or does again.
  undoes integer,
  undone boolean not null default false,
  primary key (quote_id, seq)
);
