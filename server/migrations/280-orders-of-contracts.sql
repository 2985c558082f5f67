-- The contract an order made, changed or ended: an amendment that only ends subscriptions leaves none of its own behind.
alter table orders add contract_id text references contracts (id);
update orders o set contract_id = c.id from contracts c where c.order_id = o.id;
update orders o set contract_id = s.contract_id
  from order_lines l join subscriptions s on s.order_line = l.id
  where l.order_id = o.id and o.contract_id is null;
