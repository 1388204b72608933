-- A touch changes its state twice on its way out: what belongs to no campaign writes nothing here for that. (The index
-- of journeys stays whole: made partial, it was taken for the few that are held while a journey is paused.)
drop index touches_by_campaign;
create index touches_by_campaign on touches (campaign_id, arm, state) where campaign_id is not null;
