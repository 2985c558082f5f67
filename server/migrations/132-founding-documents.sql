-- Documents of the founding data model as they came in, to be given back unchanged: whatever has no place of its own
-- here is not lost. Passwords are never in them.
create table founding_documents (
  collection text not null,
  id text not null,
  position bigint generated always as identity,
  document text not null,
  -- What was made of it, and as what, to notice when that changed since.
  kind text,
  code text,
  made jsonb,
  imported_at timestamptz not null,
  imported_by text not null,
  primary key (collection, id)
);
create index founding_documents_in_order on founding_documents (collection, position);
create index founding_documents_of_thing on founding_documents (kind, code);
