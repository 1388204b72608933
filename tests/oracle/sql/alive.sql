-- Common beginning of every question: what exists and counts on the as-of day.
-- The words after a colon are filled in by shop_queries.cpp.
alive as (
  select customer, order_id, day, source, purchase, accepted, out_of_stock, discounts, points,
         accepted - out_of_stock - discounts - points as amount
  from orders
  where day <= :as_of and (cancelled is null or cancelled > :as_of)
),
back as (
  select r.customer, a.order_id, a.day as order_day, a.source, greatest(r.day, a.day) as day, r.amount
  from returns r join alive a on a.customer = r.customer and a.order_id = r.order_id
  where greatest(r.day, a.day) <= :as_of
),
winners as (
  select customer, min(day) as first_day, arg_min(source, (day, order_id)) as source
  from alive where purchase and customer <> 0 group by customer
),
selected as (
  select customer from winners where first_day between :from and :to and source in (:sources)
),
won as (select customer from winners where source in (:sources)),
purchases as (
  select :distinct customer, day from alive where purchase and customer <> 0 :of_selected
)
