-- People and groups as a directory keeps them here by SCIM 2.0.
alter table users add column external_id text;
-- Taken away by the directory: disabled, and no longer there for it.
alter table users add column deprovisioned_at timestamptz;
create index users_external_id on users (external_id) where external_id is not null;

create table provisioned_groups (
  id text primary key,
  version integer not null,
  display_name text not null,
  external_id text,
  -- What its members hold because of it; decided here, not by the directory.
  roles text[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index provisioned_groups_name on provisioned_groups (lower(display_name));

create table provisioned_members (
  group_id text not null references provisioned_groups on delete cascade,
  user_id text not null references users on delete cascade,
  primary key (group_id, user_id)
);
create index provisioned_members_user on provisioned_members (user_id);
