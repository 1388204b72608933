-- The loop: whom to reach, what was sent, what became of it. Same key rules as 0001_store.sql.

-- == orders ==

-- orders.round: which delivery of its subscription, as a file told it (told_round), else counted (services/orders/rounds.hpp).
alter table orders add column told_round $INT;
update orders set told_round = round where round is not null;

-- == customers ==

-- Every word for or against advertising, with what proves it; the latest of a channel counts, none is deleted.
-- channel: domain::Channel, state: domain::ConsentState. origin: "import", "form", "staff", "unsubscribe" ...
create table consents (
  customer_id $INT64 not null,
  consent_id $INT64 not null,
  shop_id $INT64 not null,
  channel $INT not null,
  state $INT not null,
  at $INT64 not null,
  origin $TEXT not null,
  evidence $TEXT not null,
  staff_id $INT64,
  primary key (customer_id, consent_id)
) $WITHOUT_ROWID;

-- A removed note stays for a while, so that it can be brought back.
create table notes (
  customer_id $INT64 not null,
  note_id $INT64 not null,
  shop_id $INT64 not null,
  staff_id $INT64,
  text $TEXT not null,
  created_at $INT64 not null,
  updated_at $INT64 not null,
  removed_at $INT64,
  primary key (customer_id, note_id)
) $WITHOUT_ROWID;

create table tags (
  tag_id $INT64 not null primary key,
  shop_id $INT64 not null references shops (shop_id),
  name $TEXT not null,
  unique (shop_id, name)
) $STRICT;

create table customer_tags (
  customer_id $INT64 not null,
  tag_id $INT64 not null references tags (tag_id),
  shop_id $INT64 not null,
  added_at $INT64 not null,
  origin $TEXT not null,
  primary key (customer_id, tag_id)
) $WITHOUT_ROWID;
create index customer_tags_by_tag on customer_tags (tag_id, customer_id);

-- Which import told the attribute that stands; null: the one that made the customer (import_id).
alter table customers add column name_import_id $INT64;
alter table customers add column kana_import_id $INT64;
alter table customers add column email_import_id $INT64;
alter table customers add column phone_import_id $INT64;
alter table customers add column birth_import_id $INT64;
alter table customers add column gender_import_id $INT64;
alter table customers add column address_import_id $INT64;
create index identities_by_customer on identities (customer_id);

-- What a customer is found by, in the tokens of services/customers/search_text.hpp, and sorted by: written with the
-- customer's row.
-- [sqlite]
create table customer_search (
  customer_id integer not null primary key,
  shop_id integer not null,
  name_key text not null,
  words text not null
) strict;
create index customer_search_by_name on customer_search (shop_id, name_key, customer_id);
create virtual table customer_search_words using fts5 (
  words, content = 'customer_search', content_rowid = 'customer_id', tokenize = 'ascii', columnsize = 0
);
create trigger customer_search_added after insert on customer_search begin
  insert into customer_search_words (rowid, words) values (new.customer_id, new.words);
end;
create trigger customer_search_changed after update on customer_search begin
  insert into customer_search_words (customer_search_words, rowid, words) values ('delete', old.customer_id, old.words);
  insert into customer_search_words (rowid, words) values (new.customer_id, new.words);
end;
create trigger customer_search_removed after delete on customer_search begin
  insert into customer_search_words (customer_search_words, rowid, words) values ('delete', old.customer_id, old.words);
end;
-- [postgres]
create table customer_search (
  customer_id bigint not null primary key,
  shop_id bigint not null,
  name_key text collate "C" not null,
  words tsvector not null
);
create index customer_search_by_name on customer_search (shop_id, name_key, customer_id);
-- What waits to be sorted into the index is read by every search: little may wait.
create index customer_search_words on customer_search using gin (words) with (gin_pending_list_limit = 256);
-- [both]

