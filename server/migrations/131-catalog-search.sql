-- Searching a million products while somebody types: by name in order, by the beginning of a code, by attribute, and the
-- words there are, to know what was meant by one that is not.
create index products_in_order on products ((lower(body ->> 'name') collate "C"), (code collate "C"))
  where revision_from is not null and revision_to is null;
create index products_by_code on products ((lower(code) collate "C"))
  where revision_from is not null and revision_to is null;
create index products_by_attribute on products using gin ((body -> 'attributes') jsonb_path_ops)
  where revision_from is not null and revision_to is null;

create table product_words (word text primary key);
create index product_words_alike on product_words using gin (word gin_trgm_ops);

-- Words of letters; numbers and codes are looked up as they are.
create function note_product_words() returns trigger language plpgsql as $$
begin
  insert into product_words
  select distinct word
  from changed, regexp_split_to_table(lower(changed.body ->> 'name'), '[^[:alpha:]]+') as word
  where length(word) >= 4
  order by word
  on conflict do nothing;
  return null;
end $$;
create trigger note_words_of_new after insert on products
  referencing new table as changed for each statement execute function note_product_words();
create trigger note_words_of_changed after update on products
  referencing new table as changed for each statement execute function note_product_words();
insert into product_words
select distinct word
from products, regexp_split_to_table(lower(body ->> 'name'), '[^[:alpha:]]+') as word
where length(word) >= 4
on conflict do nothing;
