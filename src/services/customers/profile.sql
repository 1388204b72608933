-- name: find_profile
select channel, customer_number, last_name, first_name, last_name_kana, first_name_kana, email, phone, birth_date,
       gender, postal_code, prefecture, address, created_at, updated_at,
       coalesce(name_import_id, import_id), coalesce(kana_import_id, import_id), coalesce(email_import_id, import_id),
       coalesce(phone_import_id, import_id), coalesce(birth_import_id, import_id),
       coalesce(gender_import_id, import_id), coalesce(address_import_id, import_id)
from customers where customer_id = :customer_id and shop_id = :shop_id

-- name: identities_of
select kind, channel, value from identities where customer_id = :customer_id and shop_id = :shop_id

-- name: find_origin
select import_id, started_at, files from imports where import_id = :import_id and shop_id = :shop_id

-- name: customer_is_of_shop
select 1 from customers where customer_id = :customer_id and shop_id = :shop_id
