-- name: global_holdouts_of_shop
select permille, season, since, drawn_at from global_holdouts where shop_id = :shop_id order by since desc limit :most

-- Twice within a second, the later word counts.
-- name: set_global_holdout
insert into global_holdouts (shop_id, since, permille, season, drawn_at, staff_id)
values (:shop_id, :since, :permille, :season, :drawn_at, :staff_id)
on conflict (shop_id, since) do update set permille = excluded.permille, season = excluded.season,
  drawn_at = excluded.drawn_at, staff_id = excluded.staff_id
