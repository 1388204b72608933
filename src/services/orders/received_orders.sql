-- name: import_of_day
select import_id from imports
where shop_id = :shop_id and profile = :profile and started_at >= :day_begin
order by import_id desc limit 1

-- name: add_import
insert into imports (import_id, shop_id, profile, files, mapping, state, started_at, finished_at)
values (:import_id, :shop_id, :profile, '[]', '{}', :state, :now, :now)

-- name: count_into_import
update imports set rows_read = rows_read + :rows_read, orders_new = orders_new + :orders_new,
  orders_changed = orders_changed + :orders_changed, orders_same = orders_same + :orders_same, lines = lines + :lines,
  credits = credits + :credits, customers_new = customers_new + :customers_new, sales = sales + :sales,
  finished_at = :now
where import_id = :import_id
