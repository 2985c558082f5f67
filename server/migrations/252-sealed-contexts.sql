-- What prices came from holds costs and contract prices: compressed, then sealed.
alter table quote_versions add column frozen_context bytea;
update quote_versions set frozen_context = convert_to(price_context::text, 'UTF8') where price_context is not null;
alter table quote_versions drop column price_context;
