-- What became of each order; comes after order_facts. The list has the names of the reasons of cancellations by their number.
outcomes as (
  select f.*, told.*, coalesce(b.returned, 0) as returned,
         case when shipped_on is not null or delivered_on is not null then 'shipped'
              when is_cancelled and cancel_reason in (0, 9) and out_of_stock > 0 and out_of_stock >= accepted then 'out_of_stock'
              when is_cancelled and cancel_reason = 0 then 'not_told'
              when is_cancelled then (['credit_denied', 'unpaid', 'customer_request', 'duplicate_or_fraud', 'out_of_stock', 'address',
                                       'shop_reason', 'other', 'not_told'])[cancel_reason]
              when out_of_stock > 0 and out_of_stock >= accepted then 'out_of_stock'
              when not tells_shipped and not tells_delivered then 'shipped'
              when :as_of - day < :mature_days then 'pending' else 'overdue' end as outcome
  from order_facts f cross join told left join (select order_id, sum(amount) as returned from back group by order_id) b using (order_id)
)
