with :alive,
kinds as (
  select l.order_id, case when bool_or(p.kind = 1) then 2 when bool_or(p.kind in (3, 5)) then 1 else 0 end as goods
  from lines l join products p using (product) where l.amount >= 0 group by l.order_id
),
told as (
  select a.customer, a.order_id, a.day, a.source, a.chosen, a.amount,
         case when exists (select 1 from lines l where l.order_id = a.order_id) then coalesce(k.goods, 0)
              when a.purchase then 2 else 0 end as goods
  from alive a left join kinds k using (order_id) where a.customer <> 0
),
came as (
  select customer, arg_min(order_id, (day, order_id)) as order_id, min(day) as day, arg_min(source, (day, order_id)) as source,
         arg_min(chosen, (day, order_id)) as chosen, arg_min(goods, (day, order_id)) as goods
  from told where goods > 0 group by customer
),
later as (
  select c.customer, bool_or(t.day = c.day) and :merged as same_day,
         min(t.day) filter (where not :merged or t.day > c.day) as converted
  from came c join told t on t.customer = c.customer and t.goods = 2 and (t.day, t.order_id) > (c.day, c.order_id) group by c.customer
),
gained as materialized (
  select c.*, c.goods = 1 and not coalesce(l.same_day, false) as trial, case when c.goods = 1 and not coalesce(l.same_day, false) then l.converted end as converted,
         :as_of - c.day as watched, :group_won as grp
  from came c left join later l using (customer) where c.chosen and c.day between :from and :to
),
money as (
  select w.customer, sum(f.amount) as sales, sum(f.amount) filter (where f.fresh and f.day = w.day) as first_sales,
         sum(f.amount) filter (where f.day - w.day < 365) as year_sales
  from gained w join (
    select customer, day, day as order_day, order_id, amount, true as fresh from told
    union all
    select customer, day, order_day, order_id, -amount, false from back
  ) f on f.customer = w.customer and f.order_day >= w.day and (f.order_day > w.day or not f.fresh or f.order_id >= w.order_id)
  group by w.customer
),
sums as (
  select grp, count(*) as customers, count(*) filter (where trial) as trials, count(*) filter (where not trial) as direct,
         count(converted) as converted, count(*) filter (where trial and watched >= :conversion_days) as matured,
         count(*) filter (where trial and watched >= :conversion_days and converted - day <= :conversion_days) as in_time,
         sum(first_sales) as first_sales, sum(sales) as sales, count(*) filter (where watched >= 365) as year_matured,
         coalesce(sum(year_sales) filter (where watched >= 365), 0) as year_sales
  from gained join money using (customer) group by grp
),
spent as (
  select :cost_group as grp, sum(cost) as cost from source_costs
  where :costs_count and last_day(month) >= :from and month <= :to and month <= :as_of and month >= (select date_trunc('month', min(day)) from orders) :of_source group by 1
),
rows as (
  select coalesce(s.grp, c.grp) as grp, c.cost, coalesce(customers, 0) as n, coalesce(trials, 0) as trials, coalesce(direct, 0) as direct,
         coalesce(converted, 0) as converted, coalesce(matured, 0) as matured, coalesce(in_time, 0) as in_time,
         coalesce(first_sales, 0) as first_sales, coalesce(sales, 0) as sales, coalesce(year_matured, 0) as year_matured,
         coalesce(year_sales, 0) as year_sales, coalesce(in_time, 0)::double / nullif(matured, 0) as p, 1.959963984540054::double as z
  from sums s full join spent c on c.grp = s.grp
)
select :name_of_group, n::bigint, cost::bigint, trials::bigint, direct::bigint, converted::bigint, matured::bigint, in_time::bigint, p,
       (p + z * z / (2 * matured) - z * sqrt(p * (1 - p) / matured + z * z / (4 * matured * matured))) / (1 + z * z / matured),
       (p + z * z / (2 * matured) + z * sqrt(p * (1 - p) / matured + z * z / (4 * matured * matured))) / (1 + z * z / matured),
       ((2 * cost::bigint + trials) // (2 * nullif(trials, 0)))::bigint,
       ((2 * cost::bigint + direct + converted) // (2 * nullif(direct + converted, 0)))::bigint,
       first_sales::bigint, sales::bigint, sales::double / nullif(cost, 0), year_matured::bigint,
       (sign(year_sales) * ((2 * abs(year_sales)::bigint + year_matured) // (2 * nullif(year_matured, 0))))::bigint,
       year_sales::double / nullif(year_matured, 0) * nullif(direct + converted, 0) / nullif(cost, 0)
from rows order by :row_order
