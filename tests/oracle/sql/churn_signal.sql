with recursive :alive,
:deliveries,
:churn_standings,
-- One delivery each interval, while the year lasts, each with the chance of the round before it.
steps_ahead as (
  select customer, round, interval_days, silent, unnest(generate_series(0, (365 / greatest(interval_days, 1))::int + 1)) as k from levels where kind = 'contract' and alive is not null
),
ahead as (
  select s.customer, k, greatest(interval_days - silent, 0) + k * greatest(interval_days, 1) as due,
         case when k = 0 then 1 else coalesce(chance_of_new, 0) end as leads_on
  from steps_ahead s
  left join round_used u on u.round = least(s.round + k, 12)
  left join known_rounds n on n.round = u.used and n.what = 'alive'
),
chains as (
  select customer, due, product(leads_on) over (partition by customer order by k) as weight from ahead
),
if_next_comes as (select customer, sum(weight) as deliveries from chains where due <= 365 group by customer),
stakes as (
  select l.*, case when l.kind = 'contract' then greatest(net, 0)::double / l.purchases * coalesce(n.deliveries, 0)
                   else w.while_alive * :value_of_purchase end as if_there
  from levels l
  left join if_next_comes n on l.kind = 'contract' and n.customer = l.customer
  left join outlook w on l.kind = 'no_contract' and w.x = l.purchases - 1 and w.t_x = lasted and w.watched = l.watched
  where alive is not null
)
select level, kind, count(*)::bigint, quantile_cont(times, 0.5), avg(alive),
       round(any_value(at_stake))::bigint, round(any_value(lost))::bigint
from levels left join (select level, kind, sum(alive * if_there) as at_stake, sum((1 - alive) * if_there) as lost from stakes group by all) using (level, kind)
group by level, kind
order by list_position(['fine', 'watch', 'unlikely', 'at_risk', 'gone', 'told', 'unknown'], level), kind desc
