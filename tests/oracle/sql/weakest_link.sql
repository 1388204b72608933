with recursive :alive,
:chain,
behind as (
  select chain, n, v / (1 - least(p, 0.99)) as value,
         (v_var + (v / (1 - least(p, 0.99))) ** 2 * p_var) / (1 - least(p, 0.99)) ** 2 as variance
  from rates where n = most
  union all
  select r.chain, r.n, r.v + r.p * c.value, r.v_var + r.p * r.p * c.variance + c.value * c.value * r.p_var
  from behind c join rates r on r.chain = c.chain and r.n = c.n - 1
),
monthly as (select first_link, 365.25 / 12 / nullif(days, 0) as months from spans_of_flow),
ranked as (
  select r.*, next_reached > 0 and r.matured > 0 as worth_known, c.value as next_value, 0.01 * flow * months * c.value as points,
         1.959963984540054::double * 0.01 * sqrt(c.value * c.value * flow * months * months + (flow * months) ** 2 * c.variance) as half,
         flow * months as per_month, (matured - continued) * 100 >= matured and matured > 0 as can_rise, p::double as q, 1.959963984540054::double as z
  from rates r join behind c on c.chain = r.chain and c.n = r.n + 1 join (select chain, n, reached as next_reached from rates) f on f.chain = r.chain and f.n = r.n + 1 join monthly m on m.first_link = (r.n = 1)
  where r.n <= case when r.chain = 1 then :stage_max else :rounds_max end and r.reached > 0
)
select ['purchase', 'round'][chain], n::bigint, flow::bigint, per_month::double, matured::bigint, continued::bigint, case when matured > 0 then q end,
       case when matured > 0 then (q + z * z / (2 * matured) - z * sqrt(q * (1 - q) / matured + z * z / (4 * matured * matured))) / (1 + z * z / matured) end,
       case when matured > 0 then (q + z * z / (2 * matured) + z * sqrt(q * (1 - q) / matured + z * z / (4 * matured * matured))) / (1 + z * z / matured) end,
       round(round(v, 4))::bigint, case when worth_known then round(round(next_value, 4))::bigint end,
       case when worth_known and can_rise then round(round(points, 4))::bigint end,
       case when worth_known and can_rise then round(round(points - half, 4))::bigint end,
       case when worth_known and can_rise then round(round(points + half, 4))::bigint end
from ranked order by worth_known and can_rise desc, worth_known desc, points desc, chain, n
