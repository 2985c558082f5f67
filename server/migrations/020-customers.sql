-- Who is sold to: accounts with their contacts and addresses.

create extension if not exists pg_trgm;

create sequence customer_codes start 10001;

create table customers (
  id text primary key,
  version integer not null default 1,
  code text not null,
  company text not null,
  segments text[] not null default '{}',
  email text,
  phone text,
  currency text,
  language text,
  price_book text,
  tax_id text,
  tax_status text not null default 'TAXABLE' check (tax_status in ('TAXABLE', 'EXEMPT', 'REVERSE_CHARGE')),
  tax_reason text,
  -- Derived from the addresses when they are saved, so that pricing reads one row.
  region text,
  country text,
  city text,
  payment_terms text,
  parent_id text references customers,
  owner_id text references users,
  active boolean not null default true,
  -- Company, code, e-mail and contacts in small letters: what a search looks at.
  search text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (parent_id <> id)
);
create unique index customers_code on customers (lower(code));
create index customers_search on customers using gin (search gin_trgm_ops);
create index customers_company on customers (lower(company), id);
create index customers_segments on customers using gin (segments);
create index customers_country on customers (country, lower(company), id);
create index customers_owner on customers (owner_id);
create index customers_parent on customers (parent_id);

-- Customers with a word like this one. A function, because the threshold the index works with can only be set around it.
select similarity('', ''); -- loads the extension, which owns the setting
create function customers_like(word text) returns setof text language sql stable
  set pg_trgm.word_similarity_threshold = 0.5
  as $$ select id from customers where search %> word $$;

create table contacts (
  id text primary key,
  customer_id text not null references customers on delete cascade,
  place integer not null,
  given_name text not null,
  family_name text not null,
  email text,
  phone text,
  title text,
  is_primary boolean not null
);
create index contacts_customer on contacts (customer_id, place);

create table addresses (
  id text primary key,
  customer_id text not null references customers on delete cascade,
  place integer not null,
  type text not null check (type in ('BILLING', 'SHIPPING')),
  recipient text,
  street text not null,
  street2 text,
  postal_code text,
  city text not null,
  state text,
  country text not null
);
create index addresses_customer on addresses (customer_id, place);
