-- Links to a customer's page. Of the secret in a link only its hash is kept.
create table proposals (
  id text primary key,
  token_hash text not null unique,
  quote_id text not null references quotes (id),
  version integer not null,
  recipient_name text,
  recipient_email text,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  -- What the customer took and how many, as far as it differs from what was offered.
  choice jsonb not null default '[]',
  views integer not null default 0,
  first_viewed_at timestamptz,
  last_viewed_at timestamptz,
  created_at timestamptz not null,
  created_by text not null
);
create index proposals_of_quote on proposals (quote_id, created_at);

-- What happened on the page; read together with the quote's own history.
create table proposal_events (
  id text primary key,
  proposal_id text not null references proposals (id),
  quote_id text not null,
  version integer not null,
  at timestamptz not null,
  kind text not null,
  who text not null,
  words text not null,
  ip text,
  user_agent text
);
create index proposal_events_of_quote on proposal_events (quote_id, at);

create table proposal_messages (
  id text primary key,
  quote_id text not null references quotes (id),
  proposal_id text references proposals (id),
  sender text not null check (sender in ('CUSTOMER', 'SELLER')),
  name text not null,
  text text not null,
  at timestamptz not null
);
create index proposal_messages_of_quote on proposal_messages (quote_id, at);

-- Who signed which version, and how: once, and never changed.
create table signatures (
  quote_id text not null references quotes (id),
  version integer not null,
  proposal_id text not null references proposals (id),
  name text not null,
  role text,
  method text not null check (method in ('TYPED', 'DRAWN')),
  strokes json,
  total text not null,
  currency text not null,
  signed_at timestamptz not null,
  ip text,
  user_agent text,
  primary key (quote_id, version)
);
create trigger signatures_are_kept before update or delete on signatures
  for each row execute function documents_are_kept();

-- Beside a version's document: the one that was signed.
alter table documents drop constraint documents_kind_check;
alter table documents add constraint documents_kind_check check (kind in ('QUOTE', 'SIGNED'));
