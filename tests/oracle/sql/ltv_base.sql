-- What ltv and ltv_levers share. :starts and :source_starts follow from `new`, :name_of_group from `by`.
starts as (:starts),
source_starts as (:source_starts),
worth as (
  select l.order_id, l.product, l.position,
         amount - discount - case when out_of_stock_quantity >= quantity then amount - discount
                                  else round((amount - discount) * out_of_stock_quantity / quantity) end as amount
  from lines l join products p using (product) where p.kind in (1, 5)
),
mains as (select order_id, arg_min(product, (-amount, position)) as product from worth where amount >= 0 group by order_id),
customers as (
  select s.customer, s.day as won, s.source, :raw_of_start as raw,
         least(datediff('month', s.day, :as_of + 1) - (day(:as_of + 1) < day(s.day))::int, :horizon) as complete
  from starts s left join mains m on m.order_id = s.order_id
),
sizes as (
  select raw, row_number() over (order by :group_order) as place from (select raw, count(*) as n from customers group by raw)
),
members as (
  select c.*, case when place <= :groups_max or :all_shown then :name_of_group else '*' end as name,
         case when place <= :groups_max or :all_shown then place else 1000000 end as place
  from customers c join sizes using (raw)
),
facts as (
  select o.customer, o.day, o.accepted, o.amount as net,
         o.amount - o.cost - sign(o.uncosted) * round(abs(o.uncosted) * (100 - :margin_percent) / 100) as gross,
         - sign(o.amount) * round(abs(o.amount) * :payment_fee_permille / 1000)
           - case when o.shipped <= :as_of then :shipping_cost else 0 end as costs,
         0 as purchases, o.day as order_day
  from alive o where customer <> 0
  union all
  select customer, day, 0, 0, 0, 0, 1, day from purchases
  union all
  select customer, day, 0, -amount, -amount, 0, 0, order_day from back where customer <> 0
  union all
  select customer, day, 0, 0, 0, -cost, 0, day from touches where day <= :as_of
),
events as (
  select m.name, m.complete, f.customer, f.accepted, f.net, f.gross, f.gross + f.costs as contribution, f.purchases,
         datediff('month', m.won, f.day) - (day(f.day) < day(m.won))::int as age
  from facts f join members m using (customer) where f.order_day >= m.won and f.day >= m.won
),
ages as (select unnest(generate_series(0, :horizon - 1)) as age),
names as (select name, min(place) as place, count(*) as customers from members group by name),
matured as (
  select name, age, count(*) filter (where complete > age) as matured from members cross join ages group by name, age
),
sums as (
  select name, age, sum(purchases) as purchases, sum(accepted) as accepted, sum(net) as net, sum(gross) as gross,
         sum(contribution) as contribution
  from events where age < complete group by name, age
),
cells as (
  select name, place, customers, age, matured, coalesce(purchases, 0) as purchases, coalesce(accepted, 0) as accepted,
         coalesce(net, 0) as net, coalesce(gross, 0) as gross, coalesce(contribution, 0) as contribution
  from names join matured using (name) left join sums using (name, age)
),
everybody as (
  select age, sum(matured) as matured, sum(accepted) as accepted, sum(net) as net, sum(gross) as gross,
         sum(contribution) as contribution
  from cells group by age having sum(matured) > 0
),
everybody_so_far as (
  select age, sum(accepted / matured) over w as accepted, sum(net / matured) over w as net, sum(gross / matured) over w as gross,
         sum(contribution / matured) over w as contribution
  from everybody window w as (order by age)
),
so_far as (
  select name, age, sum(accepted / matured) over w as accepted, sum(net / matured) over w as net,
         sum(gross / matured) over w as gross, sum(contribution / matured) over w as contribution
  from cells where matured > 0 window w as (partition by name order by age)
),
last_seen as (
  select s.name, s.age, s.accepted, s.net, s.gross, s.contribution, e.accepted as e_accepted, e.net as e_net, e.gross as e_gross,
         e.contribution as e_contribution, case when s.net > 0 and e.net > 0 then s.net / e.net else 1 end as scale
  from so_far s join everybody_so_far e using (age)
  qualify row_number() over (partition by s.name order by s.age desc) = 1
),
curve as (
  select c.name, c.place, c.age, c.customers, c.matured, c.purchases, c.accepted, c.net, c.gross, c.contribution,
         case when c.matured = c.customers then 'observed' when c.matured > 0 then 'partial' else 'forecast' end as part,
         case when c.matured > 0 then s.accepted else coalesce(l.accepted, 0) + coalesce(l.scale, 1) * (e.accepted - coalesce(l.e_accepted, 0)) end as c_accepted,
         case when c.matured > 0 then s.net else coalesce(l.net, 0) + coalesce(l.scale, 1) * (e.net - coalesce(l.e_net, 0)) end as c_net,
         case when c.matured > 0 then s.gross else coalesce(l.gross, 0) + coalesce(l.scale, 1) * (e.gross - coalesce(l.e_gross, 0)) end as c_gross,
         case when c.matured > 0 then s.contribution else coalesce(l.contribution, 0) + coalesce(l.scale, 1) * (e.contribution - coalesce(l.e_contribution, 0)) end as c_contribution
  from cells c join everybody_so_far e using (age) left join so_far s using (name, age) left join last_seen l on l.name = c.name
),
costs as (
  select c.source, c.month, c.cost, count(s.customer) as won
  from source_costs c left join source_starts s on s.source = c.source and date_trunc('month', s.day) = c.month
  where c.month <= :as_of and :bears_costs group by all
),
shares as (
  select m.name, count(*) as costed, sum(c.cost / c.won) as cost
  from members m join costs c on c.source = m.source and date_trunc('month', m.won) = c.month group by m.name
),
idle as (
  select m.name, sum(cost) as cost from costs join (select distinct raw, name from members) m on m.raw = :idle_raw
  where won = 0 and :idle_counts and last_day(month) >= :from and month <= :to group by m.name
),
cpos as (
  select s.name, s.costed, (s.cost + coalesce(i.cost, 0)) / s.costed as cpo from shares s left join idle i using (name)
)
