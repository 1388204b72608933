-- name: ledger_versions
select data_version, people_version, merge_same_day from shops where shop_id = :shop_id

-- name: ledger_order_number
select order_number from orders where shop_id = :shop_id and order_id = :order_id

-- name: stream_customers
select customer_id from customers where shop_id = :shop_id order by customer_id

-- name: stream_orders
select customer_id, order_id, has_customer, ordered_day, cancelled_day, shipped_day, delivered_day, paid_day,
       payment_due_day, accepted, out_of_stock, discounts, points, cost, source_id, payment_method_id, round,
       subscription_id, is_purchase
from orders where shop_id = :shop_id and customer_id > :after and customer_id <= :upto
order by customer_id, order_id

-- name: stream_returns
select customer_id, order_id, day, amount
from order_events where shop_id = :shop_id and kind = 8 order by customer_id, order_id

-- name: ledger_sources
select source_id, name from sources where shop_id = :shop_id order by source_id

-- name: ledger_payment_methods
select payment_method_id, name from payment_methods where shop_id = :shop_id order by payment_method_id

-- name: stream_subscription_keys
select customer_id, subscription_id from subscriptions where shop_id = :shop_id order by customer_id, subscription_id

-- name: stream_subscriptions
select customer_id, state, started_day, ended_day
from subscriptions where shop_id = :shop_id order by customer_id, subscription_id

-- name: stream_order_days
select customer_id, order_id, has_customer, ordered_day
from orders where shop_id = :shop_id and customer_id > :after and customer_id <= :upto
order by customer_id, order_id

-- name: stream_lines
select customer_id, order_id, line_position, product_id, quantity, out_of_stock_quantity, amount, discount, unit_cost
from order_lines where customer_id > :after and customer_id <= :upto
order by customer_id, order_id

-- name: ledger_products
select product_id, code, kind from products where shop_id = :shop_id order by product_id

-- name: ledger_tags
select tag_id, name from tags where shop_id = :shop_id order by tag_id

-- name: stream_people
select customer_id, birth_date, gender, prefecture,
       case when coalesce(email, '') <> '' then 1 else 0 end,
       case when coalesce(phone, '') <> '' then 1 else 0 end,
       case when coalesce(address, '') <> '' then 1 else 0 end
from customers where shop_id = :shop_id and customer_id > :after and customer_id <= :upto
order by customer_id

-- name: stream_consents
select customer_id, channel, state
from consents where shop_id = :shop_id and customer_id > :after and customer_id <= :upto
order by customer_id, at, consent_id

-- name: stream_customer_tags
select customer_id, tag_id
from customer_tags where shop_id = :shop_id and customer_id > :after and customer_id <= :upto
order by customer_id, tag_id
