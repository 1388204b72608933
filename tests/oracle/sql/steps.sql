-- Purchases with the orders that make them, and the day of the next one.
bought as (
  select customer, day, order_id, :purchase_key as purchase_key from alive where purchase and customer <> 0 :of_selected
),
steps as (
  select customer, day, purchase_key, min(order_id) as first_order, row_number() over w as stage, lead(day) over w as next_day
  from bought group by customer, day, purchase_key window w as (partition by customer order by day, purchase_key)
),
whole as (
  select coalesce(bool_or(shipped <= :as_of), false) as tells_shipped, coalesce(bool_or(delivered <= :as_of), false) as tells_delivered,
         coalesce(bool_or(paid <= :as_of), false) as tells_paid
  from orders where day <= :as_of
)
