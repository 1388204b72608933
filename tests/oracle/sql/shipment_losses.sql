with :alive,
:order_facts,
:outcomes,
pieces as (
  select group_key, outcome, 1 as orders, case when outcome in ('shipped', 'pending', 'overdue') then net else asked end as amount from outcomes
  union all
  select group_key, 'out_of_stock', 0, asked - net from outcomes where outcome in ('shipped', 'pending', 'overdue')
),
names as (
  select unnest(['shipped', 'pending', 'overdue', 'credit_denied', 'unpaid', 'customer_request', 'duplicate_or_fraud', 'out_of_stock',
                 'address', 'shop_reason', 'other', 'not_told']) as outcome, unnest(range(12)) as place
),
sums as (select group_key, outcome, sum(orders) as orders, sum(amount) as amount from pieces group by group_key, outcome),
accepted as (select group_key, sum(orders) as accepted from sums group by group_key)
select :group_name, outcome, orders::bigint, accepted::bigint, case when is_rate then rate(orders, accepted) end,
       case when is_rate then wilson_low(orders, accepted) end, case when is_rate then wilson_high(orders, accepted) end, amount::bigint
from sums join accepted using (group_key) join names using (outcome),
lateral (select outcome <> 'shipped' or tells_shipped or tells_delivered as is_rate from told)
where orders <> 0 or amount <> 0 order by group_key, place
