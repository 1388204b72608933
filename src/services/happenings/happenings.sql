-- name: is_anybody_listening
select 1 from journeys where shop_id = :shop_id and state in (2, 3) limit 1

-- name: put_in_line
insert into journey_events (customer_id, event_id, shop_id, kind, key, at, facts)
values (:customer_id, :event_id, :shop_id, :kind, :key, :at, :facts)
