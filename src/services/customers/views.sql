-- name: was_seen
select 1 from customer_views where customer_id = :customer_id and staff_id = :staff_id and day = :day

-- name: remember_view
insert into customer_views (customer_id, staff_id, day, shop_id) values (:customer_id, :staff_id, :day, :shop_id)
on conflict (customer_id, staff_id, day) do nothing
