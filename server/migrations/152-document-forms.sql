-- A version's document in its other forms, and documents whose content lies in an object store.
alter table documents drop constraint documents_kind_check;
alter table documents add constraint documents_kind_check
  check (kind in ('QUOTE', 'SIGNED', 'XLSX', 'JSON', 'UBL'));

-- Where the content is, where not in this row: "s3:bucket/key". Its hash stays here, and is checked when it is read.
alter table documents add column location text;
alter table documents alter column content drop not null;
alter table documents add constraint documents_are_somewhere check ((content is null) <> (location is null));
