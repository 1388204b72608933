-- name: segments_with_states
select s.segment_id, s.name, s.kind, s.condition, t.asked, t.data_version, t.people_version, t.day, t.asked_at
from segments s left join segment_states t on t.segment_id = s.segment_id
where s.shop_id = :shop_id and (s.kind = 1 or t.segment_id is null) order by s.segment_id

-- name: present_members
select customer_id from segment_members where segment_id = :segment_id and left_at is null order by customer_id

-- name: enter
insert into segment_members (customer_id, segment_id, entered_at, shop_id, left_at, entered_why, left_why)
values (:customer_id, :segment_id, :now, :shop_id, null, :why, null)
on conflict (customer_id, segment_id, entered_at) do update set left_at = null, left_why = null

-- name: leave
update segment_members set left_at = :now, left_why = :why
where customer_id = :customer_id and segment_id = :segment_id and left_at is null

-- name: keep_state
insert into segment_states (segment_id, shop_id, asked, data_version, people_version, day, asked_at, customers)
values (:segment_id, :shop_id, :asked, :data_version, :people_version, :day, :now, :customers)
on conflict (segment_id) do update set asked = excluded.asked, data_version = excluded.data_version,
  people_version = excluded.people_version, day = excluded.day, asked_at = excluded.asked_at, customers = excluded.customers

-- name: moves_of_segment
select at, customer_id, entered, why from (
  select entered_at as at, customer_id, 1 as entered, entered_why as why from segment_members
  where segment_id = :segment_id and shop_id = :shop_id and entered_why <> ''
  union all
  select left_at, customer_id, 0, left_why from segment_members
  where segment_id = :segment_id and shop_id = :shop_id and left_at is not null) as moves
order by at desc, customer_id desc, entered desc limit :limit offset :offset
