-- name: timeline_entered
select r.run_id, r.entered_at, j.name, r.journey_id, r.end_reason
from journey_runs r join journeys j on j.journey_id = r.journey_id
where r.customer_id = :customer_id and (r.entered_at, r.run_id) < (:at, :id)
order by r.entered_at desc, r.run_id desc limit :limit

-- name: timeline_ended
select r.run_id, r.ended_at, j.name, r.journey_id, r.end_reason
from journey_runs r join journeys j on j.journey_id = r.journey_id
where r.customer_id = :customer_id and r.state = 2 and (r.ended_at, r.run_id) < (:at, :id)
order by r.ended_at desc, r.run_id desc limit :limit
