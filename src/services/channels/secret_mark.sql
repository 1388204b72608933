-- name: secret_mark
select mark from secret_mark where one = 1

-- name: set_up_channels
select count(*) from channel_settings

-- name: keep_secret_mark
insert into secret_mark (one, mark, since) values (1, :mark, :now)
on conflict (one) do update set mark = excluded.mark, since = excluded.since
