with :alive,
facts as (
  select date_trunc('month', day) as month, purchase::int as orders, (purchase and customer = 0)::int as nobody,
         accepted, out_of_stock, 0 as returned, discounts, points
  from alive where day between :from and :to and chosen
  union all
  select date_trunc('month', day), 0, 0, 0, 0, amount, 0, 0
  from back where day between :from and :to and chosen
),
months as (
  select month, sum(orders) as orders, sum(nobody) as nobody, sum(accepted) as accepted, sum(out_of_stock) as out_of_stock,
         sum(returned) as returned, sum(discounts) as discounts, sum(points) as points
  from facts group by month
),
calendar as (
  select unnest(generate_series(min(month), max(month), interval 1 month)) as month from months
)
select strftime(c.month, '%Y-%m'), coalesce(orders, 0)::bigint, coalesce(accepted, 0)::bigint,
       coalesce(out_of_stock, 0)::bigint, coalesce(returned, 0)::bigint, coalesce(discounts, 0)::bigint,
       coalesce(points, 0)::bigint, coalesce(accepted - out_of_stock - returned - discounts - points, 0)::bigint,
       coalesce(nobody, 0)::bigint
from calendar c left join months m on m.month = c.month order by c.month
