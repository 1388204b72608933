with :alive,
:goods,
bounds as (select (:from)::date as began, least((:to)::date, :as_of) as over),
counts as (
  select product, day, on_hand, coalesce(lead(day) over (partition by product order by day) - 1, over) as until
  from stock, bounds where day <= over
),
days as (
  select product, unnest(generate_series(greatest(day, began), until, interval 1 day))::date as day, on_hand <= 0 as gone
  from counts, bounds where greatest(day, began) <= until
),
watched as (select product, count(*) as days, count(*) filter (gone) as gone from days group by product),
sold as (
  select g.product, sum(g.pieces) as pieces, sum(g.amount) as sales
  from alive a join goods g using (order_id) join days d on d.product = g.product and d.day = a.day
  where not d.gone and a.chosen group by g.product
),
newest as (select product, max(day) as counted, arg_max(on_hand, day) as on_hand from counts group by product),
rows as (
  select p.code, w.product, n.counted, n.on_hand, w.days, w.gone, w.days - w.gone as there,
         coalesce(s.pieces, 0) as pieces, coalesce(s.sales, 0) as sales
  from watched w join newest n using (product) join products p using (product) left join sold s using (product)
),
priced as (
  select *, case when there > 0 then (sign(sales * gone) * ((2 * abs(sales * gone)::bigint + there) // (2 * there)))::bigint end as lost from rows
)
select case code when '' then '-' else code end, counted::varchar, on_hand::bigint, days::bigint, gone::bigint, pieces::bigint, sales::bigint,
       case when there > 0 then pieces::double / there end,
       case when there > 0 and pieces > 0 and on_hand >= 0 then on_hand::double * there / pieces end, lost
from priced order by lost desc nulls last, product
