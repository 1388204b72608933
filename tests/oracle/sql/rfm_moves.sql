with :alive,
:alive_before,
activity as (
  select customer, min(day) as first_day, max(day) as last_day, count(*) as purchases
  from purchases where day between :from and :to group by customer
),
money as (
  select customer, sum(amount) as sales from (
    select customer, amount from alive where customer <> 0 and day between :from and :to
    union all
    select customer, -amount from back where customer <> 0 and order_day between :from and :to
  ) group by customer
),
state as (
  select customer, purchases, sales, first_day, last_day, :as_of - last_day as quiet,
         case when :as_of - last_day <= :r5 then 5 when :as_of - last_day <= :r4 then 4
              when :as_of - last_day <= :r3 then 3 when :as_of - last_day <= :r2 then 2 else 1 end as r,
         case when purchases <= :f1 then 1 when purchases <= :f2 then 2 when purchases <= :f3 then 3
              when purchases <= :f4 then 4 else 5 end as f,
         case when sales <= :m1 then 1 when sales <= :m2 then 2 when sales <= :m3 then 3 when sales <= :m4 then 4 else 5 end as m
  from activity join money using (customer)
),
activity_before as (
  select customer, min(day) as first_day, max(day) as last_day, count(*) as purchases
  from purchases_before where day between :from and :to group by customer
),
money_before as (
  select customer, sum(amount) as sales from (
    select customer, amount from alive_before where customer <> 0 and day between :from and :to
    union all
    select customer, -amount from back_before where customer <> 0 and order_day between :from and :to
  ) group by customer
),
state_before as (
  select customer, purchases, sales, first_day, last_day, :compare_day - last_day as quiet,
         case when :compare_day - last_day <= :r5 then 5 when :compare_day - last_day <= :r4 then 4
              when :compare_day - last_day <= :r3 then 3 when :compare_day - last_day <= :r2 then 2 else 1 end as r,
         case when purchases <= :f1 then 1 when purchases <= :f2 then 2 when purchases <= :f3 then 3
              when purchases <= :f4 then 4 else 5 end as f,
         case when sales <= :m1 then 1 when sales <= :m2 then 2 when sales <= :m3 then 3 when sales <= :m4 then 4 else 5 end as m
  from activity_before join money_before using (customer)
),
places as (
  select n.customer, :place_now as place, coalesce((select :place_before from state_before b where b.customer = n.customer), 'none') as origin, n.sales
  from state n
)
select origin, place, count(*)::bigint, count(*)::double / sum(count(*)) over (partition by origin), sum(sales)::bigint
from places group by origin, place
order by origin = 'none', case when origin < 'A' then -ascii(origin) else ascii(origin) end, case when place < 'A' then -ascii(place) else ascii(place) end
