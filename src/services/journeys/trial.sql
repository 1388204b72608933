-- name: orders_of_life
select o.order_id, o.ordered_at, o.is_purchase, o.cancelled_day, o.paid_day, o.shipped_day, o.delivered_day,
       (select min(e.day) from order_events e
        where e.customer_id = o.customer_id and e.order_id = o.order_id and e.kind = 8),
       s.name, p.name
from orders o left join sources s on s.source_id = o.source_id
left join payment_methods p on p.payment_method_id = o.payment_method_id
where o.customer_id = :customer_id and o.shop_id = :shop_id and o.kind = 1 and o.ordered_day >= :from_day
order by o.ordered_at, o.order_id

-- name: products_of_life
select distinct l.order_id, p.code from order_lines l
join orders o on o.customer_id = l.customer_id and o.order_id = l.order_id
join products p on p.product_id = l.product_id
where l.customer_id = :customer_id and o.shop_id = :shop_id and o.ordered_day >= :from_day order by l.order_id, p.code

-- name: tags_of_life
select t.name, c.added_at from customer_tags c join tags t on t.tag_id = c.tag_id
where c.customer_id = :customer_id and c.shop_id = :shop_id and c.added_at >= :since
