with recursive :alive,
:chain,
plans as (select n, v, p, coalesce((:planned)[n], p) as q from rates),
chain as (
  select 12 as n, v / (1 - least(p, 0.99)) as today, v / (1 - least(q, 0.99)) as plan from plans where n = 12
  union all
  select r.n, r.v + r.p * c.today, r.v + r.q * c.plan from chain c join plans r on r.n = c.n - 1
),
spent as (
  select sum(cost * (least(last_day(month), :as_of) - greatest(month, :as_of - (select days from span)::int + 1) + 1)
             / (last_day(month) - month + 1)) filter (where last_day(month) > :as_of - (select days from span)::int and month <= :as_of) as cost,
         count(*) as n
  from source_costs
),
one as (
  select c.today, c.plan, r.flow * 365.25 / 12 / nullif(s.days, 0) as per_month,
         case when :cpo > 0 then :cpo when spent.n > 0 and r.flow > 0 then coalesce(spent.cost, 0) / r.flow end as cpo
  from chain c, rates r, span s, spent where c.n = 1 and r.n = 1 and r.purchases > 0
),
rows as (
  select 1 as place, 'today' as scenario, per_month, cpo, today as ltv, today / nullif(cpo, 0) as ratio, per_month * (today - cpo) as profit from one
  union all select 2, 'plan', per_month, cpo, plan, plan / nullif(cpo, 0), per_month * (plan - cpo) from one
  union all select 3, 'difference', 0, case when cpo is not null then 0 end, plan - today, (plan - today) / nullif(cpo, 0), per_month * (plan - today) from one
)
select scenario, per_month::double, round(round(cpo, 4))::bigint, round(round(ltv, 4))::bigint, ratio::double, round(round(profit, 4))::bigint
from rows order by place
