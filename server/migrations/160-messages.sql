-- Mail is stored with the change it speaks of and sent by a job afterwards.
create table mails (
  id text primary key,
  -- A mail with a key is written once, however often what it tells of is handled.
  key text unique,
  recipient text not null,
  subject text not null,
  text text not null,
  html text,
  status text not null check (status in ('WAITING', 'SENT', 'FAILED', 'NOT_SENT')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index mails_newest on mails (created_at desc, id desc);

create table mail_attachments (
  mail_id text not null references mails (id) on delete cascade,
  position integer not null,
  name text not null,
  type text not null,
  content bytea not null,
  primary key (mail_id, position)
);

-- What a person was told in the app.
create table notifications (
  id text primary key,
  user_id text not null,
  key text not null,
  kind text not null,
  title text not null,
  text text,
  link text,
  at timestamptz not null,
  read_at timestamptz,
  -- Off for a person who wants this kind by mail only.
  in_app boolean not null,
  -- Waits for the daily mail until it is in one.
  digest boolean not null default false,
  unique (user_id, key)
);
create index notifications_of_user on notifications (user_id, at desc, id desc) where in_app;
create index notifications_unread on notifications (user_id) where in_app and read_at is null;
create index notifications_for_digest on notifications (user_id, at) where digest;

create table notification_preferences (
  user_id text primary key,
  preferences jsonb not null,
  digest_sent_on date
);
