-- Roles a company made of its own; the built-in ones are in the program.
create table own_roles (
  code text primary key,
  version integer not null default 1,
  name text not null,
  description text,
  -- Permission → how far it reaches.
  grants jsonb not null,
  -- The reaches that occur in it: colleagues are looked up only for whoever reaches them.
  reaches text[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index own_roles_name on own_roles (lower(name));
