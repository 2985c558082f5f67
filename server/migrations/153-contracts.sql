-- Orders are worked off line by line; `version` counts their changes (their ETag).
alter table orders add column version integer not null default 1;
alter table orders add column fulfilled_at timestamptz;
alter table orders add column cancelled_at timestamptz;
alter table orders add column cancel_reason text;
alter table order_lines add column fulfilled_at timestamptz;

-- What a customer has from an order for a time: one contract an order, with a subscription for each line that recurs.
create table contracts (
  id text primary key,
  number text not null unique,
  order_id text not null unique references orders (id),
  quote_id text not null,
  owner_id text not null,
  customer_id text not null,
  customer_name text not null,
  currency text not null,
  starts_on date not null,
  -- Open where nothing says when it ends.
  ends_on date,
  status text not null check (status in ('ACTIVE', 'CANCELLED')),
  created_at timestamptz not null
);
create index contracts_newest on contracts (created_at desc, id desc);
create index contracts_of_customer on contracts (customer_id, ends_on);
create index contracts_ending on contracts (ends_on) where status = 'ACTIVE';

create table subscriptions (
  id text primary key,
  contract_id text not null references contracts (id),
  order_line text not null unique references order_lines (id),
  position integer not null,
  product text not null,
  product_name text not null,
  plan text not null,
  quantity numeric not null,
  type text not null check (type in ('RECURRING', 'USAGE')),
  interval text,
  interval_count integer,
  unit_price numeric not null,
  -- Of one period, without tax; none for what is billed by use.
  period_net numeric,
  -- Over the whole term.
  net numeric not null,
  starts_on date not null,
  -- Open where nothing says when it ends.
  ends_on date,
  status text not null check (status in ('ACTIVE', 'CANCELLED'))
);
create index subscriptions_of_contract on subscriptions (contract_id, position);
