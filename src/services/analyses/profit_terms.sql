-- name: profit_terms_of_shop
select margin_percent, shipping_cost, payment_fee_permille, changed_at from profit_terms where shop_id = :shop_id

-- name: keep_profit_terms
insert into profit_terms (shop_id, margin_percent, shipping_cost, payment_fee_permille, changed_at, staff_id)
values (:shop_id, :margin_percent, :shipping_cost, :payment_fee_permille, :changed_at, :staff_id)
on conflict (shop_id) do update set margin_percent = excluded.margin_percent, shipping_cost = excluded.shipping_cost,
  payment_fee_permille = excluded.payment_fee_permille, changed_at = excluded.changed_at, staff_id = excluded.staff_id

-- name: forget_profit_terms
delete from profit_terms where shop_id = :shop_id returning shop_id
