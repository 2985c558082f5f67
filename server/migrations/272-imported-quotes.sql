-- Quotes that came as documents are found by number, customer and status, and have their lines and versions with them.
alter table founding_documents
  add column quote text,
  add column search text;
update founding_documents set
  quote = coalesce(document::jsonb ->> 'quoteId', id),
  search = case collection when 'quotes' then lower(concat_ws(' ', document::jsonb ->> 'quoteNumber',
    document::jsonb ->> 'customerId', document::jsonb ->> 'status')) end
where collection in ('quotes', 'quote_line_items', 'quote_versions');
create index founding_documents_of_quote on founding_documents (collection, quote);
create index founding_documents_search on founding_documents using gin (search gin_trgm_ops);
