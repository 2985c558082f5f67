-- What an import did to customers, so that it can be taken back.
create table customer_imports (
  import_id text not null,
  customer_id text not null references customers (id) on delete cascade,
  -- It was not there before, or had been taken back by undoing the import that made it.
  made boolean not null,
  -- How it was, unless it was made.
  before jsonb,
  -- Right after the import, or after undoing it: taken back only while nobody changed it since.
  version integer not null,
  -- The code of the account above it, which comes with a later row.
  waits_for text,
  undone boolean not null default false,
  primary key (import_id, customer_id)
);
create index customer_imports_undone on customer_imports (customer_id) where made and undone;

-- What an undone import had to leave as it is.
alter table imports add column note text;

-- Jobs whose worker died are taken up again by the queue, so nobody looks for imports that stand still.
drop index imports_at_work;
alter table imports drop column beat_at;
