with recursive :alive,
:chain,
plans as (select n, most, v, p, coalesce((:planned)[n], p) as q from rates where chain = :chain_number),
values_behind as (
  select n, v / (1 - least(p, 0.99)) as today, v / (1 - least(q, 0.99)) as plan from plans where n = most
  union all
  select r.n, r.v + r.p * c.today, r.v + r.q * c.plan from values_behind c join plans r on r.n = c.n - 1
),
days_asked as (select last_day - days::int + 1 as first_day, last_day from span),
spent as (
  select sum(cost * (least(last_day(month), d.last_day) - greatest(month, d.first_day) + 1) / (last_day(month) - month + 1)) as cost
  from source_costs, days_asked d
  where last_day(month) >= d.first_day and month <= d.last_day and least(last_day(month), d.last_day) >= greatest(month, d.first_day)
        and :costs_count :of_source
),
one as (
  select c.today, c.plan, r.flow * 365.25 / 12 / nullif(s.days, 0) as per_month,
         case when :cpo > 0 then :cpo when r.flow > 0 then spent.cost / r.flow end as cpo
  from values_behind c, rates r, span s, spent where c.n = 1 and r.n = 1 and r.chain = :chain_number and r.reached > 0
),
rows as (
  select 1 as place, 'today' as scenario, per_month, cpo, today as ltv, today / nullif(cpo, 0) as ratio, per_month * (today - cpo) as profit from one
  union all select 2, 'plan', per_month, cpo, plan, plan / nullif(cpo, 0), per_month * (plan - cpo) from one
  union all select 3, 'difference', 0, case when cpo is not null then 0 end, plan - today, (plan - today) / nullif(cpo, 0), per_month * (plan - today) from one
)
select scenario, per_month::double, round(round(cpo, 4))::bigint, round(round(ltv, 4))::bigint, ratio::double, round(round(profit, 4))::bigint
from rows order by place
