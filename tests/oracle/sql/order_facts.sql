-- Single orders with ordinary goods, cancelled or not, and what is known of each on the as-of day.
order_facts as (
  select f.* exclude (moment), accepted - discounts - points as asked, accepted - out_of_stock - discounts - points as net,
         coalesce(cancelled <= :as_of, false) as is_cancelled,
         case when shipped <= :as_of then shipped end as shipped_on,
         case when delivered <= :as_of then delivered end as delivered_on,
         case when paid <= :as_of and (cancelled is null or paid <= cancelled) then paid end as paid_on,
         case when cancelled <= :as_of then cancelled end as cancelled_on,
         :group_key as group_key
  from (select o.*, :order_chosen as wanted, :moment as moment from orders o) f :stage_join
  where purchase and day <= :as_of and day between :from and :to and wanted
),
told as (
  select coalesce(bool_or(shipped <= :as_of), false) as tells_shipped, coalesce(bool_or(delivered <= :as_of), false) as tells_delivered,
         coalesce(bool_or(paid <= :as_of), false) as tells_paid
  from orders where day <= :as_of
)
