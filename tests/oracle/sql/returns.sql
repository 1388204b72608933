with :alive,
:order_facts,
tells_returns as (
  select count(*) > 0 as any_back, coalesce(bool_or(a.purchase or a.accepted <> 0), false) as named
  from back b join alive a on a.order_id = b.order_id and a.customer = b.customer
),
shipped as (
  select f.order_id, f.group_key, f.net,
         not tells_shipped and not tells_delivered or shipped_on is not null or delivered_on is not null
         or f.order_id in (select order_id from back) as has_left
  from order_facts f cross join told where not is_cancelled
),
-- Every order that may have something to come back, with its group; what is no purchase has no stage.
orders_asked as (
  select order_id, group_key, true as is_order from shipped
  union all
  select f.order_id, :group_key_without_purchase, accepted <> 0 from alive f where not purchase and chosen and day between :from and :to
),
-- Goods that are sold, sent for nothing and no purchase: each parcel replaces what came back last.
replacements as (
  select customer, day from alive a
  where customer <> 0 and not purchase and accepted = 0
    and exists (select 1 from lines l join products p using (product)
                where l.order_id = a.order_id and l.amount >= 0 and l.quantity > l.out_of_stock_quantity and p.kind in (1, 5))
),
replaced as (
  select r.day as sent, arg_max(b.order_id, (b.day, b.order_day, b.order_id)) as order_id
  from replacements r join back b on b.customer = r.customer and b.reason in (0, 3, 4, 6, 8) and b.day <= r.day and b.day >= r.day - 30
  group by r.customer, r.day
),
pieces as (
  select g.group_key, b.order_id, g.is_order, b.day, b.day - b.order_day as after, b.amount, b.quantity,
         ['not_told', 'refused', 'absent', 'defect', 'wrong_goods', 'guarantee', 'unsuitable', 'customer_request', 'other'][b.reason + 1] as reason,
         b.exchange or (b.reason in (0, 3, 4, 6, 8) and exists (select 1 from replaced r where r.order_id = b.order_id
                                                                and b.day <= r.sent and b.day >= r.sent - 30)) as exchanged
  from back b join orders_asked g using (order_id)
),
per_order as (
  select group_key, order_id, is_order, r as reason, min(after) as after, sum(amount) as amount, sum(quantity) as quantity,
         bool_or(exchanged) as exchanged
  from pieces, lateral (select unnest([reason, 'all']) as r) group by all
),
sums as (
  select group_key, reason, count(*) as returns, count(*) filter (where is_order) as of_orders, sum(quantity) as pieces, sum(amount) as amount,
         count(*) filter (where exchanged) as exchanged, quantile_cont(after, 0.5) filter (where is_order) as median,
         quantile_cont(after, 0.9) filter (where is_order) as p90
  from per_order group by group_key, reason
),
left_of as (select group_key, count(*) as shipped, sum(net) as net from shipped where has_left group by group_key),
keys as (select group_key, reason from sums union select group_key, 'all' from left_of),
names as (
  select unnest(['all', 'refused', 'absent', 'defect', 'wrong_goods', 'guarantee', 'unsuitable', 'customer_request', 'other', 'not_told']) as reason,
         unnest(range(10)) as place
),
told_of as (
  select k.group_key, reason, place, coalesce(returns, 0) as returns, coalesce(of_orders, 0) as of_orders, coalesce(pieces, 0) as pieces,
         coalesce(amount, 0) as amount, coalesce(exchanged, 0) as exchanged, median, p90, coalesce(shipped, 0) as shipped, coalesce(net, 0) as net
  from keys k join names using (reason) left join sums using (group_key, reason) left join left_of l using (group_key)
)
select :group_name, reason, returns::bigint, shipped::bigint, case when known then rate(of_orders, shipped) end,
       case when known then wilson_low(of_orders, shipped) end, case when known then wilson_high(of_orders, shipped) end,
       pieces::bigint, amount::bigint, case when net > 0 then amount::double / net end, exchanged::bigint, rate(exchanged, returns),
       median::double, p90::double
from (select t.*, named and (of_orders > 0 or returns = 0) as known from told_of t cross join tells_returns) order by group_key, place
