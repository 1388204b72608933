with :alive,
:steps,
asked as (
  select s.*, least(greatest(o.:arrival - s.day, 0), :days_max) as days, :as_of - s.day >= :window_days as over,
         coalesce(next_day - s.day <= :window_days, false) as again
  from steps s join orders o on o.order_id = s.first_order where stage = :from_stage and o.:arrival <= :as_of
),
sums as (
  select days, count(*) as customers, count(*) filter (over) as matured, count(*) filter (over and again) as converted from asked group by days
)
select days::bigint, customers::bigint, matured::bigint, converted::bigint, rate(converted, matured), wilson_low(converted, matured),
       wilson_high(converted, matured)
from sums order by days
