-- Who is read by which rhythm, and what contracts as silent did. r, alpha, a, b and the value of a purchase are of fits made
-- beside (churn_oracle_test.cpp), null where there is none; the table outlook has what the textbook expects of who is alive.
steps as materialized (
  select d.customer, d.subscription, d.round, d.day, lead(d.day) over w - d.day as gap,
         row_number() over w as n, lag(d.day) over w as day_before,
         case when s.state is null or s.started > :as_of then 1
              when :of_then and (s.state in (2, 3) or (s.state = 4 and s.ended is null)) then 1
              when s.state = 4 and s.ended > :as_of then 1
              else s.state end as state, s.ended, coalesce(s.state = 4 and s.ended is null and s.started <= :as_of, false) as undated
  from deliveries d join selected using (customer)
  left join subscriptions s on s.customer = d.customer and s.number = d.subscription
  window w as (partition by d.customer, d.subscription order by d.round)
),
contracts as (
  select customer, subscription, count(*) as purchases, min(day) as first_day, arg_max(day, round) as last_day, max(round) as round,
         any_value(state) as state, any_value(undated) as undated, sum(gap * gap) as squares
  from steps group by all
),
-- Bühlmann and Straub over gaps.
gaps as (
  select sum(n) as obs, count(*) as groups, sum(n * n) as sizes, sum(total) as total, sum(squares) as squares, sum(total * total / n) as own
  from (select (purchases - 1)::double as n, (last_day - first_day)::double as total, squares::double as squares from contracts where purchases > 1)
),
variances as (
  select *, case when obs > groups then greatest(squares - own, 0) / (obs - groups) end as inside from gaps
),
cycle as (
  select total / obs as mean, inside, (own - total * total / obs - (groups - 1) * inside) / nullif(obs - sizes / obs, 0) as between_them
  from variances
),
known_cycle as (select mean, case when between_them > 0 then inside / between_them end as k from cycle),
-- How waiting ended, by round; round 0 is all of them.
ends as (
  select least(round, 12) as round, case when gap is not null then gap when state = 4 then greatest(coalesce(ended - day, 0), 0) else :as_of - day end as days,
         gap is not null as continued, gap is null and state = 4 as cancelled
  from steps
),
all_ends as materialized (select * from ends union all select 0, days, continued, cancelled from ends),
grid as (select round, unnest(generate_series(0, max(days))) as days from all_ends group by round),
hazards as materialized (
  select g.round, g.days, coalesce(e.leaving, 0) as leaving, sum(coalesce(e.leaving, 0)) over later as people,
         coalesce(e.continued, 0) as continued, coalesce(e.cancelled, 0) as cancelled
  from grid g
  left join (select round, days, count(*) as leaving, count(*) filter (where continued) as continued, count(*) filter (where cancelled) as cancelled
             from all_ends group by all) e using (round, days)
  window later as (partition by g.round order by g.days desc)
),
still as materialized (
  select *, product(1 - (continued + cancelled)::double / people) over silence as quiet_share
  from hazards window silence as (partition by round order by days)
),
coming as materialized (
  select *, sum(coalesce(share_before, 1) * continued / people) over up as come_by, last_value(days) over (partition by round order by days rows between unbounded preceding and unbounded following) as longest
  from (select *, lag(quiet_share) over (partition by round order by days) as share_before from still)
  window up as (partition by round order by days)
),
-- Of which silences it is known what came in so many days more: of ten at least, who ended later or were watched for so long.
further as (select 'alive' as what, greatest(round(mean), 1)::int as days from known_cycle where mean is not null union all select 'buys', greatest(:holdout_days, 1)),
outcomes_by_day as (
  select round, days, count(*) filter (where continued or cancelled) as ended, count(*) filter (where not (continued or cancelled)) as waiting
  from all_ends group by all
),
watched as (
  select f.what, g.round, g.days, sum(case when o.days > g.days then ended else 0 end + case when o.days >= g.days + f.days then waiting else 0 end) as people
  from grid g cross join further f join outcomes_by_day o on o.round = g.round group by all
),
known_rounds as (
  select what, k.round, last_known, chance_of_new, longest
  from (select what, round, max(days) as last_known from watched where people >= 10 group by all) k
  join (select round, max(come_by) as chance_of_new, any_value(longest) as longest from coming group by round) n on n.round = k.round
),
round_used as (
  select r.round, coalesce(k.round, (select round from known_rounds where round = 0 and what = 'alive')) as used
  from (select unnest(generate_series(1, 12)) as round) r left join known_rounds k on k.round = r.round and k.what = 'alive'
),
ranked as (
  select c.*, case when state = 4 or undated then 0 when state in (2, 3) then 1 else 2 end as rank,
         row_number() over (partition by customer order by case when state = 4 or undated then 0 when state in (2, 3) then 1 else 2 end desc,
                            last_day desc, first_day desc, subscription desc) as place
  from contracts c
),
is_delivery as (
  select o.*, purchase and (subscription <> 0 or round <> 0) as of_contract from alive o where customer in (select customer from selected)
),
outside as (
  select customer, count(:distinct_day) as purchases, min(day) as first_day, max(day) as last_day
  from is_delivery where purchase and not of_contract group by customer
),
money as (
  select customer, subscription, of_contract, sum(amount) as net from (
    select customer, case when of_contract then subscription else -1 end as subscription, of_contract, amount from is_delivery
    union all
    select d.customer, case when of_contract then subscription else -1 end, of_contract, -b.amount from back b join is_delivery d on d.order_id = b.order_id and d.customer = b.customer
  ) group by all
),
standings as materialized (
  select customer, 'contract' as kind, purchases, first_day, last_day, round, state in (2, 3, 4) as told, coalesce(net, 0) as net
  from ranked left join money using (customer, subscription)
  where place = 1 and (of_contract or of_contract is null)
    and (rank > 0 or not exists (select 1 from outside o where o.customer = ranked.customer and o.last_day > ranked.last_day))
  union all
  select o.customer, 'no_contract', o.purchases, o.first_day, o.last_day, null, false, coalesce(net, 0)
  from outside o left join money m on m.customer = o.customer and not m.of_contract
  where not exists (select 1 from ranked r where r.customer = o.customer and place = 1 and (rank > 0 or r.last_day >= o.last_day))
),
rhythms as (
  select s.*, :as_of - last_day as silent, last_day - first_day as lasted, :as_of - first_day as watched,
         case when told then null
              when kind = 'contract' then case when k is not null and purchases > 1 then (k * mean + (last_day - first_day)) / (k + purchases - 1) else mean end
              else (:alpha + (last_day - first_day)) / (:r + purchases - 1) end as raw_interval
  from standings s left join known_cycle on true
),
intervals as (select *, case when raw_interval > 0 then raw_interval end as interval_days from rhythms),
-- The own round where it is known there what came of who was silent for as long; else all rounds, where it is, or for an interval at least.
of_rounds as materialized (
  select i.*, w.what, k.round as used, least(silent, k.last_known) as asked, k.longest
  from intervals i cross join (select unnest(['alive', 'buys']) as what) w
  left join known_rounds k on k.what = w.what and i.kind = 'contract' and not told and interval_days is not null and k.round in (0, least(i.round, 12))
                           and (silent <= k.last_known or (k.round = 0 and k.last_known >= interval_days))
  qualify row_number() over (partition by customer, w.what order by k.round desc nulls last) = 1
),
-- Without a contract no chance where (nearly) nobody is seen to leave.
modelled as (
  select customer, 1 / (1 + :a / (:b + purchases - 1) * pow((:alpha + watched) / (:alpha + lasted), :r + purchases - 1)) as alive
  from intervals where kind = 'no_contract' and interval_days is not null and :a / (:a + :b) >= 0.01
),
signals as materialized (
  select o.*, silent / interval_days as times,
         case when kind = 'contract' then (last_c.come_by - c.come_by) / c.quiet_share else m.alive end as alive,
         case when kind = 'contract' then bought.share
              else m.alive * (1 - pow((:alpha + watched) / (:alpha + watched + :holdout_days), :r + purchases - 1)) end as buys
  from of_rounds o
  left join modelled m using (customer)
  left join coming c on c.round = o.used and c.days = o.asked
  left join coming last_c on last_c.round = o.used and last_c.days = o.longest
  left join (
    select b.customer, (until.come_by - c.come_by) / c.quiet_share as share
    from of_rounds b
    join coming c on c.round = b.used and c.days = b.asked
    join coming until on until.round = b.used and until.days = least(b.asked + :holdout_days, b.longest)
    where what = 'buys'
  ) bought on bought.customer = o.customer
  where what = 'alive'
),
levels as materialized (
  select *, case when told then 'told' when interval_days is null then 'unknown'
                 when round(silent * 100 / interval_days, 10) < :watch_percent then case when round(alive * 100, 10) < :risk_percent then 'unlikely' else 'fine' end
                 when alive is null then 'watch'
                 when round(alive * 100, 10) < :gone_percent then 'gone'
                 when round(alive * 100, 10) < :risk_percent then 'at_risk' else 'watch' end as level
  from signals
)
