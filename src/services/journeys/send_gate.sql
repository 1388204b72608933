-- name: run_of_touch
select r.run_id, r.customer_id, r.journey_id, r.version, r.entry_key, r.arm, r.state, r.node, r.wake_at, r.entered_at,
       r.ended_at, r.end_reason, r.memory, j.state, s.time_zone
from journey_runs r join journeys j on j.journey_id = r.journey_id join shops s on s.shop_id = r.shop_id
where r.customer_id = :customer_id and r.run_id = :run_id and r.shop_id = :shop_id

-- name: cancelled_campaign
select 1 from campaigns where campaign_id = :campaign_id and shop_id = :shop_id and state = 5
