-- name: list_templates
select template_id, channel, name, subject, text, html, blocks, created_at, updated_at, published_at,
       published_subject, published_text, published_html
from templates
where shop_id = :shop_id order by name

-- name: get_template
select template_id, channel, name, subject, text, html, blocks, created_at, updated_at, published_at,
       published_subject, published_text, published_html
from templates
where shop_id = :shop_id and template_id = :template_id

-- name: published_words
select channel, published_subject, published_text, published_html, published_at from templates
where shop_id = :shop_id and template_id = :template_id

-- name: template_named
select template_id from templates where shop_id = :shop_id and name = :name

-- name: create_template
insert into templates (template_id, shop_id, channel, name, subject, blocks, html, text, staff_id, created_at, updated_at)
values (:template_id, :shop_id, :channel, :name, :subject, :blocks, :html, :text, :staff_id, :now, :now)

-- name: change_template
update templates set name = :name, subject = :subject, blocks = :blocks, html = :html, text = :text, updated_at = :now
where shop_id = :shop_id and template_id = :template_id

-- name: publish_template
update templates set published_subject = subject, published_html = html, published_text = text, published_at = :now
where shop_id = :shop_id and template_id = :template_id

-- name: remove_template
delete from templates where shop_id = :shop_id and template_id = :template_id

-- A journey names a template by its id as a text: in the version that customers enter, in the draft, and in versions on
-- which somebody still is.
-- name: uses_of_template
select 'journey', j.journey_id, j.name from journeys j
where j.shop_id = :shop_id and (j.draft like :mention or exists (
  select 1 from journey_versions v where v.journey_id = j.journey_id and v.definition like :mention
    and (v.version = j.version or exists (
      select 1 from journey_runs r where r.journey_id = j.journey_id and r.version = v.version and r.state = 1))))
union all
select 'campaign', c.campaign_id, c.name from campaigns c where c.shop_id = :shop_id and c.template_id = :template_id
order by 1, 3