-- Who has already been recorded (audit) as having seen a customer's personal data on a day of the shop. The list of
-- customers counts as one more: its customer_id is the shop's.
create table customer_views (
  customer_id $INT64 not null,
  staff_id $INT64 not null,
  day $INT not null,
  shop_id $INT64 not null,
  primary key (customer_id, staff_id, day)
) $WITHOUT_ROWID;

-- What the program derives from other rows, and by which version of its rule.
create table derived_versions (
  name $TEXT not null primary key,
  version $INT not null
) $STRICT;

-- == segments ==

-- Counts changes of what is known of people (attributes, consents, tags), which come without an order: copies of them in
-- memory are made for one such version. Raised by touch_shop_people (services/shops) in the transaction of the change.
alter table shops add column people_version $INT64 not null default 0;

-- kind 1 live: the condition decides every minute; 2 frozen: the members of the day it was made.
create table segments (
  segment_id $INT64 not null primary key,
  shop_id $INT64 not null references shops (shop_id),
  name $TEXT not null,
  kind $INT not null,
  condition $TEXT not null,
  frozen_day $INT,
  staff_id $INT64,
  created_at $INT64 not null,
  updated_at $INT64 not null,
  unique (shop_id, name)
) $STRICT;

-- One row for each stay: who entered and left, when and why.
create table segment_members (
  customer_id $INT64 not null,
  segment_id $INT64 not null references segments (segment_id),
  entered_at $INT64 not null,
  shop_id $INT64 not null,
  left_at $INT64,
  entered_why $TEXT not null,
  left_why $TEXT,
  primary key (customer_id, segment_id, entered_at)
) $WITHOUT_ROWID;
create index segment_members_by_segment on segment_members (segment_id, customer_id, left_at);

-- == journeys ==

-- state: 1 draft, 2 running, 3 paused, 4 ended.
create table journeys (
  journey_id $INT64 not null primary key,
  shop_id $INT64 not null references shops (shop_id),
  name $TEXT not null,
  state $INT not null,
  version $INT not null,
  staff_id $INT64,
  created_at $INT64 not null,
  updated_at $INT64 not null,
  unique (shop_id, name)
) $STRICT;

-- A version that customers run on is never changed.
create table journey_versions (
  journey_id $INT64 not null references journeys (journey_id),
  version $INT not null,
  definition $TEXT not null,
  staff_id $INT64,
  created_at $INT64 not null,
  primary key (journey_id, version)
) $STRICT;

-- One customer on one way through a journey. entry_key says what brought the customer in ("ordered:123",
-- "condition:<beginning of the stay>"): the same thing never brings anybody in twice. arm: 1 treated, 2 holdout of the
-- journey, 3 global holdout. state: 1 waiting until wake_at, which is then always set, 2 ended. memory: what the step
-- function keeps, JSON. entered_at, node, end_reason: src/journeys/run.hpp.
create table journey_runs (
  customer_id $INT64 not null,
  run_id $INT64 not null,
  shop_id $INT64 not null,
  journey_id $INT64 not null references journeys (journey_id),
  version $INT not null,
  entry_key $TEXT not null,
  arm $INT not null,
  state $INT not null,
  node $TEXT not null,
  wake_at $INT64,
  entered_at $INT64 not null,
  ended_at $INT64,
  end_reason $TEXT,
  memory $TEXT not null,
  primary key (customer_id, run_id),
  unique (customer_id, journey_id, entry_key)
) $STRICT;
create index journey_runs_due on journey_runs (state, wake_at);
create index journey_runs_by_journey on journey_runs (journey_id, node, state);

-- What happened to a customer and no journey has heard of yet. Written in the transaction of what happened.
create table journey_events (
  customer_id $INT64 not null,
  event_id $INT64 not null,
  shop_id $INT64 not null,
  kind $TEXT not null,
  key $TEXT not null,
  at $INT64 not null,
  facts $TEXT not null,
  primary key (customer_id, event_id)
) $WITHOUT_ROWID;
create index journey_events_in_line on journey_events (event_id);

