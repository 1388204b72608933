-- What runs by itself: journeys, the sender, campaigns, results. Same key rules as 0001_store.sql.

-- == journeys ==

-- draft: the definition being drawn, JSON, while it differs from the version that customers enter. started_at: when the
-- journey was switched on first. members_at: when the members of its entry condition were taken over completely for the
-- first time; until then those who are found count as having been in before the start.
alter table journeys add column draft $TEXT;
alter table journeys add column started_at $INT64;
alter table journeys add column members_at $INT64;

-- What is due, by journey: the overdue runs of a paused one are not looked at.
drop index journey_runs_due;
create index journey_runs_due on journey_runs (journey_id, state, wake_at, run_id, customer_id);
create index journey_runs_entered on journey_runs (journey_id, entered_at);

-- For whom the entry condition of a journey holds now, and since when; began_at names the stay (journeys/entry.hpp).
create table journey_stays (
  customer_id $INT64 not null,
  journey_id $INT64 not null references journeys (journey_id),
  began_at $INT64 not null,
  shop_id $INT64 not null,
  primary key (customer_id, journey_id)
) $WITHOUT_ROWID;
create index journey_stays_by_journey on journey_stays (journey_id, customer_id);
