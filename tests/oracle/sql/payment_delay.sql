with :alive,
:order_facts,
bills as (
  select *, coalesce(paid_on - payment_due, 99999) as late_by
  from order_facts where payment_due <= :as_of and (cancelled_on is null or cancelled_on > payment_due)
),
asked as (
  select b.*, k, late_by > k as is_late, is_cancelled and paid_on is null as is_dropped
  from bills b, (select unnest([0, 7, 14, 30]) as k) where payment_due + k <= :as_of
),
sums as (
  select group_key, k, count(*) as decided, count(*) filter (is_late) as late,
         count(*) filter (is_late and paid_on is not null) as paid_later, count(*) filter (is_late and is_dropped) as dropped,
         count(*) filter (is_late and paid_on is null and not is_dropped) as still_open,
         quantile_cont(late_by, 0.5) filter (is_late and paid_on is not null) as median,
         coalesce(sum(net) filter (is_late), 0) as late_net,
         coalesce(sum(net) filter (is_late and paid_on is null and not is_dropped), 0) as open_net
  from asked group by group_key, k
)
select :group_name, k::bigint, decided::bigint, late::bigint, rate(late, decided), wilson_low(late, decided), wilson_high(late, decided),
       paid_later::bigint, dropped::bigint, still_open::bigint, median::double, late_net::bigint, open_net::bigint
from sums order by group_key, k
