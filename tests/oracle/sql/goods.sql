-- The lines of the orders that count: pieces and money after the line's own discount, without what was out of stock. An
-- adjustment (a negative amount) has no pieces. Comes after alive.
goods as (
  select l.customer, l.order_id, l.position, l.product, p.kind, l.amount - l.discount - missing as amount,
         case when l.amount < 0 then 0 else greatest(l.quantity - l.out_of_stock_quantity, 0) end as pieces,
         case when l.amount < 0 then 0 else l.unit_cost * greatest(l.quantity - l.out_of_stock_quantity, 0) end as cost
  from lines l join alive a using (customer, order_id) join products p using (product),
  lateral (
    select case when l.amount < 0 or l.out_of_stock_quantity <= 0 then 0
                when l.out_of_stock_quantity >= l.quantity then greatest(l.amount - l.discount, 0)
                else (2 * greatest(l.amount - l.discount, 0) * l.out_of_stock_quantity + l.quantity) // (2 * l.quantity)
           end as missing
  )
)
