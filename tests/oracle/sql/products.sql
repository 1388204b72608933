with :alive,
:goods,
orders_asked as materialized (select * from alive where day between :from and :to and chosen),
bases as materialized (select order_id, sum(amount) as amounts, sum(greatest(amount, 0)) as base from goods group by order_id),
-- Money of the whole order up to and with each line: in proportion to what the lines so far are of all.
running as materialized (
  select g.*, o.day, amounts - o.amount as less, base,
         sum(greatest(g.amount, 0)) over (partition by g.order_id order by position) as cum
  from goods g join orders_asked o using (order_id) join bases using (order_id)
),
reductions as (
  select *, case when base > 0 then sign(less) * ((2 * abs(less) * cum + base) // (2 * base)) else less end as up_to from running
),
line_sales as materialized (
  select *, amount - (up_to - lag(up_to, 1, 0) over (partition by order_id order by position)) as sales from reductions
),
-- What came back is of the product it names, shared by the order's lines of it; of all lines where it names none.
back_asked as materialized (
  select row_number() over () as id, order_id, amount, product as named, quantity from back
  where order_day between :from and :to and chosen
),
concerned as materialized (
  select b.id, b.amount, r.product, r.cost, r.position, greatest(r.amount, 0) as weight
  from back_asked b join running r on r.order_id = b.order_id and (b.named = 0 or r.product = b.named)
),
backs as (
  select id, product, cost, position, amount, sum(weight) over (partition by id) as base,
         sum(weight) over (partition by id order by position) as cum
  from concerned
),
backs_up_to as (
  select *, case when base > 0 then (2 * amount * cum + base) // (2 * base) else amount end as up_to from backs
),
line_backs as (
  select product, cost, up_to - lag(up_to, 1, 0) over (partition by id order by position) as returned from backs_up_to
),
loose as (select named as product, sum(amount) as loose from back_asked where id not in (select id from concerned) group by named),
pieces_back as (select named as product, sum(quantity) as returned_pieces from back_asked where named <> 0 group by named),
facts as (
  select product, sales, 0 as returned, case when cost is not null then sales else 0 end as costed, cost, pieces,
         case when pieces > 0 then order_id end as order_id
  from line_sales
  union all
  select 0, amount, 0, 0, null, 0, null from orders_asked where order_id not in (select order_id from bases)
  union all
  select product, 0, returned, case when cost is not null then -returned else 0 end, null, 0, null from line_backs
  union all
  select product, 0, loose, 0, null, 0, null from loose
),
sums as (
  select product, count(distinct order_id) as orders, sum(pieces) as pieces, sum(sales) as sales,
         sum(returned) as returned, sum(costed) as costed, sum(cost) as cost, -- null while no line's cost is known
         sum(case when returned = 0 then costed else 0 end) as costed_sales
  from facts group by product
),
occasions as (
  select distinct product, customer, day, :occasion as occasion from line_sales
  where pieces > 0 and customer in (select customer from beginnings) and order_id in (select order_id from alive where purchase)
),
times as (
  select product, customer, day - lag(day) over w as gap, row_number() over w as n from occasions
  window w as (partition by product, customer order by day, occasion)
),
people as (
  select product, count(*) filter (where n = 1) as buyers, count(*) filter (where n = 2) as repeaters,
         quantile_cont(gap, 0.5) filter (where n = 2) as median
  from times group by product
),
rows_asked as (
  select p.code, ['ordinary', 'gift', 'sample', 'insert', 'trial'][p.kind] as kind, s.* exclude (costed),
         costed - case when sales > 0 then coalesce(round(loose::double * (costed_sales::double / sales)), 0)::bigint else 0 end as costed, coalesce(buyers, 0) as buyers,
         coalesce(repeaters, 0) as repeaters, median, coalesce(returned_pieces, 0) as returned_pieces
  from sums s join products p using (product) left join people using (product) left join loose using (product)
       left join pieces_back using (product)
  where orders <> 0 or pieces <> 0 or sales <> 0 or returned <> 0 or coalesce(cost, 0) <> 0
)
select case code when '' then '-' else code end, kind, buyers::bigint, orders::bigint, pieces::bigint, sales::bigint,
       returned::bigint, returned_pieces::bigint, case when sales > 0 then returned::double / sales end, (sales - returned)::bigint,
       repeaters::bigint, case when buyers > 0 then repeaters::double / buyers end, wilson_low(repeaters, buyers),
       wilson_high(repeaters, buyers), median::double, case when sales > 0 then costed_sales::double / sales end,
       (costed - cost)::bigint,
       case when costed > 0 then (costed - cost)::double / costed end
from rows_asked order by sales - returned desc, code limit :rows_max