-- What may let a customer into a journey and is to be asked again (EntryDecision::ask_again_at): a condition that goes on
-- holding after a refusal that passes, or one that nobody could answer. facts: of the trigger, JSON.
create table journey_entries_later (
  customer_id $INT64 not null,
  journey_id $INT64 not null references journeys (journey_id),
  entry_key $TEXT not null,
  shop_id $INT64 not null,
  at $INT64 not null,
  ask_at $INT64 not null,
  facts $TEXT not null,
  primary key (customer_id, journey_id, entry_key)
) $WITHOUT_ROWID;
create index journey_entries_later_due on journey_entries_later (ask_at);

-- == messages ==

create table templates (
  template_id $INT64 not null primary key,
  shop_id $INT64 not null references shops (shop_id),
  channel $INT not null,
  name $TEXT not null,
  subject $TEXT not null,
  blocks $TEXT not null,
  html $TEXT not null,
  text $TEXT not null,
  staff_id $INT64,
  created_at $INT64 not null,
  updated_at $INT64 not null,
  unique (shop_id, name)
) $STRICT;

-- A message to a segment at one moment. state: 1 draft, 2 planned, 3 running, 4 done, 5 cancelled.
create table campaigns (
  campaign_id $INT64 not null primary key,
  shop_id $INT64 not null references shops (shop_id),
  name $TEXT not null,
  state $INT not null,
  condition $TEXT not null,
  template_id $INT64,
  holdout_permille $INT not null,
  send_at $INT64,
  staff_id $INT64,
  created_at $INT64 not null,
  updated_at $INT64 not null,
  unique (shop_id, name)
) $STRICT;

-- The record of every touch by any channel, and the outbox: what is planned and due is sent from here.
-- state: domain::TouchState. message_key is unique by construction (run, node, visit or campaign) and makes sending idempotent.
-- why: the conditions with their values at that moment, JSON. when_quiet, when_capped: journeys::WhenBlocked. reason: why it
-- is where it is (a key); answer: what the channel said.
create table touches (
  customer_id $INT64 not null,
  message_key $TEXT not null,
  touch_id $INT64 not null,
  shop_id $INT64 not null,
  channel $INT not null,
  advertising $INT not null,
  state $INT not null,
  arm $INT not null,
  journey_id $INT64,
  version $INT,
  run_id $INT64,
  node $TEXT,
  campaign_id $INT64,
  template_id $INT64,
  variant $TEXT not null,
  address $TEXT,
  consent_id $INT64,
  cost $INT64 not null,
  priority $INT not null,
  when_quiet $INT not null,
  when_capped $INT not null,
  planned_at $INT64 not null,
  due_at $INT64 not null,
  expires_at $INT64 not null,
  sent_at $INT64,
  attempts $INT not null,
  reason $TEXT not null,
  answer $TEXT not null,
  why $TEXT not null,
  primary key (customer_id, message_key)
) $WITHOUT_ROWID;
create index touches_due on touches (state, due_at);
create index touches_by_journey on touches (journey_id, node, state);
create index touches_by_campaign on touches (campaign_id, state);

-- What the program reads of a touch, in this order.
create view touch_rows as
select touch_id, customer_id, message_key, shop_id, channel, advertising, state, arm, journey_id, version, run_id, node,
       campaign_id, template_id, variant, address, consent_id, cost, priority, when_quiet, when_capped, planned_at, due_at,
       expires_at, sent_at, attempts, reason, answer, why
from touches;

-- kind: 1 opened, 2 clicked, 3 bounced, 4 complained, 5 unsubscribed, 6 replied. machine: a scanner's or a prefetching
-- client's, not the person's.
create table touch_events (
  customer_id $INT64 not null,
  touch_id $INT64 not null,
  event_id $INT64 not null,
  shop_id $INT64 not null,
  kind $INT not null,
  at $INT64 not null,
  machine $INT not null,
  detail $TEXT not null,
  primary key (customer_id, touch_id, event_id)
) $WITHOUT_ROWID;

