-- Contents on their way out of the database: noted before they are put away, forgotten with the row that names them.
-- What is left of a crash in between is found here and removed.
create table document_contents (
  location text primary key,
  put_at timestamptz not null
);
