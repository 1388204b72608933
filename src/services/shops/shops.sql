-- name: list_shops
select shop_id, name, currency, time_zone, merge_same_day, data_version, people_version from shops order by shop_id

-- name: get_shop
select shop_id, name, currency, time_zone, merge_same_day, data_version, people_version from shops where shop_id = :shop_id

-- name: find_shop
select shop_id, name, currency, time_zone, merge_same_day, data_version, people_version from shops where name = :name

-- name: create_shop
insert into shops (shop_id, name, currency, time_zone, created_at)
values (:shop_id, :name, :currency, :time_zone, :created_at)

-- name: change_shop
update shops
set name = coalesce(cast(:name as text), name),
    merge_same_day = coalesce(cast(:merge_same_day as integer), merge_same_day),
    data_version = data_version + 1
where shop_id = :shop_id

-- name: remove_quarantine_of_empty_shop
delete from quarantined_rows where import_id in (select import_id from imports where shop_id = :shop_id)
  and not exists (select 1 from orders where shop_id = :shop_id)

-- name: remove_imports_of_empty_shop
delete from imports where shop_id = :shop_id and not exists (select 1 from orders where shop_id = :shop_id)

-- name: remove_mappings_of_empty_shop
delete from import_mappings where shop_id = :shop_id and not exists (select 1 from orders where shop_id = :shop_id)

-- name: remove_empty_shop
delete from shops where shop_id = :shop_id and not exists (select 1 from orders where shop_id = :shop_id)
  and not exists (select 1 from customers where shop_id = :shop_id)
  and not exists (select 1 from products where shop_id = :shop_id)

-- name: touch_shop_data
update shops set data_version = data_version + 1 where shop_id = :shop_id

-- name: note_data_change [sqlite]
insert into data_changes (shop_id, data_version, customer_id, mark)
select shop_id, data_version, :customer_id, abs(random() / 2) from shops where shop_id = :shop_id
-- name: note_data_change [postgres]
insert into data_changes (shop_id, data_version, customer_id, mark)
select shop_id, data_version, :customer_id, cast(random() * 4e18 as bigint) from shops where shop_id = :shop_id

-- name: forget_data_changes
delete from data_changes
where shop_id = :shop_id
  and data_version <= (select data_version from shops where shop_id = :shop_id) - :versions

-- name: touch_shop_people
update shops set people_version = people_version + 1 where shop_id = :shop_id

-- name: summarise_orders
select count(*), min(ordered_day), max(ordered_day), max(coalesce(cancelled_day, ordered_day)) from orders where shop_id = :shop_id

-- name: last_return_day
select max(day) from order_events where shop_id = :shop_id and kind = 8

-- name: count_customers
select count(*) from customers where shop_id = :shop_id

-- name: list_payment_methods
select name from payment_methods where shop_id = :shop_id order by name

-- name: list_products
select code, name from products where shop_id = :shop_id order by code limit :at_most

-- name: list_sources
select name from sources where shop_id = :shop_id order by name
