-- Deals with a customer are added up under every name it had before a merge.
create index customers_merged_into on customers (merged_into) where merged_into is not null;
