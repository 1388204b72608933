-- What weakest_link and planner share: the links between purchases and the value behind each. :layer_amount is what the
-- chosen layer makes of an order.
worth as (
  select o.customer, o.day, o.order_id,
         :layer_amount - coalesce((select sum(b.amount) from back b where b.customer = o.customer and b.order_id = o.order_id), 0) as value,
         purchase and (not :merged or row_number() over (partition by customer, day, purchase order by order_id) = 1) as starts
  from alive o where customer <> 0 :of_selected
),
-- Money of an order that begins no purchase is that of the one that begins on its day, or else of the one before.
placed as (
  select *, sum(starts::int) over (partition by customer order by day, order_id rows unbounded preceding)
            + (not starts and coalesce(bool_or(starts) over (partition by customer, day order by order_id
                                                             rows between 1 following and unbounded following), false))::int as n
  from worth
),
bought as (
  select customer, n, min(day) as day, sum(value) as value from placed where n > 0 group by customer, n
),
valued as (select *, lead(day) over (partition by customer order by n) as next from bought),
span as (select least(:flow_days, :as_of - min(day) + 1) as days from orders where day <= :as_of),
links as (
  select least(n, 12) as n, count(*) as purchases, count(*) filter (where day > :as_of - (select days from span)::int) as flow,
         count(*) filter (where :as_of - day >= :window_days) as matured,
         count(*) filter (where :as_of - day >= :window_days and next - day <= :window_days) as continued,
         avg(value) as mean, coalesce(var_samp(value), 0) / count(*) as spread
  from valued group by 1
),
rates as (
  select i.n, coalesce(purchases, 0) as purchases, coalesce(flow, 0) as flow, coalesce(matured, 0) as matured,
         coalesce(continued, 0) as continued, coalesce(mean, 0) as v, coalesce(spread, 0) as v_var,
         coalesce(continued / nullif(matured, 0), 0) as p,
         coalesce(continued / nullif(matured, 0) * (1 - continued / nullif(matured, 0)) / matured, 0) as p_var
  from (select unnest(generate_series(1, 12)) as n) i left join links l using (n)
)
