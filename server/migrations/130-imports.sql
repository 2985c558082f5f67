-- Tables handed in as a file: read in the background, compared with what is there, put into a change set when wanted.
create table imports (
  id text primary key,
  kind text not null,
  name text not null,
  size integer not null,
  file bytea not null,
  -- The chosen sheet of a workbook as CSV, so that reading on after a crash need not take it apart again.
  sheet_text text,
  status text not null
    check (status in ('asking', 'reading', 'ready', 'applying', 'applied', 'undone', 'failed')),
  reading jsonb not null,
  sheets text[] not null,
  questions text[] not null,
  sample jsonb not null,
  unknown_columns text[] not null,
  -- Counts how often it was read from the start; work for an earlier reading stops.
  attempt integer not null default 1,
  rows_read integer not null default 0,
  rows_total integer,
  problem text,
  -- The revision the rows were compared with.
  revision integer not null,
  change_set_id text,
  without_wrong boolean not null default false,
  owner_id text not null,
  created_at timestamptz not null,
  beat_at timestamptz not null
);
create index imports_newest on imports (created_at desc, id desc);
create index imports_at_work on imports (beat_at) where status in ('reading', 'applying');
alter table imports alter column file set storage external;

create table import_rows (
  import_id text not null references imports (id) on delete cascade,
  row integer not null,
  code text not null,
  outcome text not null check (outcome in ('new', 'changed', 'unchanged', 'wrong')),
  -- The whole thing as it will be; absent where the row is wrong or changes nothing.
  body jsonb,
  words jsonb not null,
  issues jsonb not null,
  -- What the change set held of it before the import, to be able to take it back.
  before jsonb,
  primary key (import_id, row)
);
create index import_rows_by_outcome on import_rows (import_id, outcome, row);
create index import_rows_by_code on import_rows (import_id, code);
