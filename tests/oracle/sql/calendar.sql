with :alive,
begins as (
  select customer, day, :purchase_key as purchase_key, min(order_id) as order_id from alive where purchase and customer <> 0 group by all
),
slots as (
  select isodow(a.day) as weekday, hour, purchase::int as orders, (b.order_id is not null)::int as purchases,
         amount - coalesce((select sum(r.amount) from back r where r.order_id = a.order_id), 0) as sales
  from alive a left join begins b on b.order_id = a.order_id where a.day between :from and :to and chosen
)
select (['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])[weekday],
       case hour when 255 then '-' else hour::varchar end, sum(orders)::bigint, sum(purchases)::bigint, sum(sales)::bigint
from slots group by weekday, hour order by weekday, hour
