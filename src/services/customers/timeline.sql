-- name: timeline_order
select order_id, ordered_at, order_number, accepted - discounts - points, round
from orders
where customer_id = :customer_id and kind <> 2 and (ordered_at, order_id) < (:at, :id)
order by ordered_at desc, order_id desc limit :limit

-- name: timeline_shipped
select order_id, shipped_day, order_number, shipped_day - ordered_day, null, null from orders
where customer_id = :customer_id and (shipped_day, order_id) < (:day, :id)
order by shipped_day desc, order_id desc limit :limit

-- name: timeline_delivered
select order_id, delivered_day, order_number, delivered_day - ordered_day, null, null from orders
where customer_id = :customer_id and (delivered_day, order_id) < (:day, :id)
order by delivered_day desc, order_id desc limit :limit

-- name: timeline_paid
select order_id, paid_day, order_number, paid_day - ordered_day, null, null from orders
where customer_id = :customer_id and (paid_day, order_id) < (:day, :id)
order by paid_day desc, order_id desc limit :limit

-- name: timeline_cancelled
select o.order_id, o.cancelled_day, o.order_number, o.cancelled_day - o.ordered_day, null, e.reason
from orders o
left join order_events e on e.customer_id = o.customer_id and e.order_id = o.order_id and e.kind = 2 and e.line_key = ''
where o.customer_id = :customer_id and (o.cancelled_day, o.order_id) < (:day, :id)
order by o.cancelled_day desc, o.order_id desc limit :limit

-- name: timeline_returned
select o.order_id, e.day, o.order_number, e.day - o.ordered_day, - cast(sum(coalesce(e.amount, 0)) as bigint),
       min(e.reason)
from order_events e join orders o on o.customer_id = e.customer_id and o.order_id = e.order_id
where e.customer_id = :customer_id and e.kind = 8 and (e.day, e.order_id) < (:day, :id)
group by o.order_id, e.day, o.order_number, o.ordered_day
order by e.day desc, o.order_id desc limit :limit

-- name: timeline_out_of_stock
select o.order_id, e.day, o.order_number, e.day - o.ordered_day, - cast(sum(coalesce(e.amount, 0)) as bigint),
       min(e.reason)
from order_events e join orders o on o.customer_id = e.customer_id and o.order_id = e.order_id
where e.customer_id = :customer_id and e.kind = 3 and (e.day, e.order_id) < (:day, :id)
group by o.order_id, e.day, o.order_number, o.ordered_day
order by e.day desc, o.order_id desc limit :limit

-- name: timeline_consents
select c.consent_id, c.at, c.channel, c.state, c.evidence from consents c
where c.customer_id = :customer_id and (c.at, c.consent_id) < (:at, :id)
order by c.at desc, c.consent_id desc limit :limit

-- name: timeline_notes
select n.note_id, n.created_at, n.text, t.name from notes n left join staff t on t.staff_id = n.staff_id
where n.customer_id = :customer_id and n.removed_at is null and (n.created_at, n.note_id) < (:at, :id)
order by n.created_at desc, n.note_id desc limit :limit

-- name: timeline_tags
select c.tag_id, c.added_at, t.name, c.origin from customer_tags c join tags t on t.tag_id = c.tag_id
where c.customer_id = :customer_id and (c.added_at, c.tag_id) < (:at, :id)
order by c.added_at desc, c.tag_id desc limit :limit

-- name: timeline_imports
-- Orders told by a program are one import for each day: it ends with the day's last order, later than what it brought.
select import_id, at, files, first
from (select i.import_id as import_id, i.files as files, case when i.import_id = c.import_id then 1 else 0 end as first,
             case when i.import_id = c.import_id then c.created_at
                  when coalesce(i.finished_at, i.started_at) < c.updated_at then coalesce(i.finished_at, i.started_at)
                  else c.updated_at end as at
      from customers c join imports i on i.import_id in (c.import_id, c.name_import_id, c.kana_import_id,
        c.email_import_id, c.phone_import_id, c.birth_import_id, c.gender_import_id, c.address_import_id)
      where c.customer_id = :customer_id) brought
where (at, import_id) < (:at, :id)
order by at desc, import_id desc limit :limit

-- name: timeline_touches
select t.touch_id, coalesce(t.sent_at, t.due_at), t.channel, t.state, t.reason, m.name
from touches t left join templates m on m.template_id = t.template_id
where t.customer_id = :customer_id and t.state in (4, 5, 6, 7, 8, 9)
  and (coalesce(t.sent_at, t.due_at), t.touch_id) < (:at, :id)
order by 2 desc, 1 desc limit :limit

-- name: timeline_touch_events
select e.event_id, e.at, e.kind, e.detail, m.name
from touch_events e
join touches t on t.customer_id = e.customer_id and t.touch_id = e.touch_id
left join templates m on m.template_id = t.template_id
where e.customer_id = :customer_id and e.machine = 0 and e.kind <> 5 and (e.at, e.event_id) < (:at, :id)
order by e.at desc, e.event_id desc limit :limit
