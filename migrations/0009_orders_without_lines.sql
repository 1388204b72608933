-- == purchases ==

-- That goods are gifts is known from lines alone, so an order of which no line is told (cancelled early, as some shops
-- export it) is one of ordinary goods: so it is written from now on, and here for the orders that stand. Credits
-- (kind 2) stay no purchases.
update orders set is_purchase = 1
where kind = 1 and is_purchase = 0
  and not exists (select 1 from order_lines l where l.customer_id = orders.customer_id and l.order_id = orders.order_id);
-- No change is noted for these versions, so ledgers and their files are made anew.
update shops set data_version = data_version + 1;
