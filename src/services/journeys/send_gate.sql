-- name: run_of_touch
select r.run_id, r.customer_id, r.journey_id, r.version, r.entry_key, r.arm, r.state, r.node, r.wake_at, r.entered_at,
       r.ended_at, r.end_reason, r.memory, j.state, s.time_zone
from journey_runs r join journeys j on j.journey_id = r.journey_id join shops s on s.shop_id = r.shop_id
where r.customer_id = :customer_id and r.run_id = :run_id and r.shop_id = :shop_id

-- name: campaign_of_touch
select case when state = 5 then 1 else 0 end, condition, send_at from campaigns
where campaign_id = :campaign_id and shop_id = :shop_id

-- name: published_versions
select v.journey_id, v.version from journey_versions v join journeys j on j.journey_id = v.journey_id
where j.shop_id = :shop_id
