-- name: match_words [sqlite]
select rowid from customer_search_words where customer_search_words match :words order by rowid desc limit :limit

-- name: match_words [postgres]
select customer_id from customer_search where words @@ cast(cast(:words as text) as tsquery) limit :limit

-- name: match_words_of_shop [sqlite]
select s.customer_id from customer_search_words w cross join customer_search s on s.customer_id = w.rowid
where w.customer_search_words match :words and s.shop_id = :shop_id order by w.rowid desc limit :limit

-- name: match_words_of_shop [postgres]
select customer_id from customer_search
where words @@ cast(cast(:words as text) as tsquery) and shop_id = :shop_id limit :limit

-- name: customer_of_order
select c.customer_id from order_numbers n join customers c on c.customer_id = n.customer_id
where n.order_number = :order_number and n.shop_id = :shop_id order by c.customer_id limit 50

-- name: customer_of_number
select customer_id from identities where value = :value and shop_id = :shop_id and kind = :kind
order by customer_id limit 50

-- name: name_key_of
select name_key from customer_search where customer_id = :customer_id

-- name: customers_by_name
select customer_id, name_key from customer_search
where shop_id = :shop_id and (name_key, customer_id) > (:name_key, :after)
order by name_key, customer_id limit :limit

-- name: list_row
select customer_id, customer_number, last_name, first_name, last_name_kana, first_name_kana, email, phone, prefecture
from customers where customer_id = :customer_id