-- Addresses that nothing is sent to, whoever they belong to. reason: "bounced", "complained", "unsubscribed", "staff".
create table suppressions (
  value $TEXT not null,
  shop_id $INT64 not null,
  channel $INT not null,
  reason $TEXT not null,
  detail $TEXT not null,
  at $INT64 not null,
  primary key (value, shop_id, channel)
) $STRICT;

-- settings: JSON; secret values in it are sealed.
create table channel_settings (
  shop_id $INT64 not null references shops (shop_id),
  channel $INT not null,
  settings $TEXT not null,
  updated_at $INT64 not null,
  primary key (shop_id, channel)
) $STRICT;

-- == tasks ==

-- Work for a person about one customer. state: services::TaskState. origin: the rule ("r30") or "journey". task_key: the
-- same reason never makes two tasks. why: the numbers of that moment, JSON. value: expected minor units, by which the queue
-- is ranked. result: the last one of task_results, or why the task closed by itself.
create table tasks (
  customer_id $INT64 not null,
  task_key $TEXT not null,
  task_id $INT64 not null,
  shop_id $INT64 not null,
  state $INT not null,
  origin $TEXT not null,
  journey_id $INT64,
  run_id $INT64,
  title $TEXT not null,
  why $TEXT not null,
  value $INT64 not null,
  staff_id $INT64,
  due_day $INT not null,
  call_again_at $INT64,
  result $TEXT,
  created_at $INT64 not null,
  done_at $INT64,
  primary key (customer_id, task_key)
) $WITHOUT_ROWID;
create index tasks_in_line on tasks (shop_id, state, value);
create index tasks_by_id on tasks (task_id);

-- Every try, in order; only added to.
create table task_results (
  customer_id $INT64 not null,
  task_id $INT64 not null,
  result_id $INT64 not null,
  shop_id $INT64 not null,
  staff_id $INT64,
  result $TEXT not null,
  note $TEXT not null,
  call_again_at $INT64,
  at $INT64 not null,
  primary key (customer_id, task_id, result_id)
) $WITHOUT_ROWID;

-- How many tasks a person takes on a day.
create table staff_capacity (
  staff_id $INT64 not null references staff (staff_id),
  shop_id $INT64 not null references shops (shop_id),
  tasks_per_day $INT not null,
  primary key (staff_id, shop_id)
) $STRICT;

-- A task with who it is about, who has it, its last try and what the customer ordered afterwards.
create view task_rows as
select t.shop_id, t.task_id, t.customer_id, t.task_key, t.origin, t.title, t.why, t.value, t.due_day, t.state, t.staff_id,
       s.name as staff_name, t.call_again_at, t.result, t.created_at, t.done_at,
       c.customer_number, c.last_name, c.first_name, c.phone,
       (select r.note from task_results r where r.customer_id = t.customer_id and r.task_id = t.task_id
        order by r.result_id desc limit 1) as note,
       (select count(*) from task_results r where r.customer_id = t.customer_id and r.task_id = t.task_id
        and r.result <> 'reopened') as tries,
       (select min(o.ordered_day) from orders o where o.customer_id = t.customer_id and o.ordered_at >= t.done_at
        and o.is_purchase = 1 and o.cancelled_day is null) as next_order_day,
       (select o.accepted - o.out_of_stock - o.discounts - o.points - o.returned from orders o
        where o.customer_id = t.customer_id and o.ordered_at >= t.done_at and o.is_purchase = 1 and o.cancelled_day is null
        order by o.ordered_at, o.order_id limit 1) as next_order_net
from tasks t join customers c on c.customer_id = t.customer_id left join staff s on s.staff_id = t.staff_id;
