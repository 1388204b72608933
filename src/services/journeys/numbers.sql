-- name: runs_of_journey
select version, state, node, end_reason, memory from journey_runs where journey_id = :journey_id and shop_id = :shop_id

-- name: versions_of_journey
select version from journey_versions where journey_id = :journey_id

-- name: entered_since
select count(*) from journey_runs where journey_id = :journey_id and shop_id = :shop_id and entered_at >= :since

-- name: touches_of_journey
select node, state, count(*) from touches where journey_id = :journey_id and shop_id = :shop_id group by node, state

-- name: reactions_of_journey
select t.node, e.kind, count(distinct e.touch_id)
from touches t join touch_events e on e.customer_id = t.customer_id and e.touch_id = t.touch_id
where t.journey_id = :journey_id and t.shop_id = :shop_id and e.machine = 0 and e.kind in (1, 2)
group by t.node, e.kind

-- name: runs_at_node
select run_id, customer_id, version, arm, entered_at, wake_at, memory from journey_runs
where journey_id = :journey_id and shop_id = :shop_id and node = :node and state = 1
order by run_id limit :limit offset :offset

-- name: count_runs_at_node
select count(*) from journey_runs
where journey_id = :journey_id and shop_id = :shop_id and node = :node and state = 1
