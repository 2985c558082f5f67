-- Tax ids lie sealed; what stands for one is looked up instead.
alter table customers add column tax_id_sign text;
create index customers_tax_id_sign on customers (tax_id_sign) where tax_id_sign is not null;
