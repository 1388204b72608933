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
         case when purchases = 1 then 0 when last_day - first_day < :young_days then 2 when sales < :amount then 4
              when last_day - first_day < :loyal_days then 6 else 8 end + case when :as_of - last_day < :churn_days then 0 else 1 end as place
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
         case when purchases = 1 then 0 when last_day - first_day < :young_days then 2 when sales < :amount then 4
              when last_day - first_day < :loyal_days then 6 else 8 end + case when :compare_day - last_day < :churn_days then 0 else 1 end as place
  from activity_before join money_before using (customer)
),
places as (
  select n.place, coalesce(b.place, 10) as origin, n.sales from state n left join state_before b using (customer)
)
select (['first_active', 'first_gone', 'young_active', 'young_gone', 'steady_active', 'steady_gone', 'trendy_active', 'trendy_gone', 'loyal_active', 'loyal_gone', 'none'])[origin + 1], (['first_active', 'first_gone', 'young_active', 'young_gone', 'steady_active', 'steady_gone', 'trendy_active', 'trendy_gone', 'loyal_active', 'loyal_gone', 'none'])[place + 1], count(*)::bigint,
       count(*)::double / sum(count(*)) over (partition by origin), sum(sales)::bigint
from places group by origin, place order by origin, place
