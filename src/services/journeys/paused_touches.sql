-- Journeys' states: 3 paused. Touches': 1 planned, 2 held. The condition of the index touches_open_of_journey is
-- repeated, so that it is used.

-- name: anything_to_move
select 1 from journeys j where exists (
  select 1 from touches t where t.journey_id = j.journey_id and t.journey_id is not null and t.state in (1, 2)
    and t.state = case when j.state = 3 then 1 else 2 end) limit 1

-- name: touches_to_move
select j.state, t.shop_id, t.customer_id, t.message_key
from journeys j join touches t on t.journey_id = j.journey_id
where t.journey_id is not null and t.state in (1, 2) and t.state = case when j.state = 3 then 1 else 2 end
limit :most
