create table configurations (
  id text primary key,
  name text,
  status text not null check (status in ('DRAFT', 'VALIDATED', 'PRICED', 'QUOTED')),
  customer_id text,
  product text not null,
  product_name text not null,
  quantity numeric not null,
  revision integer not null,
  decisions jsonb not null,
  valid boolean not null,
  issues jsonb not null,
  owner_id text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index configurations_of_owner on configurations (owner_id, updated_at desc, id desc);
