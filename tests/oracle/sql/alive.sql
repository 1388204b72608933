-- Common beginning of every question: what exists and counts on the as-of day.
-- The words after a colon are filled in by shop_queries.cpp. :order_chosen and :won_by are what source, payment method and
-- product ask of an order and of the order that began a customer's first purchase.
alive as (
  select o.*, accepted - out_of_stock - discounts - points as amount, :order_chosen as chosen
  from orders o
  where day <= :as_of and (cancelled is null or cancelled > :as_of)
),
back as (
  select r.customer, a.order_id, a.day as order_day, a.chosen, greatest(r.day, a.day) as day, r.amount, r.product, r.quantity,
         r.reason, r.exchange
  from returns r join alive a on a.customer = r.customer and a.order_id = r.order_id
  where greatest(r.day, a.day) <= :as_of
),
beginnings as (
  select customer, min(day) as first_day, arg_min(order_id, (day, order_id)) as first_order
  from alive where purchase and customer <> 0 group by customer
),
winners as (
  select f.*, o.* exclude (customer, order_id) from beginnings f join orders o on o.order_id = f.first_order and o.customer = f.customer
),
selected as (select customer from winners where first_day between :from and :to and :won_by),
won as (select customer from winners where :won_by),
purchases as (
  select :distinct customer, day from alive where purchase and customer <> 0 :of_selected
)
