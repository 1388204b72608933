-- Each rule: (number of rows that break it, one of them). Named rule_* and run in this order.

-- name: rule_order_number_points_to_order
select count(*), cast(min(n.order_id) as text) from order_numbers n
left join orders o on o.customer_id = n.customer_id and o.order_id = n.order_id
where n.shop_id = :shop_id and o.order_id is null

-- name: rule_order_has_number
select count(*), cast(min(o.order_id) as text) from orders o
left join order_numbers n on n.order_number = o.order_number and n.shop_id = o.shop_id and n.channel = o.channel
where o.shop_id = :shop_id and (n.order_id is null or n.order_id <> o.order_id)

-- name: rule_customer_of_order_exists
select count(*), cast(min(o.order_id) as text) from orders o
left join customers c on c.customer_id = o.customer_id
where o.shop_id = :shop_id
  and ((o.has_customer = 1 and c.customer_id is null) or (o.has_customer = 0 and o.customer_id <> o.order_id))

-- name: rule_identity_points_to_customer
select count(*), cast(min(i.customer_id) as text) from identities i
left join customers c on c.customer_id = i.customer_id
where i.shop_id = :shop_id and c.customer_id is null

-- name: rule_line_belongs_to_order
select count(*), cast(min(l.order_id) as text) from order_lines l
left join orders o on o.customer_id = l.customer_id and o.order_id = l.order_id
where o.order_id is null

-- name: rule_amounts_are_the_lines
select count(*), cast(min(o.order_id) as text) from orders o
left join (select customer_id, order_id,
                  cast(sum(case when amount >= 0 then amount else 0 end) as bigint) as accepted,
                  cast(sum(case when amount >= 0 then discount else discount - amount end) as bigint) as discounts,
                  cast(sum(case when amount >= 0 and quantity > out_of_stock_quantity
                                then coalesce(unit_cost, 0) * (quantity - out_of_stock_quantity) else 0 end) as bigint) as cost
           from order_lines group by customer_id, order_id) l
  on l.customer_id = o.customer_id and l.order_id = o.order_id
where o.shop_id = :shop_id
  and (o.accepted <> coalesce(l.accepted, 0) or o.discounts <> o.order_discount + coalesce(l.discounts, 0)
       or o.cost <> coalesce(l.cost, 0))

-- name: rule_uncosted_are_the_lines
select count(*), cast(min(o.order_id) as text) from orders o
left join (select l.customer_id, l.order_id,
                  cast(sum(case when l.amount > l.discount then l.amount - l.discount - coalesce(e.amount, 0)
                                else 0 end) as bigint) as uncosted
           from order_lines l join products p on p.product_id = l.product_id
           left join order_events e on e.customer_id = l.customer_id and e.order_id = l.order_id and e.kind = 3
                                    and e.line_key = l.line_key
           where l.amount >= 0 and l.unit_cost is null and p.kind in (1, 5)
           group by l.customer_id, l.order_id) u
  on u.customer_id = o.customer_id and u.order_id = o.order_id
where o.shop_id = :shop_id and o.uncosted <> coalesce(u.uncosted, 0)

-- name: rule_amounts_are_the_events
select count(*), cast(min(o.order_id) as text) from orders o
left join (select customer_id, order_id,
                  cast(sum(case when kind = 3 then amount else 0 end) as bigint) as out_of_stock,
                  cast(sum(case when kind = 8 then amount else 0 end) as bigint) as returned
           from order_events group by customer_id, order_id) e
  on e.customer_id = o.customer_id and e.order_id = o.order_id
where o.shop_id = :shop_id
  and (o.out_of_stock <> coalesce(e.out_of_stock, 0) or o.returned <> coalesce(e.returned, 0))

-- An order of which no line is told is one of ordinary goods: domain/order_amounts.hpp.
-- name: rule_purchase_flag_is_right
select count(*), cast(min(o.order_id) as text) from orders o
left join (select l.customer_id, l.order_id,
                  max(case when l.quantity > 0 and l.amount >= 0 and p.kind in (1, 5) then 1 else 0 end) as sold
           from order_lines l join products p on p.product_id = l.product_id
           group by l.customer_id, l.order_id) g
  on g.customer_id = o.customer_id and g.order_id = o.order_id
where o.shop_id = :shop_id
  and o.is_purchase <> (case when o.kind = 1 then coalesce(g.sold, 1) else 0 end)

-- Goods that are sold, sent for nothing within 30 days (domain::kReplacementDays) after something of another order came
-- back.
-- name: rule_replacements_follow_returns
select count(*), cast(min(o.order_id) as text) from orders o
where o.shop_id = :shop_id
  and (o.kind = 3) <> (o.has_customer = 1 and o.kind in (1, 3) and o.accepted = 0 and o.subscription_id is null
       and (select count(*) from order_lines l join products p on p.product_id = l.product_id
            where l.customer_id = o.customer_id and l.order_id = o.order_id
              and l.quantity > 0 and l.amount >= 0 and p.kind in (1, 5)) > 0
       and (select count(*) from order_events e
            where e.customer_id = o.customer_id and e.kind = 8 and e.order_id <> o.order_id
              and o.ordered_day - e.day >= 0 and o.ordered_day - e.day <= 30) > 0)

-- name: rule_cancelled_has_day
select count(*), cast(min(order_id) as text) from orders
where shop_id = :shop_id and ((state = 5) <> (cancelled_day is not null))

-- name: rule_customer_can_be_searched
select count(*), cast(min(coalesce(c.customer_id, s.customer_id)) as text)
from (select customer_id from customers where shop_id = :shop_id) c
full join (select customer_id from customer_search where shop_id = :shop_id) s on s.customer_id = c.customer_id
where c.customer_id is null or s.customer_id is null

-- name: totals
select count(*), cast(coalesce(sum(accepted - out_of_stock - returned - discounts - points), 0) as bigint)
from orders where shop_id = :shop_id

-- name: total_customers
select count(*) from customers where shop_id = :shop_id
