-- name: campaigns_to_plan
select campaign_id, shop_id, planned_to, audience from campaigns
where state = 2 and whole = 0 and send_at <= :until order by send_at, campaign_id

-- Nothing when the campaign has been cancelled, or another program was faster.
-- name: advance_campaign
update campaigns set planned_to = :to, audience = :audience, whole = :whole
where campaign_id = :campaign_id and state = 2 and whole = 0 and planned_to = :from

-- name: campaigns_on_their_way
select 1 from campaigns where state = 3 or (state = 2 and whole = 1 and send_at <= :now) limit 1

-- name: start_campaigns
update campaigns set state = 3, updated_at = :now where state = 2 and whole = 1 and send_at <= :now

-- name: finish_campaigns
update campaigns set state = 4, updated_at = :now
where state = 3 and not exists (
  select 1 from touches t where t.campaign_id = campaigns.campaign_id and t.arm = 1 and t.state in (1, 2, 3))

-- name: cancelled_campaigns
select campaign_id, shop_id from campaigns
where state = 5 and exists (select 1 from touches t where t.campaign_id = campaigns.campaign_id and t.arm = 1 and t.state in (1, 2))
