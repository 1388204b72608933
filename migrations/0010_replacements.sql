-- == purchases ==

-- What is sent for nothing in place of what came back is a replacement (kind 3) and no purchase: so orders are written
-- from now on, and here those that stand.
update orders set kind = 3, is_purchase = 0
where kind = 1 and has_customer = 1 and accepted = 0 and subscription_id is null
  and exists (select 1 from order_lines l join products p on p.product_id = l.product_id
              where l.customer_id = orders.customer_id and l.order_id = orders.order_id
                and l.quantity > 0 and l.amount >= 0 and p.kind in (1, 5))
  and exists (select 1 from order_events e
              where e.customer_id = orders.customer_id and e.kind = 8 and e.order_id <> orders.order_id
                and e.day between orders.ordered_day - 30 and orders.ordered_day);
-- No change is noted for these versions, so ledgers and their files are made anew.
update shops set data_version = data_version + 1;
