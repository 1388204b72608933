-- name: ledger_versions
select data_version, people_version, merge_same_day from shops where shop_id = :shop_id

-- name: ledger_mark
select mark from data_changes where shop_id = :shop_id and data_version = :data_version order by customer_id limit 1

-- Nobody is told twice; versions that nobody noted leave a gap.
-- name: ledger_changes
select distinct customer_id from data_changes
where shop_id = :shop_id and data_version > :after and data_version <= :upto order by customer_id

-- name: ledger_noted_versions
select count(distinct data_version) from data_changes
where shop_id = :shop_id and data_version > :after and data_version <= :upto

-- name: ledger_order_number
select order_number from orders where shop_id = :shop_id and order_id = :order_id

-- name: stream_customers
select customer_id from customers where shop_id = :shop_id and customer_id > :after and customer_id <= :upto
order by customer_id

-- name: stream_orders
select customer_id, order_id, has_customer, ordered_day, cancelled_day, shipped_day, delivered_day, paid_day,
       payment_due_day, accepted, out_of_stock, discounts, points, cost, uncosted, source_id, payment_method_id,
       round, subscription_id, is_purchase, ordered_at
from orders where shop_id = :shop_id and customer_id > :after and customer_id <= :upto
order by customer_id, order_id

-- name: stream_returns
select customer_id, order_id, day, amount, product_id, quantity, reason,
       case when line_key like 'credit:%' then 1 else 0 end
from order_events where shop_id = :shop_id and kind = 8 and customer_id > :after and customer_id <= :upto
order by customer_id, order_id

-- name: stream_cancellations
select customer_id, order_id, reason
from order_events
where shop_id = :shop_id and kind = 2 and customer_id > :after and customer_id <= :upto
order by customer_id, order_id

-- name: ledger_sources
select source_id, name from sources where shop_id = :shop_id order by source_id

-- name: ledger_payment_methods
select payment_method_id, name from payment_methods where shop_id = :shop_id order by payment_method_id

-- name: stream_subscription_keys
select customer_id, subscription_id
from subscriptions where shop_id = :shop_id and customer_id > :after and customer_id <= :upto
order by customer_id, subscription_id

-- name: stream_subscriptions
select customer_id, state, started_day, ended_day
from subscriptions where shop_id = :shop_id and customer_id > :after and customer_id <= :upto
order by customer_id, subscription_id

-- name: stream_order_days
select customer_id, order_id, has_customer, ordered_day
from orders where shop_id = :shop_id and customer_id > :after and customer_id <= :upto
order by customer_id, order_id

-- name: stream_lines
select customer_id, order_id, line_position, product_id, quantity, out_of_stock_quantity, amount, discount, unit_cost
from order_lines where customer_id > :after and customer_id <= :upto
order by customer_id, order_id

-- name: ledger_source_costs
select source_id, month, cost from source_costs where shop_id = :shop_id order by source_id, month

-- name: stream_stock_levels
select product_id, day, on_hand from stock_levels where shop_id = :shop_id order by product_id, day

-- What was sent; a letter or call that a person settled has its moment too.
-- name: stream_touches
select customer_id, sent_at, cost, channel
from touches where shop_id = :shop_id and sent_at is not null and customer_id > :after and customer_id <= :upto
order by customer_id

-- name: ledger_products
select product_id, code, kind, name, unit_cost from products where shop_id = :shop_id order by product_id

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
