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

-- == segments ==

-- What the rows of segment_members answer to: the condition as it was asked, with the segments that it names written
-- out, of which day and of which versions of the shop. Without a row nobody was asked yet; of a frozen one that means
-- that its list is not whole. customers: how many are in.
create table segment_states (
  segment_id $INT64 not null primary key references segments (segment_id),
  shop_id $INT64 not null,
  asked $TEXT not null,
  data_version $INT64 not null,
  people_version $INT64 not null,
  day $INT not null,
  asked_at $INT64 not null,
  customers $INT64 not null
) $STRICT;

-- Moves by their time. Who was there when the segment was made has not moved (entered_why '').
create index segment_entries on segment_members (segment_id, entered_at) where entered_why <> '';
create index segment_leavings on segment_members (segment_id, left_at) where left_at is not null;

-- == campaigns ==

-- segment_id: the segment that the condition names, when one was chosen. cost: of one message. planned_to: everybody up to
-- this customer has been decided about; whole: everybody has. audience: how many were what, JSON, counted on the way.
alter table campaigns add column segment_id $INT64;
alter table campaigns add column cost $INT64 not null default 0;
alter table campaigns add column planned_to $INT64 not null default 0;
alter table campaigns add column whole $INT not null default 0;
alter table campaigns add column audience $TEXT not null default '';

-- == messages ==

-- Quiet hours and caps of a shop (journeys::DeliveryRules), JSON. Without a row services::default_delivery_rules().
create table delivery_rules (
  shop_id $INT64 not null references shops (shop_id),
  rules $TEXT not null,
  updated_at $INT64 not null,
  primary key (shop_id)
) $STRICT;

-- The journal that the sender of this database keeps (services/messages/handover_journal.hpp).
create table sender_journals (
  name $TEXT not null primary key,
  journal $TEXT not null
) $STRICT;

create index suppressions_by_shop on suppressions (shop_id, at);

-- == keys ==

-- What a program outside (a cart) proves itself with when it tells a shop its orders. Only the token's hash is kept.
-- used_day: the shop's day on which it was last used.
create table shop_keys (
  key_id $INT64 not null primary key,
  shop_id $INT64 not null references shops (shop_id),
  name $TEXT not null,
  token_hash $TEXT not null unique,
  staff_id $INT64,
  created_at $INT64 not null,
  used_day $INT
) $STRICT;
create index shop_keys_by_shop on shop_keys (shop_id, key_id);
