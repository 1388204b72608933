-- `years` = 0: what is watched. What is expected is tested beside projection.cpp.
with :alive,
:alive_before,
before as (select customer, max(day) as last_day from purchases_before group by customer),
now as (select customer, max(day) as last_day from purchases group by customer),
people as (
  select n.customer, :as_of - n.last_day < :active_days as active, :compare_day - b.last_day < :active_days as was_active, b.customer is not null as known
  from now n left join before b using (customer)
),
year as (
  select (select count(*) from purchases where day > :as_of - 365) as purchases,
         (select coalesce(sum(amount), 0) from alive where customer in (select customer from now) and day > :as_of - 365)
         - (select coalesce(sum(amount), 0) from back where customer in (select customer from now) and day > :as_of - 365) as sales
)
select 0::bigint, 'observed', count(*) filter (where was_active)::bigint, count(*) filter (where was_active and active)::bigint,
       count(*) filter (where was_active and not active)::bigint, count(*) filter (where known and not was_active and active)::bigint,
       count(*) filter (where not known and active)::bigint, count(*) filter (where active)::bigint, any_value(purchases)::bigint, any_value(sales)::bigint
from people cross join year having count(*) > 0
