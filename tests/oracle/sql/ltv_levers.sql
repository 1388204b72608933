with :alive,
:ltv_base,
whole as (
  select e.name, e.customer, sum(purchases) as purchases, sum(net) as net
  from events e where age < complete and complete = :horizon group by all
),
levers as (
  select n.name, n.place, n.customers, count(*) filter (where m.complete = :horizon) as matured,
         coalesce(sum(w.purchases), 0) as purchases, coalesce(sum(w.net), 0) as net, count(*) filter (where w.purchases >= 2) as repeaters
  from names n join members m using (name) left join whole w on w.customer = m.customer group by all
),
rates as (select *, repeaters::double / nullif(matured, 0) as p, 1.959963984540054::double as z from levers),
ends as (select * from curve where age = :horizon - 1),
backs as (
  select c.name, min(age) + 1 as month from curve c join cpos using (name) where c.c_contribution >= cpo group by c.name
)
select r.name, r.customers::bigint, r.matured::bigint,
       case when r.purchases > 0 then (sign(r.net) * ((2 * abs(r.net)::bigint + r.purchases::bigint) // (2 * r.purchases::bigint)))::bigint end,
       (r.purchases / nullif(r.matured, 0))::double, r.repeaters::bigint, p,
       (p + z * z / (2 * r.matured) - z * sqrt(p * (1 - p) / r.matured + z * z / (4 * r.matured * r.matured))) / (1 + z * z / r.matured),
       (p + z * z / (2 * r.matured) + z * sqrt(p * (1 - p) / r.matured + z * z / (4 * r.matured * r.matured))) / (1 + z * z / r.matured),
       (r.matured - r.repeaters)::double / nullif(r.matured, 0),
       round(round(e.c_net, 4))::bigint, round(round(e.c_gross, 4))::bigint, round(round(e.c_contribution, 4))::bigint,
       round(round(e.c_net - coalesce(l.net, 0), 4))::bigint,
       round(round(cpo, 4))::bigint, coalesce(costed, 0)::bigint,
       case when cpo > 0 then e.c_contribution / cpo end, b.month::bigint
from rates r left join ends e using (name) left join cpos using (name) left join backs b on b.name = r.name
     left join last_seen l on l.name = r.name
order by r.place
