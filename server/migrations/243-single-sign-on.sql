-- Where people of the company prove who they are, in place of a password here.
create table identity_providers (
  id text primary key,
  version integer not null,
  -- Part of the addresses the provider is told.
  code text not null unique,
  kind text not null check (kind in ('oidc', 'saml')),
  name text not null,
  enabled boolean not null,
  settings jsonb not null,
  mapping jsonb not null,
  -- Of OpenID Connect: the client secret, sealed.
  secret text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- Who somebody is there. The same subject of two providers is two people.
create table external_identities (
  provider_id text not null references identity_providers on delete cascade,
  subject text not null,
  user_id text not null references users on delete cascade,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  primary key (provider_id, subject)
);
create index external_identities_user on external_identities (user_id);

-- Sign-ins under way at a provider, each bound to the browser it began in. "found" is who came back, until the browser fetches it.
create table sso_requests (
  state_hash bytea primary key,
  provider_id text not null references identity_providers on delete cascade,
  browser_hash bytea not null,
  nonce text not null,
  verifier text not null,
  next text,
  found jsonb,
  ends_at timestamptz not null
);
create index sso_requests_ends_at on sso_requests (ends_at);

-- Requests of ours that a SAML provider may answer, and answers that were taken.
create table saml_messages (
  id text primary key,
  value text not null,
  ends_at timestamptz not null
);
create index saml_messages_ends_at on saml_messages (ends_at);
