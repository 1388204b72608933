-- name: list_tags
select t.name, count(c.customer_id) from tags t left join customer_tags c on c.tag_id = t.tag_id
where t.shop_id = :shop_id group by t.tag_id, t.name order by t.name

-- name: tags_of
select t.name, c.added_at, c.origin from customer_tags c join tags t on t.tag_id = c.tag_id
where c.customer_id = :customer_id order by t.name

-- name: find_tag
select tag_id from tags where shop_id = :shop_id and name = :name

-- name: add_tag
insert into tags (tag_id, shop_id, name) values (:tag_id, :shop_id, :name) on conflict (shop_id, name) do nothing

-- name: hang_tag
insert into customer_tags (customer_id, tag_id, shop_id, added_at, origin)
values (:customer_id, :tag_id, :shop_id, :now, :origin)
on conflict (customer_id, tag_id) do nothing

-- name: take_tag
delete from customer_tags where customer_id = :customer_id
  and tag_id = (select tag_id from tags where shop_id = :shop_id and name = :name)
