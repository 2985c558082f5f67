create table orders (
  id text primary key,
  number text not null unique,
  status text not null check (status in ('OPEN', 'FULFILLED', 'CANCELLED')),
  -- One order a quote, however often it is asked for.
  quote_id text not null unique,
  quote_number text not null,
  quote_version integer not null,
  owner_id text not null,
  customer_id text not null,
  customer_name text not null,
  currency text not null,
  net numeric not null,
  tax numeric not null,
  total numeric not null,
  created_at timestamptz not null,
  created_by text not null
);
create index orders_newest on orders (created_at desc, id desc);
create index orders_of_owner on orders (owner_id, created_at desc);

create table order_lines (
  id text primary key,
  order_id text not null references orders (id),
  position integer not null,
  quote_line text not null,
  parent text,
  product text not null,
  product_name text not null,
  plan text not null,
  quantity numeric not null,
  type text not null,
  unit_price numeric not null,
  net numeric not null,
  tax numeric not null,
  total numeric not null,
  status text not null check (status in ('OPEN', 'FULFILLED', 'CANCELLED'))
);
create index order_lines_of_order on order_lines (order_id, position);
