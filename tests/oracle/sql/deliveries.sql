-- Deliveries of subscriptions: what retention, silent churn and the chain of rounds share. Comes after alive; recursive. `counted` has
-- every parcel (by its own order) with the delivery it belongs to (order_id, day, round).
parcels as materialized (
  select customer, subscription, order_id, day, round as told, row_number() over along as n,
         round > coalesce(lag(round) over along, 0) as rises
  from alive where purchase and customer <> 0 and (subscription <> 0 or round <> 0)
  window along as (partition by customer, subscription order by day, order_id)
),
-- Where the numbers told rise from delivery to delivery they are the rounds; else they are found round after round.
uneven as materialized (
  select p.* from parcels p
  join (select customer, subscription from parcels group by all having not bool_and(rises)) using (customer, subscription)
),
counted as (
  select customer, subscription, n, order_id as parcel, order_id, day, case when told > 0 then told else 1 end as round
  from uneven where n = 1
  union all
  select p.customer, p.subscription, p.n, p.order_id, case when again then c.order_id else p.order_id end,
         case when again then c.day else p.day end,
         case when again then c.round when p.told > c.round then p.told else c.round + 1 end
  from counted c join uneven p on p.customer = c.customer and p.subscription = c.subscription and p.n = c.n + 1,
  lateral (select p.told = c.round or (p.told = 0 and p.day = c.day and :merged) as again)
),
parcels_placed as materialized (
  select customer, subscription, parcel, order_id, day, round from counted
  union all
  select customer, subscription, order_id, order_id, day, told from parcels anti join uneven using (customer, subscription)
),
deliveries as materialized (
  select distinct customer, subscription, order_id, day, round from parcels_placed
),
spans as (
  select customer, subscription, arg_min(order_id, round) as first_order, arg_min(day, round) as first_day,
         max(round) as reached, max(day) as latest
  from deliveries group by all
)
