with recursive :alive,
:goods,
:deliveries,
main as (
  select order_id, arg_max(product, (amount, -position)) as product from goods where kind in (1, 5) and amount >= 0 group by order_id
),
contracts as (
  select f.*, :group as grp
  from spans f join alive a on a.order_id = f.first_order :main_product_of_first
  where f.first_day between :from and :to and a.chosen
),
counting as (
  select * from contracts
  qualify not :per_customer
       or row_number() over (partition by customer order by reached desc, latest desc, first_day desc, first_order desc) = 1
),
ranked as (
  select grp, row_number() over (order by count(*) desc, grp) as place from counting group by grp
),
shown as (select grp, place from ranked qualify row_number() over (order by place) <= :groups_max),
steps as (
  select s.grp, d.round, lead(d.day) over w - d.day as gap, :as_of - d.day as watched,
         case when s0.state is null or s0.started > :as_of then 1
              when s0.state = 4 and s0.ended > :as_of then 1
              else s0.state end as state
  from deliveries d join counting c using (customer, subscription) join shown s using (grp)
  left join subscriptions s0 on s0.customer = d.customer and s0.number = d.subscription
  window w as (partition by d.customer, d.subscription order by d.round)
),
kept as (select * from steps where round <= :rounds_max),
times as (
  select grp, round, case when gap <= :grace_days then gap else least(watched, :grace_days) end as t,
         count(*) filter (where gap <= :grace_days) as events, count(*) as leaving
  from kept group by all
),
at_risk as (select *, sum(leaving) over (partition by grp, round order by t desc) as people from times),
survival as (select grp, round, product(1 - events::double / people) as still from at_risk group by all),
sums as (
  select grp, round, count(*) as started, count(gap) as ever,
         count(*) filter (where watched >= :grace_days) as matured,
         count(gap) filter (where watched >= :grace_days) as continued,
         count(*) filter (where gap is null and state = 1) as active,
         count(*) filter (where gap is null and state = 2) as skipped,
         count(*) filter (where gap is null and state = 3) as paused,
         count(*) filter (where gap is null and state = 4) as cancelled,
         count(*) filter (where gap is null and state = 5) as undelivered
  from kept group by all
),
grid as (
  select grp, unnest(generate_series(1, max(round))) as round from sums group by grp
),
rated as (
  select g.grp, g.round, coalesce(started, 0) as started, coalesce(ever, 0) as ever, coalesce(matured, 0) as matured,
         coalesce(continued, 0) as continued, case when matured > 0 then continued::double / matured end as rate,
         case when matured > 0 then 1 - still end as km,
         coalesce(active, 0) as active, coalesce(skipped, 0) as skipped, coalesce(paused, 0) as paused,
         coalesce(cancelled, 0) as cancelled, coalesce(undelivered, 0) as undelivered
  from grid g left join sums using (grp, round) left join survival using (grp, round)
)
select :group_name, round::bigint, started::bigint, ever::bigint, matured::bigint, continued::bigint, rate,
       wilson_low(continued, matured), wilson_high(continued, matured),
       case when coalesce(bool_or(rate is null) over before, false) then null
            else coalesce(product(rate) over before, 1.0) end,
       km, active::bigint, skipped::bigint, paused::bigint, cancelled::bigint, undelivered::bigint
from rated join shown using (grp)
window before as (partition by grp order by round rows between unbounded preceding and 1 preceding)
order by :place_order, round
