with :alive,
steps as (
  select row_number() over w as stage, lead(day) over w - day as gap, :as_of - day as watched
  from purchases window w as (partition by customer order by day)
),
times as (
  select stage, coalesce(gap, watched) as t, count(gap) as events, count(*) as leaving
  from steps where stage <= :stage_max group by all
),
at_risk as (
  select stage, t, events, sum(leaving) over (partition by stage order by t desc) as people from times
),
survival as (
  select stage, coalesce(product(1 - events::double / people) filter (where t <= :window_days), 1) as still, max(t) as followed
  from at_risk group by stage
),
counts as (
  select stage, count(*) as customers, count(gap) as ever_converted,
         count(*) filter (where watched >= :window_days) as matured,
         count(*) filter (where watched >= :window_days and gap <= :window_days) as converted,
         quantile_cont(gap, 0.25) as p25, quantile_cont(gap, 0.5) as p50, quantile_cont(gap, 0.75) as p75
  from steps where stage <= :stage_max group by stage
)
select stage::bigint, customers::bigint, ever_converted::bigint, matured::bigint, converted::bigint,
       case when matured > 0 then converted::double / matured end, case when followed > 0 or still = 0 then 1 - still end::double, p25::double, p50::double, p75::double
from counts join survival using (stage) order by stage
