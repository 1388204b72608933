with :alive,
steps as (
  select row_number() over w as stage, lead(day) over w - day as gap, :as_of - day as watched
  from purchases window w as (partition by customer order by day)
),
times as (
  select coalesce(gap, watched) as t, count(gap) as events, count(*) as leaving
  from steps where stage = :from_stage group by all
),
at_risk as (select t, events, sum(leaving) over (order by t desc) as people from times),
survival as (select t, events, product(1 - events::double / people) over (order by t) as still from at_risk),
days as (select unnest(generate_series(:first_day_shown, :days_max)) as t where exists (select 1 from times))
select d.t::bigint, coalesce(s.events, 0)::bigint, case when d.t <= (select max(t) from times) or coalesce(s.still, last.still, 1) = 0 then 1 - coalesce(s.still, last.still, 1) end::double
from days d left join survival s on s.t = d.t asof left join survival last on last.t <= d.t order by d.t
