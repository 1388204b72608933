-- The purchases of the customers asked about, each with the orders it is made of; as many as the shop's rule of merging
-- makes of a day. Comes after alive and goods.
buying as (
  select customer, day, order_id, :occasion as occasion from alive where purchase and customer <> 0 :of_selected
),
occasions as (
  select customer, occasion, min(day) as day, row_number() over (partition by customer order by min(day), occasion) as n
  from buying group by customer, occasion
),
ordinary as (
  select b.customer, b.occasion, b.day, g.order_id, g.position, g.product, g.amount, g.pieces
  from buying b join goods g using (customer, order_id) where g.kind in (1, 5)
)
