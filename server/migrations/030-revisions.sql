-- Reference data under version control: a row holds from revision_from up to, but not including, revision_to.
create table change_sets (
  id text primary key,
  title text not null,
  why text,
  status text not null default 'open' check (status in ('open', 'published', 'discarded')),
  base integer not null,
  revision integer,
  owner_id text not null,
  created_at timestamptz not null,
  published_at timestamptz,
  published_by text
);
create index change_sets_newest on change_sets (created_at desc, id desc);

create table revisions (
  revision integer primary key,
  change_set_id text not null references change_sets (id),
  title text not null,
  why text,
  published_at timestamptz not null,
  published_by text not null
);

-- What each revision touched; `parent` is the plan of a price and the product of a plan.
create table revision_changes (
  revision integer not null references revisions (revision),
  kind text not null,
  code text not null,
  parent text,
  primary key (revision, kind, code)
);
create index revision_changes_of_thing on revision_changes (kind, code, revision);

create function create_reference_table(name text) returns void language plpgsql as $$
begin
  execute format($ddl$
    create table %1$I (
      id bigint generated always as identity primary key,
      code text not null,
      body jsonb not null,
      revision_from integer,
      revision_to integer,
      change_set_id text not null references change_sets (id),
      removed boolean not null default false,
      changed_by text not null,
      changed_at timestamptz not null
    )$ddl$, name);
  execute format('create unique index on %I (code) where revision_from is not null and revision_to is null', name);
  execute format('create unique index on %I (change_set_id, code) where revision_from is null', name);
  execute format('create index on %I (code, revision_from)', name);
end $$;

select create_reference_table(name) from unnest(array[
  'products', 'plans', 'prices', 'categories', 'models', 'price_books', 'rules', 'discounts', 'contract_prices',
  'surcharges', 'taxes', 'segments', 'pricing_policies', 'approval_policies', 'templates', 'clauses'
]) as name;

create index plans_of_product on plans ((body ->> 'product'), revision_from);
create index prices_of_plan on prices ((body ->> 'plan'), revision_from);
create index contract_prices_of_customer on contract_prices ((body ->> 'customer'), revision_from);
create index products_search on products using gin ((code || ' ' || (body ->> 'name')) gin_trgm_ops);
