with :alive,
:order_facts,
trips as (
  select group_key, 0 as leg, day as began, shipped_on as ended, delivered_on is not null as passed, is_cancelled, hour from order_facts, told
  where tells_shipped
  union all
  select group_key, 1, shipped_on, delivered_on, false, is_cancelled, 255 from order_facts, told
  where tells_shipped and tells_delivered and shipped_on is not null
  union all
  select group_key, 2, day, delivered_on, false, is_cancelled, 255 from order_facts, told where tells_delivered
),
counted as (
  select *, case when ended is not null then greatest(ended - began, 0) end as days, :as_of - began as watched
  from trips where ended is not null or (not passed and not is_cancelled)
),
sums as (
  select group_key, leg, count(days) as orders, quantile_cont(days, 0.5) as p50, quantile_cont(days, 0.75) as p75, quantile_cont(days, 0.9) as p90,
         count(*) filter (watched >= :within_days) as old, count(*) filter (watched >= :within_days and days <= :within_days) as quick,
         count(*) filter (watched >= :late_days) as older,
         count(*) filter (watched >= :late_days and coalesce(days > :late_days, true)) as late,
         case leg when 0 then count(*) filter (hour < :cut_off_hour) end as early,
         case leg when 0 then count(*) filter (hour < :cut_off_hour and days = 0) end as same_day
  from counted group by group_key, leg
)
select :group_name, (['order_to_shipped', 'shipped_to_delivered', 'order_to_delivered'])[leg + 1], orders::bigint, p50::double, p75::double,
       p90::double, old::bigint, quick::bigint, rate(quick, old), wilson_low(quick, old), wilson_high(quick, old),
       older::bigint, late::bigint, rate(late, older), wilson_low(late, older), wilson_high(late, older),
       early::bigint, same_day::bigint, rate(same_day, early), wilson_low(same_day, early), wilson_high(same_day, early)
from sums order by group_key, leg
