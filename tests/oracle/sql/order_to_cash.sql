with :alive,
:order_facts,
:outcomes,
tells_returns as (
  select count(*) > 0 as any_back, coalesce(bool_or(a.purchase or a.accepted <> 0), false) as named
  from back b join alive a on a.order_id = b.order_id and a.customer = b.customer
),
steps as (
  select *, outcome = 'shipped' as went, :as_of - day >= :mature_days as old,
         outcome = 'shipped' and delivered_on is not null as arrived,
         outcome = 'shipped' and paid_on is not null as was_paid,
         outcome = 'shipped' and (paid_on is not null or not tells_paid) and not is_cancelled and (returned = 0 or returned < net) as stays,
         outcome = 'shipped' and (is_cancelled or returned > 0) as came_back,
         tells_shipped or tells_delivered as tells_any
  from outcomes
),
sums as (
  select group_key, any_value(tells_any) as tells_any, any_value(tells_delivered) as tells_delivered, any_value(tells_paid) as tells_paid,
         count(*) as accepted, sum(asked) as asked, count(*) filter (old) as matured, count(*) filter (old and went) as old_went,
         count(*) filter (outcome = 'pending') as pending,
         count(*) filter (went) as went, coalesce(sum(net) filter (went), 0) as went_net,
         count(*) filter (arrived) as arrived, coalesce(sum(net) filter (arrived), 0) as arrived_net,
         count(*) filter (was_paid) as was_paid, coalesce(sum(net) filter (was_paid), 0) as paid_net,
         count(*) filter (stays) as stays, coalesce(sum(net - returned) filter (stays), 0) as stays_net,
         count(*) filter (came_back) as came_back,
         coalesce(sum(case when is_cancelled then net else returned end) filter (came_back), 0) as back_net
  from steps group by group_key
)
select :group_name, accepted::bigint, asked::bigint, matured::bigint, case when tells_any then old_went::bigint end,
       case when tells_any then rate(old_went, matured) end, case when tells_any then wilson_low(old_went, matured) end,
       case when tells_any then wilson_high(old_went, matured) end, case when tells_any then pending::bigint end,
       case when tells_any then went::bigint end, case when tells_any then went_net::bigint end,
       case when tells_delivered then arrived::bigint end, case when tells_delivered then arrived_net::bigint end,
       case when tells_paid then was_paid::bigint end, case when tells_paid then paid_net::bigint end,
       case when named or not any_back then stays::bigint end, case when named or not any_back then stays_net::bigint end,
       case when named or not any_back then came_back::bigint end, case when named or not any_back then back_net::bigint end
from sums cross join tells_returns order by group_key
