-- name: list_campaigns
select campaign_id, name, state, condition, segment_id, template_id, holdout_permille, cost, send_at, audience, created_at,
       updated_at
from campaigns where shop_id = :shop_id order by campaign_id desc

-- name: get_campaign
select campaign_id, name, state, condition, segment_id, template_id, holdout_permille, cost, send_at, audience, created_at,
       updated_at
from campaigns where shop_id = :shop_id and campaign_id = :campaign_id

-- name: touches_of_campaign_by_state
select state, count(*) from touches where campaign_id = :campaign_id and arm = 1 group by state

-- name: add_campaign
insert into campaigns (campaign_id, shop_id, name, state, condition, template_id, holdout_permille, send_at, staff_id,
                       created_at, updated_at, segment_id, cost)
values (:campaign_id, :shop_id, :name, 1, :condition, :template_id, :holdout_permille, :send_at, :staff_id, :now, :now,
        :segment_id, :cost)

-- name: change_campaign
update campaigns set name = :name, condition = :condition, template_id = :template_id, holdout_permille = :holdout_permille,
  send_at = :send_at, updated_at = :now, segment_id = :segment_id, cost = :cost
where shop_id = :shop_id and campaign_id = :campaign_id and state = 1

-- name: remove_campaign
delete from campaigns where shop_id = :shop_id and campaign_id = :campaign_id and state = 1

-- name: move_campaign
update campaigns set state = :to, send_at = :send_at, updated_at = :now
where shop_id = :shop_id and campaign_id = :campaign_id and state = :from

-- name: name_of_segment
select name from segments where shop_id = :shop_id and segment_id = :segment_id
