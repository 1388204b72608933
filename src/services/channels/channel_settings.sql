-- name: find_channel_settings
select settings, updated_at from channel_settings where shop_id = :shop_id and channel = :channel

-- name: save_channel_settings
insert into channel_settings (shop_id, channel, settings, updated_at) values (:shop_id, :channel, :settings, :now)
on conflict (shop_id, channel) do update set settings = excluded.settings, updated_at = excluded.updated_at
