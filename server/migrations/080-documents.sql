-- Files that belong to a version of a quote. They are what the customer got: kept as they are, for good.
create table documents (
  id text primary key,
  kind text not null check (kind in ('QUOTE')),
  quote_id text not null,
  quote_number text not null,
  quote_version integer not null,
  name text not null,
  type text not null,
  size integer not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  content bytea not null,
  created_at timestamptz not null,
  created_by text not null
);
create unique index documents_of_version on documents (quote_id, quote_version, kind);

-- PDF is compressed already: trying again would only cost time.
alter table documents alter column content set storage external;

create function documents_are_kept() returns trigger language plpgsql as $$
begin
  raise exception 'a stored document is never changed';
end $$;
create trigger documents_are_kept before update or delete on documents
  for each row execute function documents_are_kept();
