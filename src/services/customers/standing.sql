-- name: sales_without_cost
select cast(coalesce(sum(l.amount), 0) as bigint)
from order_lines l join orders o on o.customer_id = l.customer_id and o.order_id = l.order_id
where l.customer_id = :customer_id and l.unit_cost is null and l.amount > 0 and o.ordered_day <= :as_of
  and (o.cancelled_day is null or o.cancelled_day > :as_of)

-- name: order_days_of
select order_number, ordered_day, shipped_day, payment_due_day, paid_day, returned, state
from orders where customer_id = :customer_id and kind = 1 and cancelled_day is null
order by ordered_day desc, order_id desc
