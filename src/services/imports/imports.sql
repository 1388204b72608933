-- name: record_import
insert into imports (import_id, shop_id, profile, files, mapping, state, staff_id, started_at, finished_at, rows_read,
                     orders_new, orders_changed, orders_same, credits, lines, customers_new, sales, rows_quarantined, totals_differ,
                     message_key, message_arguments)
values (:import_id, :shop_id, :profile, :files, :mapping, :state, :staff_id, :started_at, :finished_at, :rows_read,
        :orders_new, :orders_changed, :orders_same, :credits, :lines, :customers_new, :sales, :rows_quarantined, :totals_differ,
        :message_key, :message_arguments)
on conflict (import_id) do update
set profile = excluded.profile, files = excluded.files, state = excluded.state, finished_at = excluded.finished_at,
    rows_read = excluded.rows_read, orders_new = excluded.orders_new, orders_changed = excluded.orders_changed,
    orders_same = excluded.orders_same, credits = excluded.credits, lines = excluded.lines,
    customers_new = excluded.customers_new, sales = excluded.sales, rows_quarantined = excluded.rows_quarantined,
    totals_differ = excluded.totals_differ

-- name: add_quarantined_row
insert into quarantined_rows (import_id, position, file_position, row_number, column_name, reason, arguments, raw)
values (:import_id, :position, :file_position, :row_number, :column_name, :reason, :arguments, :raw)

-- name: list_imports
select import_id, profile, files, state, started_at, finished_at, rows_read, orders_new, orders_changed, orders_same,
       credits, lines, customers_new, sales, rows_quarantined, totals_differ, message_key, message_arguments
from imports where shop_id = :shop_id order by import_id desc limit :limit offset :offset

-- name: count_imports
select count(*) from imports where shop_id = :shop_id

-- name: get_import
select import_id, profile, files, state, started_at, finished_at, rows_read, orders_new, orders_changed, orders_same,
       credits, lines, customers_new, sales, rows_quarantined, totals_differ, message_key, message_arguments
from imports where shop_id = :shop_id and import_id = :import_id

-- name: list_quarantined_rows
select file_position, row_number, column_name, reason, arguments, raw
from quarantined_rows where import_id = :import_id order by position limit :limit offset :offset

-- name: count_quarantined_rows
select count(*) from quarantined_rows where import_id = :import_id

-- name: list_file_quarantine
select file_position, row_number, column_name, reason, arguments, raw
from quarantined_rows where import_id = :import_id and file_position = :file_position order by row_number, position

-- name: list_mappings
select name, mapping from import_mappings where shop_id = :shop_id order by name

-- name: save_mapping
insert into import_mappings (shop_id, name, mapping, updated_at) values (:shop_id, :name, :mapping, :updated_at)
on conflict (shop_id, name) do update set mapping = excluded.mapping, updated_at = excluded.updated_at

-- name: remove_mapping
delete from import_mappings where shop_id = :shop_id and name = :name
