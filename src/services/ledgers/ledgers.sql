-- name: count_ledger_orders
select count(*) from orders where shop_id = :shop_id

-- name: stream_customers
select customer_id from customers where shop_id = :shop_id order by customer_id

-- name: stream_orders
select customer_id, order_id, has_customer, ordered_day, cancelled_day, shipped_day, delivered_day, paid_day, accepted,
       out_of_stock, discounts, points, cost, source_id, payment_method_id, first_product_id, round, is_purchase
from orders where shop_id = :shop_id order by customer_id, order_id

-- name: stream_returns
select e.customer_id, e.order_id, o.has_customer, e.day, e.amount
from order_events e join orders o on o.customer_id = e.customer_id and o.order_id = e.order_id
where e.shop_id = :shop_id and e.kind = 8 order by e.customer_id, e.order_id

-- name: ledger_sources
select source_id, name from sources where shop_id = :shop_id order by source_id

-- name: ledger_payment_methods
select payment_method_id, name from payment_methods where shop_id = :shop_id order by payment_method_id

-- name: ledger_products
select product_id, code from products where shop_id = :shop_id order by product_id

-- name: ledger_data_version
select data_version from shops where shop_id = :shop_id
