with :alive,
activity as (
  select customer, count(*) as purchases from purchases where day between :from and :to group by customer
),
facts as (
  select customer, amount from alive where customer <> 0 and day between :from and :to
  union all
  select customer, -amount from back where customer <> 0 and order_day between :from and :to
),
money as (select customer, sum(amount) as sales from facts group by customer),
placed as (
  select ntile(10) over (order by sales desc, customer) as decile, purchases, sales from activity join money using (customer)
),
groups as (
  select decile, count(*) as customers, sum(purchases) as purchases, sum(sales) as sales, max(sales) as largest, min(sales) as smallest
  from placed group by decile
),
running as (
  select *, sum(sales) over (order by decile) as so_far, sum(sales) over () as everything from groups
)
select decile::bigint, customers::bigint, purchases::bigint, sales::bigint,
       case when everything > 0 then sales::double / everything end,
       case when everything > 0 then so_far::double / everything end,
       (sign(sales) * ((2 * abs(sales)::bigint + customers) // (2 * customers)))::bigint, largest::bigint, smallest::bigint
from running order by decile
