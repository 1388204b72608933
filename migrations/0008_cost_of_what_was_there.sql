-- == costs ==

-- What was out of stock was not sold and costs nothing: so it is counted from now on, and here for the orders that stand.
update orders
set cost = (select cast(sum(case when l.amount >= 0 and l.quantity > l.out_of_stock_quantity
                                 then coalesce(l.unit_cost, 0) * (l.quantity - l.out_of_stock_quantity) else 0 end) as bigint)
            from order_lines l where l.customer_id = orders.customer_id and l.order_id = orders.order_id)
where exists (select 1 from order_lines l where l.customer_id = orders.customer_id and l.order_id = orders.order_id
                                            and l.out_of_stock_quantity > 0 and l.unit_cost is not null);
-- No change is noted for these versions, so ledgers and their files are made anew.
update shops set data_version = data_version + 1;
