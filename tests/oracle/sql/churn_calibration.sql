-- :as_of is the day of the prediction, :today the end of the time held back.
with recursive :alive,
:deliveries,
:churn_standings,
since as (
  select distinct customer from orders
  where purchase and day > :as_of and day <= :today and (cancelled is null or cancelled > :today)
),
predicted as materialized (
  select customer, buys, customer in (select customer from since) as bought, level in ('watch', 'at_risk', 'gone') as quiet, silent >= :fixed_days as over_days,
         row_number() over (order by round(buys * 1e12), customer) as place,
         ntile((select greatest(1, least(10, count(*) // 10)) from levels where buys is not null)) over (order by round(buys * 1e12), customer) as decile
  from levels where buys is not null
),
totals as (
  select count(*) filter (where bought) as bought, count(*) filter (where not bought) as away, count(*) filter (where over_days) as flagged from predicted
),
groups as (
  select 0 as place, 'chance' as grp, decile::bigint as decile, count(*) as n, avg(buys) as predicted, count(*) filter (where bought) as bought
  from predicted group by decile
  union all
  select 1, 'own_rhythm', null, count(*), avg(buys), count(*) filter (where bought) from predicted where quiet
  union all
  select 2, 'own_rhythm_as_many', null, count(*), avg(buys), count(*) filter (where bought) from predicted where place <= (select flagged from totals)
  union all
  select 3, 'fixed_days', null, count(*), avg(buys), count(*) filter (where bought) from predicted where over_days
),
rated as (
  select g.*, g.n - g.bought as away, t.bought as all_bought, t.away as all_away, grp <> 'chance' as rule
  from groups g, totals t where exists (select 1 from predicted)
)
select grp, decile, n::bigint, predicted, bought::bigint, rate(bought, n), wilson_low(bought, n), wilson_high(bought, n), away::bigint,
       case when rule then rate(away, n) end, case when rule then wilson_low(away, n) end, case when rule then wilson_high(away, n) end,
       case when rule then rate(away, all_away) end, case when rule then wilson_low(away, all_away) end, case when rule then wilson_high(away, all_away) end,
       case when rule then rate(bought, all_bought) end, case when rule then wilson_low(bought, all_bought) end, case when rule then wilson_high(bought, all_bought) end
from rated order by place, decile
