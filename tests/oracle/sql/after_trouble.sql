with :alive,
:steps,
tells_returns as (
  select count(*) > 0 as any_back, coalesce(bool_or(a.purchase or a.accepted <> 0), false) as named
  from back b join alive a on a.order_id = b.order_id and a.customer = b.customer
),
asked as (select * from steps where stage = :from_stage and :as_of - day >= :window_days),
goods as (
  select o.*, least(coalesce(o.shipped, o.delivered), coalesce(o.delivered, o.shipped)) as out_on,
         o.payment_due <= a.day + :window_days as bill,
         case when o.cancelled is null or o.paid <= o.cancelled then o.paid end as money_on
  from asked a join bought b using (customer, day, purchase_key) join orders o on o.order_id = b.order_id
),
known as (
  select customer, bool_or(out_on is null or out_on > day + :late_ship_days or out_on > :as_of) as shipped_late,
         coalesce(bool_or(bill), false) as has_bill,
         coalesce(bool_or(bill and (money_on is null or money_on > payment_due)), false) as paid_late,
         bool_or(exists (select 1 from back where back.order_id = goods.order_id and back.day <= goods.day + :window_days)) as returned
  from goods group by customer
),
people as (
  select coalesce(a.next_day - a.day <= :window_days, false) as again, k.*, w.* from asked a join known k using (customer) cross join whole w
),
asked_of as (
  select 1 as place, 'shipped_late' as trouble, shipped_late as happened, again from people where tells_shipped or tells_delivered
  union all
  select 2, 'paid_late', paid_late, again from people where has_bill and tells_paid
  union all
  select 3, 'returned', returned, again from people cross join tells_returns where named
),
sums as (
  select place, trouble, count(*) filter (happened) as a, count(*) filter (happened and again) as a_again,
         count(*) filter (not happened) as b, count(*) filter (not happened and again) as b_again
  from asked_of group by place, trouble
)
select trouble, a::bigint, a_again::bigint, rate(a_again, a), wilson_low(a_again, a), wilson_high(a_again, a),
       b::bigint, b_again::bigint, rate(b_again, b), wilson_low(b_again, b), wilson_high(b_again, b),
       rate(a_again, a) - rate(b_again, b), newcombe_low(a_again, a, b_again, b), newcombe_high(a_again, a, b_again, b)
from sums order by place
