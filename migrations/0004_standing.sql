-- Things that stand for long: whom nothing reaches, what is due in a large store. Same key rules as 0001_store.sql.

-- == holdouts ==

-- Whom no journey and no campaign reaches: a share of the shop's customers, by a stable draw named after `season`
-- (journeys::is_held_out_globally). Only added to: the last row stands, and says since when. permille 0: nobody.
-- drawn_at: when the season was drawn; a changed share of the same season keeps those who were held out.
create table global_holdouts (
  shop_id $INT64 not null references shops (shop_id),
  since $INT64 not null,
  permille $INT not null,
  season $TEXT not null,
  drawn_at $INT64 not null,
  staff_id $INT64,
  primary key (shop_id, since)
) $STRICT;

-- == outbox ==

-- What is due in a shop and channel; the page of what is in one state walks the same index.
drop index touches_due;
create index touches_due on touches (shop_id, state, channel, due_at);
-- What a journey has planned and not sent: held while it is paused. Few rows, however much was sent.
create index touches_open_of_journey on touches (journey_id, state) where journey_id is not null and state in (1, 2);
-- How many messages of a campaign are where, without those held out: counted from the index alone.
drop index touches_by_campaign;
create index touches_by_campaign on touches (campaign_id, arm, state);
-- Whether an address got the same words lately, under whichever customer.
create index touches_by_address on touches (shop_id, address, sent_at) where address is not null;

-- == consents ==

-- The word of each customer on each channel that counts: the latest.
create view latest_consents as
select c.shop_id, c.customer_id, c.channel, c.consent_id, c.state, c.at
from consents c
where c.consent_id = (select x.consent_id from consents x
                      where x.customer_id = c.customer_id and x.channel = c.channel
                      order by x.at desc, x.consent_id desc limit 1);

-- == journeys ==

-- In the order in which they are asked, so that a round goes on where the one before stopped.
drop index journey_entries_later_due;
create index journey_entries_later_due on journey_entries_later (ask_at, customer_id, journey_id, entry_key);

-- == secret ==

-- Which secret.key this database is used with (services/channels/secret_mark.hpp). One row.
create table secret_mark (
  one $INT not null primary key,
  mark $TEXT not null,
  since $INT64 not null
) $STRICT;

-- == templates ==

-- subject, html and text are the draft; what is sent are the published ones. published_at null: none yet. What stood
-- there before this was what was sent.
alter table templates add column published_subject $TEXT not null default '';
alter table templates add column published_html $TEXT not null default '';
alter table templates add column published_text $TEXT not null default '';
alter table templates add column published_at $INT64;
update templates set published_subject = subject, published_html = html, published_text = text, published_at = updated_at;
