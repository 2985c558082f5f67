-- The opportunity of the CRM a quote belongs to, so that its quotes are found.
alter table quotes add column opportunity text;
update quotes q set opportunity = v.content ->> 'opportunity'
from quote_versions v where v.quote_id = q.id and v.version = q.version;
create index quotes_of_opportunity on quotes using gin (opportunity gin_trgm_ops);
