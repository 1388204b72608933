-- :everybody is true for questions about orders (net_sales), :ages for those where money needs an age (cohorts),
-- :of_deliveries for those about subscriptions (retention), :with_cancelled where cancelled orders are counted too.
with :alive,
reasons as (
  select o.customer,
         case
           when o.day > :as_of then 1
           when o.cancelled <= :as_of and not :with_cancelled then 2
           when o.customer = 0 and not :everybody then 3
           when o.customer = 0 and o.purchase and :nobody_is_won then 3
           when o.purchase and :of_deliveries and o.subscription = 0 and o.round = 0 then 8
           when o.purchase then null
           when w.customer is null and not :everybody then 4
           when o.day < w.first_day and :ages then 5
           when o.accepted = 0 and exists (select 1 from returns r where r.order_id = o.order_id and r.amount > 0) then 6
           else 7
         end as reason
  from orders o left join winners w on w.customer = o.customer
)
select case reason when 1 then 'after_as_of' when 2 then 'cancelled' when 3 then 'without_customer' when 4 then 'no_purchase'
                   when 5 then 'before_first_purchase' when 6 then 'credit' when 7 then 'gift_only'
                   when 8 then 'no_subscription' end,
       count(*)::bigint, count(distinct nullif(customer, 0))::bigint
from reasons where reason is not null group by reason order by reason
