-- name: events_of_touch
select kind, at, machine, detail from touch_events where customer_id = :customer_id and touch_id = :touch_id
order by event_id

-- name: add_touch_event
insert into touch_events (customer_id, touch_id, event_id, shop_id, kind, at, machine, detail)
values (:customer_id, :touch_id, :event_id, :shop_id, :kind, :at, :machine, :detail)
