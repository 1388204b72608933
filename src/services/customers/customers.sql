-- name: find_brief
select customer_id, customer_number, last_name, first_name from customers
where customer_id = :customer_id and shop_id = :shop_id
