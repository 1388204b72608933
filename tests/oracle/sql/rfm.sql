with :alive,
activity as (
  select customer, max(day) as last_day, count(*) as purchases
  from purchases where day between :from and :to group by customer
),
facts as (
  select customer, amount from alive where customer <> 0 and day between :from and :to
  union all
  select customer, -amount from back where customer <> 0 and order_day between :from and :to
),
money as (select customer, sum(amount) as sales from facts group by customer),
levels as (
  select case when :as_of - last_day <= :r5 then 5 when :as_of - last_day <= :r4 then 4
              when :as_of - last_day <= :r3 then 3 when :as_of - last_day <= :r2 then 2 else 1 end as r,
         case when purchases <= :f1 then 1 when purchases <= :f2 then 2 when purchases <= :f3 then 3
              when purchases <= :f4 then 4 else 5 end as f,
         case when sales <= :m1 then 1 when sales <= :m2 then 2 when sales <= :m3 then 3 when sales <= :m4 then 4 else 5 end as m,
         purchases, sales
  from activity join money using (customer)
)
select r::bigint, f::bigint, m::bigint, count(*)::bigint, sum(purchases)::bigint, sum(sales)::bigint
from levels group by r, f, m order by r desc, f desc, m desc
