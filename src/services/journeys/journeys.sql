-- name: list_journeys
select j.journey_id, j.name, j.state, j.version, case when j.draft is null then 0 else 1 end,
       coalesce(j.draft, v.definition), j.created_at, j.updated_at, j.started_at,
       (select count(*) from journey_runs r where r.journey_id = j.journey_id and r.state = 1),
       (select count(*) from journey_runs r where r.journey_id = j.journey_id and r.state = 2)
from journeys j left join journey_versions v on v.journey_id = j.journey_id and v.version = j.version
where j.shop_id = :shop_id order by j.journey_id

-- name: get_journey
select j.journey_id, j.name, j.state, j.version, case when j.draft is null then 0 else 1 end,
       coalesce(j.draft, v.definition), j.created_at, j.updated_at, j.started_at,
       (select count(*) from journey_runs r where r.journey_id = j.journey_id and r.state = 1),
       (select count(*) from journey_runs r where r.journey_id = j.journey_id and r.state = 2)
from journeys j left join journey_versions v on v.journey_id = j.journey_id and v.version = j.version
where j.shop_id = :shop_id and j.journey_id = :journey_id

-- name: published_definition
select v.definition from journeys j join journey_versions v on v.journey_id = j.journey_id and v.version = j.version
where j.shop_id = :shop_id and j.journey_id = :journey_id

-- name: create_journey
insert into journeys (journey_id, shop_id, name, state, version, staff_id, created_at, updated_at, draft)
values (:journey_id, :shop_id, :name, 1, 0, :staff_id, :now, :now, :draft)

-- name: save_draft
update journeys set name = coalesce(cast(:name as text), name), draft = :draft, updated_at = :now
where shop_id = :shop_id and journey_id = :journey_id and state <> 4

-- name: add_version
insert into journey_versions (journey_id, version, definition, staff_id, created_at)
values (:journey_id, :version, :definition, :staff_id, :now)

-- name: publish_version
update journeys set version = :version, draft = null, state = :state, updated_at = :now,
  started_at = coalesce(started_at, :now)
where shop_id = :shop_id and journey_id = :journey_id and draft = :draft and state <> 4

-- name: set_state
update journeys set state = :state, updated_at = :now
where shop_id = :shop_id and journey_id = :journey_id and state in (2, 3)

-- name: remove_journey
delete from journeys where shop_id = :shop_id and journey_id = :journey_id and state = 1

-- name: channel_of_template
select channel from templates where shop_id = :shop_id and template_id = :template_id
