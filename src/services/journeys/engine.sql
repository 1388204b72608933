-- name: definition_of_version
select definition from journey_versions where journey_id = :journey_id and version = :version

-- name: hold_customer [sqlite]
select case when :customer_id > 0 then 1 else 1 end
-- name: hold_customer [postgres]
select case when pg_try_advisory_xact_lock(:customer_id) then 1 else 0 end

-- name: listening_journeys
select journey_id, state, version, started_at, members_at from journeys
where shop_id = :shop_id and state in (2, 3) order by journey_id

-- name: all_listening_journeys
select j.journey_id, j.shop_id, j.state, j.version, j.started_at, j.members_at, s.time_zone
from journeys j join shops s on s.shop_id = j.shop_id
where j.state in (2, 3) order by j.journey_id

-- name: time_zone_of_shop
select time_zone from shops where shop_id = :shop_id

-- name: events_in_line
select event_id, shop_id, customer_id from journey_events where event_id > :after order by event_id limit :most

-- name: events_of_customer
select event_id, kind, key, at, facts from journey_events
where customer_id = :customer_id and shop_id = :shop_id order by event_id limit :most

-- name: remove_event
delete from journey_events where customer_id = :customer_id and event_id = :event_id

-- name: runs_of_customer
select run_id, customer_id, journey_id, version, entry_key, arm, state, node, wake_at, entered_at, ended_at, end_reason,
       memory
from journey_runs where customer_id = :customer_id and shop_id = :shop_id order by run_id

-- name: runs_with_open_touches
select distinct run_id from touches
where customer_id = :customer_id and shop_id = :shop_id and state in (1, 2) and run_id is not null

-- name: add_run
insert into journey_runs (customer_id, run_id, shop_id, journey_id, version, entry_key, arm, state, node, wake_at,
  entered_at, ended_at, end_reason, memory)
values (:customer_id, :run_id, :shop_id, :journey_id, :version, :entry_key, :arm, :state, :node, :wake_at,
  :entered_at, :ended_at, :end_reason, :memory)

-- name: write_run
update journey_runs set state = :state, node = :node, wake_at = :wake_at, ended_at = :ended_at,
  end_reason = :end_reason, memory = :memory
where customer_id = :customer_id and run_id = :run_id

-- name: due_runs
select wake_at, run_id, customer_id from journey_runs
where journey_id = :journey_id and state = 1 and wake_at <= :now and (wake_at, run_id) > (:after_at, :after_run)
order by wake_at, run_id limit :most

-- name: ended_journeys_under_way
select j.journey_id, j.shop_id from journeys j
where j.state = 4 and exists (select 1 from journey_runs r where r.journey_id = j.journey_id and r.state = 1)

-- name: runs_under_way
select wake_at, run_id, customer_id from journey_runs
where journey_id = :journey_id and state = 1 and (wake_at, run_id) > (:after_at, :after_run)
order by wake_at, run_id limit :most

-- name: entries_to_ask
select ask_at, customer_id, shop_id, journey_id, entry_key from journey_entries_later
where ask_at <= :now and (ask_at, customer_id, journey_id, entry_key) > (:after_at, :after_customer, :after_journey, :after_key)
order by ask_at, customer_id, journey_id, entry_key limit :most

-- name: find_entry_later
select at, facts from journey_entries_later
where customer_id = :customer_id and journey_id = :journey_id and entry_key = :entry_key and ask_at <= :now

-- name: ask_entry_later
insert into journey_entries_later (customer_id, journey_id, entry_key, shop_id, at, ask_at, facts)
values (:customer_id, :journey_id, :entry_key, :shop_id, :at, :ask_at, :facts)
on conflict (customer_id, journey_id, entry_key) do update set ask_at = excluded.ask_at

-- name: remove_entry_later
delete from journey_entries_later
where customer_id = :customer_id and journey_id = :journey_id and entry_key = :entry_key

-- name: begin_stay
insert into journey_stays (customer_id, journey_id, began_at, shop_id)
values (:customer_id, :journey_id, :began_at, :shop_id) on conflict (customer_id, journey_id) do nothing

-- name: find_stay
select began_at from journey_stays where customer_id = :customer_id and journey_id = :journey_id

-- name: end_stay
delete from journey_stays where customer_id = :customer_id and journey_id = :journey_id

-- name: stays_of_journey
select customer_id from journey_stays where journey_id = :journey_id order by customer_id

-- name: members_taken
update journeys set members_at = :now where journey_id = :journey_id and members_at is null
