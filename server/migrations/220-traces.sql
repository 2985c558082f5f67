-- The steps of all amounts of a version, compressed: kept from submission on. A draft's are made when somebody asks.
alter table quote_versions add column trace bytea;
