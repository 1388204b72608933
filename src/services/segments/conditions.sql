-- name: shop_of_condition
select name, currency, time_zone, merge_same_day, data_version, people_version from shops where shop_id = :shop_id

-- name: segment_named
select kind, condition from segments where shop_id = :shop_id and name = :name
