-- name: add_suppression
insert into suppressions (value, shop_id, channel, reason, detail, at)
values (:value, :shop_id, :channel, :reason, :detail, :at)
on conflict (value, shop_id, channel) do update set reason = excluded.reason, detail = excluded.detail, at = excluded.at
where case suppressions.reason when 'staff' then 4 when 'bounced' then 3 when 'complained' then 2 else 1 end
    <= case excluded.reason when 'staff' then 4 when 'bounced' then 3 when 'complained' then 2 else 1 end

-- name: remove_suppression
delete from suppressions where value = :value and shop_id = :shop_id and channel = :channel

-- name: forget_suppression
delete from suppressions where value = :value and shop_id = :shop_id and channel = :channel and reason = :reason

-- name: find_suppression
select value, channel, reason, detail, at from suppressions
where value = :value and shop_id = :shop_id and channel = :channel

-- name: list_suppressions
select value, channel, reason, detail, at from suppressions where shop_id = :shop_id
order by at desc, value limit :page_size offset :skipped

-- name: count_suppressions
select count(*) from suppressions where shop_id = :shop_id
