with :alive,
:goods,
:occasions,
baskets as materialized (
  select distinct customer, :basket as basket, product from ordinary
  where pieces > 0 and product <> 0 and day between :from and :to
),
total as (
  select count(*) as baskets from (select distinct customer, :basket from buying where day between :from and :to)
),
counted as (select product, count(*) as n from baskets group by product),
top as (
  select product, n, row_number() over (order by n desc, product) as place from counted qualify place <= :products_max
),
pairs as (
  select a.product as one, b.product as other, count(*) as n
  from baskets a join baskets b on b.customer = a.customer and b.basket = a.basket
  join top ta on ta.product = a.product join top tb on tb.product = b.product
  where ta.place < tb.place group by all having count(*) >= :count_min
)
select pa.code, pb.code, p.n::bigint, a.n::bigint, b.n::bigint, t.baskets::bigint, p.n::double / t.baskets,
       p.n::double / a.n, p.n::double / b.n, (p.n * t.baskets)::double / (a.n * b.n)::double as lift,
       wilson_low(p.n, a.n) * t.baskets / b.n, wilson_high(p.n, a.n) * t.baskets / b.n
from pairs p join top a on a.product = p.one join top b on b.product = p.other
join products pa on pa.product = p.one join products pb on pb.product = p.other cross join total t
order by lift desc, p.n desc, a.place, b.place limit :rows_max
