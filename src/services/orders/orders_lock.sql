-- Milliseconds, of this transaction; 0 waits for ever.
-- name: be_patient [sqlite]
select :milliseconds
-- name: be_patient [postgres]
select set_config('lock_timeout', cast(cast(:milliseconds as bigint) as text), true)

-- name: hold_orders [sqlite]
select :shop_id
-- name: hold_orders [postgres]
select 1 from pg_advisory_xact_lock(hashtextextended('orders of a shop', :shop_id))
