-- name: count_orders_of
select count(*) from orders where customer_id = :customer_id

-- name: orders_of
select o.order_id, o.order_number, o.channel, o.kind, o.state, o.is_purchase, o.ordered_at, o.ordered_day, o.accepted,
       o.out_of_stock, o.discounts, o.points, o.returned, o.cost, o.total, m.name, s.name, b.subscription_number,
       o.round, o.shipped_day, o.delivered_day, o.payment_due_day, o.paid_day, o.cancelled_day
from orders o
left join payment_methods m on m.payment_method_id = o.payment_method_id
left join sources s on s.source_id = o.source_id
left join subscriptions b on b.customer_id = o.customer_id and b.subscription_id = o.subscription_id
where o.customer_id = :customer_id
order by o.ordered_day desc, o.ordered_at desc, o.order_id desc limit :limit offset :offset

-- name: lines_of_order
select p.code, p.name, l.quantity, l.amount, l.out_of_stock_quantity, l.returned_quantity
from order_lines l join products p on p.product_id = l.product_id
where l.customer_id = :customer_id and l.order_id = :order_id order by l.line_position, l.line_key

-- name: events_of_order
select kind, day, cast(sum(coalesce(amount, 0)) as bigint), min(coalesce(reason, ''))
from order_events where customer_id = :customer_id and order_id = :order_id
group by kind, day order by day, kind
