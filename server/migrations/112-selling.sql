-- Configurations are worked on step by step, priced, and lead to quotes.
alter table configurations
  add column seq integer not null default 1,
  add column price_currency text,
  add column price_net numeric,
  add column priced_at timestamptz,
  add column quote_id text,
  add column removed_at timestamptz;

create index configurations_of_customer on configurations (customer_id, updated_at desc, id desc);

-- What is there and how long it takes, as the warehouse or the ERP says it; not under version control.
create table stock (
  product text primary key,
  available numeric not null check (available >= 0),
  lead_time_days integer check (lead_time_days >= 0),
  updated_at timestamptz not null
);

select create_reference_table('guides');
