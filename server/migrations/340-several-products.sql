-- A saved configuration holds one or several products, each with its own choices.
alter table configurations add column products jsonb;
update configurations set products = jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
  'id', 'cfp_' || substr(id, 5), 'product', product, 'productName', product_name, 'quantity', quantity::text,
  'configurable', true, 'decisions', decisions, 'choices', '[]'::jsonb, 'valid', valid, 'issues', issues,
  'net', trim_scale(price_net)::text)));
alter table configurations alter column products set not null;
alter table configurations drop column product;
alter table configurations drop column product_name;
alter table configurations drop column quantity;
alter table configurations drop column decisions;
alter table configurations drop column issues;
