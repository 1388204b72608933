-- The state, and the definition that customers enter by now, or will; a campaign has none.
-- name: result_journey
select j.state, coalesce(v.definition, j.draft) from journeys j
  left join journey_versions v on v.journey_id = j.journey_id and v.version = j.version
where j.shop_id = :shop_id and j.journey_id = :id

-- name: result_campaign
select state, cast(null as text) from campaigns where shop_id = :shop_id and campaign_id = :id

-- What was sent, and what the person did with it; by customer.
-- name: touches_of_journey
select t.customer_id, t.sent_at, t.cost,
       case when exists (select 1 from touch_events e where e.customer_id = t.customer_id and e.touch_id = t.touch_id
                         and e.kind = 1 and e.machine = 0) then 1 else 0 end,
       case when exists (select 1 from touch_events e where e.customer_id = t.customer_id and e.touch_id = t.touch_id
                         and e.kind = 2 and e.machine = 0) then 1 else 0 end
from touches t where t.journey_id = :id and t.shop_id = :shop_id and t.sent_at is not null
order by t.customer_id

-- name: touches_of_campaign
select t.customer_id, t.sent_at, t.cost,
       case when exists (select 1 from touch_events e where e.customer_id = t.customer_id and e.touch_id = t.touch_id
                         and e.kind = 1 and e.machine = 0) then 1 else 0 end,
       case when exists (select 1 from touch_events e where e.customer_id = t.customer_id and e.touch_id = t.touch_id
                         and e.kind = 2 and e.machine = 0) then 1 else 0 end
from touches t where t.campaign_id = :id and t.shop_id = :shop_id and t.sent_at is not null
order by t.customer_id

-- Of whatever journey or campaign, from the time on in which somebody was held out of everything.
-- name: touches_of_everything
select t.customer_id, t.sent_at, t.cost,
       case when exists (select 1 from touch_events e where e.customer_id = t.customer_id and e.touch_id = t.touch_id
                         and e.kind = 1 and e.machine = 0) then 1 else 0 end,
       case when exists (select 1 from touch_events e where e.customer_id = t.customer_id and e.touch_id = t.touch_id
                         and e.kind = 2 and e.machine = 0) then 1 else 0 end
from touches t where t.shop_id = :shop_id and t.sent_at >= :since and t.sent_at <= :ended
order by t.customer_id

-- One row for each order in the window or in the time before, at least one for each way in; a customer's ways in by
-- their time.
-- name: people_of_journey
select r.customer_id, r.entered_at, r.arm, o.ordered_at, o.ordered_day, o.is_purchase,
       o.accepted - o.out_of_stock - o.discounts - o.points - o.returned, o.cost, r.run_id
from journey_runs r left join orders o on o.customer_id = r.customer_id and o.shop_id = r.shop_id
  and o.cancelled_day is null and o.ordered_at > r.entered_at - :before and o.ordered_at <= r.entered_at + :after
where r.journey_id = :id and r.shop_id = :shop_id
order by r.customer_id, r.entered_at, r.run_id

-- Everybody of a campaign comes in at the moment that it was planned for, whichever moment the message went out at.
-- name: people_of_campaign
select t.customer_id, c.send_at, t.arm, o.ordered_at, o.ordered_day, o.is_purchase,
       o.accepted - o.out_of_stock - o.discounts - o.points - o.returned, o.cost, t.touch_id
from touches t join campaigns c on c.campaign_id = t.campaign_id
  left join orders o on o.customer_id = t.customer_id and o.shop_id = t.shop_id
  and o.cancelled_day is null and o.ordered_at > c.send_at - :before and o.ordered_at <= c.send_at + :after
where t.campaign_id = :id and t.shop_id = :shop_id
order by t.customer_id, t.touch_id

-- Each customer's first way into any journey or campaign in that time: who comes in first is the same with and without
-- anything sent, whatever it brings about later. Of those whose window was over before it ended.
-- name: people_of_everything
select e.customer_id, e.entered_at, e.arm, o.ordered_at, o.ordered_day, o.is_purchase,
       o.accepted - o.out_of_stock - o.discounts - o.points - o.returned, o.cost, e.customer_id
from (select w.customer_id, w.entered_at, w.arm,
             row_number() over (partition by w.customer_id order by w.entered_at, w.arm) as place
      from (select r.customer_id, r.entered_at, r.arm from journey_runs r
            where r.shop_id = :shop_id and r.entered_at >= :since and r.entered_at + :after <= :ended
            union all
            select t.customer_id, c.send_at, t.arm from touches t join campaigns c on c.campaign_id = t.campaign_id
            where t.shop_id = :shop_id and c.send_at >= :since and c.send_at + :after <= :ended) w) e
  left join orders o on o.customer_id = e.customer_id and o.shop_id = :shop_id
  and o.cancelled_day is null and o.ordered_at > e.entered_at - :before and o.ordered_at <= e.entered_at + :after
where e.place = 1
order by e.customer_id
