with :alive,
firsts as (select customer, min(day) as first_day from purchases group by customer),
facts as (
  select customer, day, amount from alive where customer <> 0
  union all
  select customer, day, -amount from back where customer <> 0
),
sales as (
  select date_trunc('month', first_day) as cohort, :age as age, sum(amount) as sales
  from facts join firsts using (customer) where day >= first_day group by all
),
activity as (
  select date_trunc('month', first_day) as cohort, :age as age, count(distinct customer) as active, count(*) as purchases
  from purchases join firsts using (customer) group by all
),
sizes as (
  select date_trunc('month', first_day) as cohort, count(*) as customers, min(first_day) as earliest, max(first_day) as latest
  from firsts group by all
),
cells as (
  select cohort, age, customers, coalesce(active, 0) as active, coalesce(purchases, 0) as purchases,
         coalesce(sales, 0) as sales, last_day(cohort) <= :as_of and :complete as complete
  from sizes cross join (select unnest(generate_series(0, :horizon)) as age)
  left join activity using (cohort, age) left join sales using (cohort, age)
  where :begun
),
running as (select *, sum(sales) over (partition by cohort order by age) as cumulative from cells)
select strftime(cohort, '%Y-%m'), age::bigint, customers::bigint, active::bigint, purchases::bigint, sales::bigint,
       cumulative::bigint,
       (sign(cumulative) * ((2 * abs(cumulative)::bigint + customers) // (2 * customers)))::bigint, complete
from running order by cohort, age
