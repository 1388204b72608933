-- name: add_key
insert into shop_keys (key_id, shop_id, name, token_hash, staff_id, created_at)
values (:key_id, :shop_id, :name, :token_hash, :staff_id, :created_at)

-- name: list_keys
select key_id, name, created_at, used_day from shop_keys where shop_id = :shop_id order by key_id

-- name: remove_key
delete from shop_keys where shop_id = :shop_id and key_id = :key_id returning key_id

-- name: find_key
select shop_id, used_day from shop_keys where token_hash = :token_hash

-- name: mark_used
update shop_keys set used_day = :day where token_hash = :token_hash and (used_day is null or used_day < :day)
