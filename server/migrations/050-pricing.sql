-- What one unit of a currency is worth in another, by day. Operational, so not under version control.
create table exchange_rates (
  id text primary key,
  from_currency text not null,
  to_currency text not null,
  rate numeric not null check (rate > 0),
  day date not null,
  source text not null
);
create unique index exchange_rates_of_pair on exchange_rates (from_currency, to_currency, day desc, source);

-- Who uses a limited discount code; the row is there while the use counts.
create table discount_uses (
  code text not null,
  quote_id text not null,
  used_at timestamptz not null,
  primary key (code, quote_id)
);
