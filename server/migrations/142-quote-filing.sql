-- Templates are quotes to begin others from; archived ones are out of the lists.
alter table quotes add column template boolean not null default false;
alter table quotes add column archived_at timestamptz;
-- The day a customer was last reminded of: once for each day a version is valid until.
alter table quotes add column reminded_of date;

-- Versions nobody works on any more: their lines and what their prices came from, compressed.
create table quote_archive (
  quote_id text not null,
  version integer not null,
  archived_at timestamptz not null,
  -- gzip of { lines: [{ id, position, seq, status, content, priced }], priceContext }
  body bytea not null,
  primary key (quote_id, version),
  foreign key (quote_id, version) references quote_versions (quote_id, version)
);
