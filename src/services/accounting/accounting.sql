-- What orders of the days bear that count as of that day: as the ledger has it, an order that is cancelled counts for nothing.
-- name: charges_by_day
select o.ordered_day, coalesce(m.name, ''), cast(sum(o.shipping_fee) as bigint), cast(sum(o.payment_fee) as bigint)
from orders o
left join payment_methods m on m.payment_method_id = o.payment_method_id
where o.shop_id = :shop_id and o.ordered_day >= :from_day and o.ordered_day <= :to_day
  and (o.cancelled_day is null or o.cancelled_day > :as_of)
  and (o.shipping_fee <> 0 or o.payment_fee <> 0)
group by o.ordered_day, coalesce(m.name, '')
order by o.ordered_day, coalesce(m.name, '')
