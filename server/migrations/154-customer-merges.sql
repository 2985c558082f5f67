-- A customer that turned out to be another one stays readable, and says whom it became.
alter table customers add column merged_into text references customers (id);
create index customers_merged on customers (merged_into) where merged_into is not null;

-- How both were before, so that a merge can be taken back.
create table customer_merges (
  id text primary key,
  kept text not null references customers (id),
  merged text not null references customers (id),
  kept_before jsonb not null,
  merged_before jsonb not null,
  -- Of the kept one, right after the merge: taken back only while nobody changed it since.
  kept_version integer not null,
  children text[] not null,
  at timestamptz not null,
  by_user text not null,
  undone_at timestamptz
);
create index customer_merges_kept on customer_merges (kept, at desc);
