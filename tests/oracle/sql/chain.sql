-- What weakest_link and planner share: the links between purchases (chain 1) and between the rounds of a contract
-- (chain 2), and the value behind each. :layer_amount is what the chosen layer makes of an order.
worth as (
  select o.customer, o.day, o.order_id,
         :layer_amount - coalesce((select sum(b.amount) from back b where b.customer = o.customer and b.order_id = o.order_id), 0) as value,
         purchase and (not :merged or row_number() over (partition by customer, day, purchase order by order_id) = 1) as starts
  from alive o where customer <> 0
),
-- Money of an order that begins no purchase is that of the one that begins on its day, or else of the one before.
placed as (
  select *, sum(starts::int) over (partition by customer order by day, order_id rows unbounded preceding)
            + (not starts and coalesce(bool_or(starts) over (partition by customer, day order by order_id
                                                             rows between 1 following and unbounded following), false))::int as n
  from worth where true :of_selected
),
bought as (
  select customer, n, min(day) as day, sum(value) as value from placed where n > 0 group by customer, n
),
valued as (select *, lead(day) over (partition by customer order by n) as next from bought),
:deliveries,
contracts as (
  select f.customer, f.subscription from spans f join alive a on a.order_id = f.first_order
  where f.first_day between :from and :to and a.chosen
),
delivered as (
  select p.customer, p.subscription, p.round, p.day, sum(w.value) as value
  from parcels_placed p join contracts using (customer, subscription) join worth w on w.order_id = p.parcel and w.customer = p.customer
  group by all
),
steps as (
  select 1 as chain, 12 as most, n, day, value, :as_of - day >= :window_days as is_old, coalesce(next - day <= :window_days, false) as went_on
  from valued
  union all
  select 2, 24, round, day, value, :as_of - day >= :grace_days,
         lead(day) over (partition by customer, subscription order by round) is not null
  from delivered
),
-- The days of the flow end with the period for the first link alone: to the later ones its customers come afterwards, too.
spans_of_flow as (
  select first_link, last_day, greatest(least(:flow_days, last_day - greatest((select min(day) from orders), :from) + 1), 0) as days
  from (select true as first_link, least(:as_of, :to) as last_day union all select false, :as_of)
),
span as (select last_day, days from spans_of_flow where first_link),
links as (
  select chain, least(n, most) as n, count(*) as reached, count(*) filter (where exists (select 1 from spans_of_flow f where f.first_link = (n = 1) and day between f.last_day - f.days::int + 1 and f.last_day)) as flow,
         count(*) filter (where is_old) as matured, count(*) filter (where is_old and went_on) as continued,
         avg(value) as mean, coalesce(var_samp(value), 0) / count(*) as spread
  from steps group by 1, 2
),
numbers as (
  select 1 as chain, 12 as most, unnest(generate_series(1, 12)) as n union all select 2, 24, unnest(generate_series(1, 24))
),
rates as (
  select i.chain, i.most, i.n, coalesce(reached, 0) as reached, coalesce(flow, 0) as flow, coalesce(matured, 0) as matured,
         coalesce(continued, 0) as continued, coalesce(mean, 0) as v, coalesce(spread, 0) as v_var,
         coalesce(continued / nullif(matured, 0), 0) as p,
         case when coalesce(matured, 0) = 0 then 0 else (continued + 2) / (matured + 4) * (1 - (continued + 2) / (matured + 4)) / (matured + 4) end as p_var
  from numbers i left join links l using (chain, n)
)
