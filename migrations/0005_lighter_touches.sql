-- A touch belongs to a journey or to a campaign, and changes its state twice on its way out: only the index of the one it
-- belongs to is written for that.
drop index touches_by_journey;
create index touches_by_journey on touches (journey_id, node, state) where journey_id is not null;
drop index touches_by_campaign;
create index touches_by_campaign on touches (campaign_id, arm, state) where campaign_id is not null;
