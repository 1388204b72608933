-- name: names_of_segments
select name from segments where shop_id = :shop_id order by name limit :limit

-- name: names_of_journeys
select name from journeys where shop_id = :shop_id order by name limit :limit

-- name: names_of_campaigns
select name from campaigns where shop_id = :shop_id order by created_at desc, name limit :limit

-- name: names_of_templates
select name from templates where shop_id = :shop_id order by name limit :limit
