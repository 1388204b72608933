with :alive,
steps as (
  select least(row_number() over w, 12) as stage, lead(day) over w - day as gap, :as_of - day as watched
  from purchases window w as (partition by customer order by day)
),
times as (
  select stage, coalesce(gap, watched) as t, count(gap) as events, count(*) as leaving
  from steps group by all
),
at_risk as (select stage, t, events, sum(leaving) over (partition by stage order by t desc) as people from times),
survival as (
  select stage, t, product(1 - events::double / people) over (partition by stage order by t) as still from at_risk
),
followed as (select stage, max(t) as longest from times group by stage),
bought as (
  select customer, count(*) as purchases, max(day) as last_day from purchases group by customer
),
facts as (
  select customer, amount from alive where customer <> 0
  union all
  select customer, -amount from back where customer <> 0
),
money as (select customer, sum(amount) as sales from facts group by customer),
quiet as (
  select customer, purchases, least(purchases, 12) as stage, last_day, :as_of - last_day as days,
         round(sales::double / purchases) as value
  from bought join money using (customer)
  where purchases >= :purchases_min and :as_of - last_day > :from_days and :as_of - last_day < :to_days
),
chances as (
  select q.*, case when longest > q.days then 1 - coalesce(later.still, 1) / coalesce(now.still, 1) end as chance
  from quiet q join followed f using (stage)
  asof left join survival now on now.stage = q.stage and now.t <= q.days
  asof left join survival later on later.stage = q.stage and later.t <= q.days + :horizon_days
)
select customer, purchases::bigint, last_day::varchar, days::bigint,
       (last_day + :to_days - 1)::varchar, value::bigint, chance,
       round(round(chance, 9)::decimal(12, 9) * value::decimal(12, 0))::bigint as expected
from chances order by expected desc nulls last, customer limit :rows_max
