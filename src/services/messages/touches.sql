-- name: add_touch
insert into touches (customer_id, message_key, touch_id, shop_id, channel, advertising, state, arm, journey_id, version,
  run_id, node, campaign_id, template_id, variant, cost, priority, when_quiet, when_capped, planned_at, due_at, expires_at,
  attempts, reason, answer, why)
values (:customer_id, :message_key, :touch_id, :shop_id, :channel, :advertising, :state, :arm, :journey_id, :version,
  :run_id, :node, :campaign_id, :template_id, :variant, :cost, :priority, :when_quiet, :when_capped, :planned_at, :due_at,
  :expires_at, 0, :reason, '', :why)
on conflict (customer_id, message_key) do nothing

-- name: open_touches_of_run
select t.* from touch_rows t
where t.shop_id = :shop_id and t.customer_id = :customer_id and t.run_id = :run_id and t.state in (1, 2)

-- name: open_touches_of_campaign
select t.* from touch_rows t
where t.shop_id = :shop_id and t.campaign_id = :campaign_id and t.arm = 1 and t.state in (1, 2) limit :most

-- name: customers_with_due_touches [sqlite]
select distinct customer_id from (
  select customer_id from touches
  where shop_id = :shop_id and state = 1 and channel = :channel and due_at <= :now
  order by due_at limit :most)
-- name: customers_with_due_touches [postgres]
select distinct customer_id from (
  select customer_id from touches
  where shop_id = :shop_id and state = 1 and channel = :channel and due_at <= :now
  order by due_at limit :most for update skip locked) due

-- A customer's rows lie together: the plus keeps SQLite from walking everything that is due in the shop instead.
-- name: due_touches_of_customer
select t.* from touch_rows t
where +t.shop_id = :shop_id and t.customer_id = :customer_id and +t.channel = :channel and +t.state = 1
  and +t.due_at <= :now
order by t.due_at, t.message_key

-- name: recent_touches_of_customer
select channel, coalesce(sent_at, due_at), advertising from touches
where +shop_id = :shop_id and customer_id = :customer_id and +state in (3, 4, 5, 6, 8)
  and coalesce(sent_at, due_at) > :since

-- name: get_touch
select t.* from touch_rows t
where t.shop_id = :shop_id and t.customer_id = :customer_id and t.message_key = :message_key

-- name: touch_by_id
select t.* from touch_rows t
where t.shop_id = :shop_id and t.customer_id = :customer_id and t.touch_id = :touch_id

-- name: last_sent_to_address
select state from touches
where shop_id = :shop_id and customer_id = :customer_id and channel = :channel and address = :address and sent_at is not null
order by sent_at desc, touch_id desc limit :most

-- name: count_in_state
select count(*) from touches where shop_id = :shop_id and state = :state

-- name: page_in_state
select t.* from touch_rows t where t.shop_id = :shop_id and t.state = :state
order by t.channel, t.due_at, t.touch_id limit :page_size offset :skipped

-- name: touches_of_customer
select t.* from touch_rows t
where t.shop_id = :shop_id and t.customer_id = :customer_id order by t.planned_at desc, t.touch_id desc

-- name: touches_in_state
select t.* from touch_rows t
where t.shop_id = :shop_id and t.channel = :channel and t.state = :state order by t.due_at, t.touch_id limit :most

-- name: touches_in_doubt
select t.* from touch_rows t where t.shop_id = :shop_id and t.state = 8 order by t.due_at, t.touch_id limit :most

-- A row when it was written; none when somebody else was quicker.
-- name: write_touch
update touches set state = :state, due_at = :due_at, attempts = :attempts, sent_at = :sent_at, reason = :reason,
  answer = :answer, address = :address, consent_id = :consent_id
where customer_id = :customer_id and message_key = :message_key and state = :before
returning touch_id
