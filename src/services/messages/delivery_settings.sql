-- name: find_delivery_rules
select rules from delivery_rules where shop_id = :shop_id

-- name: save_delivery_rules
insert into delivery_rules (shop_id, rules, updated_at) values (:shop_id, :rules, :now)
on conflict (shop_id) do update set rules = excluded.rules, updated_at = excluded.updated_at
