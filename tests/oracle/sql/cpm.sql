with :alive,
activity as (
  select customer, min(day) as first_day, max(day) as last_day, count(*) as purchases
  from purchases where day between :from and :to group by customer
),
facts as (
  select customer, amount from alive where customer <> 0 and day between :from and :to
  union all
  select customer, -amount from back where customer <> 0 and order_day between :from and :to
),
money as (select customer, sum(amount) as sales from facts group by customer),
placed as (
  select case when purchases = 1 then 1 when last_day - first_day < :young_days then 2 when sales < :amount then 3
              when last_day - first_day < :loyal_days then 4 else 5 end as cell,
         :as_of - last_day < :churn_days as active, purchases, sales
  from activity join money using (customer)
),
cells as (
  select * from (values (1, 'first'), (2, 'young'), (3, 'steady'), (4, 'trendy'), (5, 'loyal')) names (cell, name)
  cross join (values (true), (false)) a (active)
)
select name, active, count(purchases)::bigint, coalesce(sum(purchases), 0)::bigint, coalesce(sum(sales), 0)::bigint
from cells left join placed using (cell, active) group by cell, name, active order by cell, active desc
