-- name: ledger_data_version
select data_version from shops where shop_id = :shop_id

-- name: ledger_order_number
select order_number from orders where shop_id = :shop_id and order_id = :order_id

-- name: stream_customers
select customer_id from customers where shop_id = :shop_id order by customer_id

-- name: stream_orders
select customer_id, order_id, has_customer, ordered_day, cancelled_day, shipped_day, delivered_day, paid_day, accepted,
       out_of_stock, discounts, points, cost, source_id, payment_method_id, first_product_id, round, is_purchase
from orders where shop_id = :shop_id and customer_id > :after and customer_id <= :upto
order by customer_id, order_id

-- name: stream_returns
select customer_id, order_id, day, amount
from order_events where shop_id = :shop_id and kind = 8 order by customer_id, order_id

-- name: ledger_sources
select source_id, name from sources where shop_id = :shop_id order by source_id

-- name: ledger_payment_methods
select payment_method_id, name from payment_methods where shop_id = :shop_id order by payment_method_id

-- name: ledger_products
select product_id, code from products where shop_id = :shop_id order by product_id
