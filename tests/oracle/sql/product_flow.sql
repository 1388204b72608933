with :alive,
:goods,
:occasions,
main as (
  select customer, occasion, product from ordinary where amount >= 0
  qualify row_number() over (partition by customer, occasion order by amount desc, order_id, position) = 1
),
visits as materialized (
  select o.customer, o.n, o.day, coalesce(l.product, 0) as product
  from occasions o left join main l using (customer, occasion) where n <= 3
),
best as materialized (
  select product, row_number() over (order by count(*) desc, any_value(code)) as place
  from visits join products using (product) group by product
  qualify place <= :top
),
steps as (
  select v.n, coalesce(f.place, :top + 1) as from_place,
         case when w.n is null then :top + 2 else coalesce(t.place, :top + 1) end as to_place, w.day - v.day as gap
  from visits v left join visits w on w.customer = v.customer and w.n = v.n + 1
  left join best f on f.product = v.product left join best t on t.product = w.product
  where v.n <= 2
),
cells as (
  select n, from_place, to_place, count(*) as customers, quantile_cont(gap, 0.5) as median from steps group by all
),
named as (
  select c.*, sum(customers) over (partition by n, from_place) as reached,
         (select any_value(case code when '' then '-' else code end) from best join products using (product) where place = from_place) as from_name,
         (select any_value(case code when '' then '-' else code end) from best join products using (product) where place = to_place) as to_name
  from cells c
)
select n::bigint, coalesce(from_name, '_other'), case when to_place = :top + 2 then '_none' else coalesce(to_name, '_other') end,
       customers::bigint, reached::bigint, customers::double / reached, wilson_low(customers, reached),
       wilson_high(customers, reached), median::double
from named order by n, from_place, to_place
