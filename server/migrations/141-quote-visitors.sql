-- Who has a quote open, one row for each open page. Rows of a node that died grow old and count no more.
create unlogged table quote_visitors (
  id text primary key,
  quote_id text not null,
  user_id text not null,
  seen_at timestamptz not null
);
create index quote_visitors_of_quote on quote_visitors (quote_id);
