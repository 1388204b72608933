-- name: upsert_search_words [sqlite]
insert into customer_search (customer_id, shop_id, name_key, words) values (:customer_id, :shop_id, :name_key, :words)
on conflict (customer_id) do update set name_key = excluded.name_key, words = excluded.words
where excluded.words <> customer_search.words or excluded.name_key <> customer_search.name_key

-- name: upsert_search_words [postgres]
insert into customer_search (customer_id, shop_id, name_key, words)
values (:customer_id, :shop_id, :name_key, cast(cast(:words as text) as tsvector))
on conflict (customer_id) do update set name_key = excluded.name_key, words = excluded.words
where excluded.words <> customer_search.words or excluded.name_key <> customer_search.name_key

-- name: index_version
select version from derived_versions where name = 'customer_search'

-- name: set_index_version
insert into derived_versions (name, version) values ('customer_search', :version)
on conflict (name) do update set version = excluded.version

-- name: customers_to_index
select customer_id, shop_id, customer_number, email, phone, last_name, first_name, last_name_kana, first_name_kana
from customers where customer_id > :after order by customer_id limit :limit

-- name: remove_search_words_of_nobody
delete from customer_search where customer_id not in (select customer_id from customers)
