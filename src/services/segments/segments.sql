-- name: list_segments
select s.segment_id, s.name, s.kind, s.condition, s.frozen_day, t.customers,
       (select count(*) from segment_members m
        where m.segment_id = s.segment_id and m.entered_why <> '' and m.entered_at >= :since),
       (select count(*) from segment_members m
        where m.segment_id = s.segment_id and m.left_at is not null and m.left_at >= :since),
       s.created_at, s.updated_at
from segments s left join segment_states t on t.segment_id = s.segment_id
where s.shop_id = :shop_id order by s.name

-- name: get_segment
select s.segment_id, s.name, s.kind, s.condition, s.frozen_day, t.customers,
       (select count(*) from segment_members m
        where m.segment_id = s.segment_id and m.entered_why <> '' and m.entered_at >= :since),
       (select count(*) from segment_members m
        where m.segment_id = s.segment_id and m.left_at is not null and m.left_at >= :since),
       s.created_at, s.updated_at
from segments s left join segment_states t on t.segment_id = s.segment_id
where s.shop_id = :shop_id and s.segment_id = :segment_id

-- name: add_segment
insert into segments (segment_id, shop_id, name, kind, condition, frozen_day, staff_id, created_at, updated_at)
values (:segment_id, :shop_id, :name, :kind, :condition, :frozen_day, :staff_id, :now, :now)

-- name: add_listed_member
insert into segment_members (customer_id, segment_id, entered_at, shop_id, left_at, entered_why, left_why)
values (:customer_id, :segment_id, :now, :shop_id, null, '', null)

-- A list is never asked again.
-- name: keep_state_of_list
insert into segment_states (segment_id, shop_id, asked, data_version, people_version, day, asked_at, customers)
values (:segment_id, :shop_id, :condition, :data_version, :people_version, :day, :now, :customers)

-- name: change_segment
update segments set name = :name, condition = :condition, updated_at = :now
where shop_id = :shop_id and segment_id = :segment_id

-- name: forget_state
delete from segment_states where segment_id = :segment_id

-- name: forget_some_members
delete from segment_members where segment_id = :segment_id and customer_id in (
  select customer_id from segment_members where segment_id = :segment_id order by customer_id limit :most)

-- name: remove_segment
delete from segments where shop_id = :shop_id and segment_id = :segment_id

-- name: conditions_of_segments
select segment_id, name, condition from segments where shop_id = :shop_id and kind = 1 order by name

-- name: conditions_of_campaigns
select campaign_id, name, condition from campaigns where shop_id = :shop_id and state in (1, 2, 3) order by name

-- name: definitions_of_journeys
select j.journey_id, j.name, v.definition, j.draft
from journeys j left join journey_versions v on v.journey_id = j.journey_id
  and (v.version = j.version or exists (select 1 from journey_runs r where r.journey_id = j.journey_id
                                        and r.version = v.version and r.state = 1))
where j.shop_id = :shop_id and j.state <> 4 order by j.name
