-- name: person_fields
select c.customer_id, c.customer_number, c.email, c.last_name, c.first_name, c.prefecture, c.birth_date,
       (select count(distinct case when :merge = 1 then o.ordered_day else o.order_id end) from orders o
        where o.customer_id = c.customer_id and o.is_purchase = 1 and o.cancelled_day is null),
       l.order_number, l.ordered_day, l.accepted - l.discounts - l.points, p.name, p.code
from customers c
left join orders l on l.customer_id = c.customer_id and l.order_id = (
  select o.order_id from orders o where o.customer_id = c.customer_id and o.is_purchase = 1 and o.cancelled_day is null
  order by o.ordered_at desc, o.order_id desc limit 1)
left join products p on p.product_id = l.first_product_id
where c.customer_id = :customer_id and c.shop_id = :shop_id
