-- Secrets of settings, sealed: the settings themselves are shown, and kept in every state they had.
create table settings_secrets (
  key text primary key,
  value text not null,
  changed_by text not null,
  changed_at timestamptz not null
);

-- Documents and signatures are kept as they are until the company's time for them is over.
create or replace function documents_are_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('quoin.retention', true) = 'on' then
    return old;
  end if;
  raise exception 'a stored document is never changed';
end $$;
