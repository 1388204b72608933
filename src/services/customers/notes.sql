-- name: list_notes
select n.note_id, n.text, n.staff_id, t.name, n.created_at, n.updated_at
from notes n left join staff t on t.staff_id = n.staff_id
where n.customer_id = :customer_id and n.removed_at is null order by n.note_id desc

-- name: find_note
select n.note_id, n.text, n.staff_id, t.name, n.created_at, n.updated_at
from notes n left join staff t on t.staff_id = n.staff_id
where n.customer_id = :customer_id and n.note_id = :note_id and n.removed_at is null

-- name: add_note
insert into notes (customer_id, note_id, shop_id, staff_id, text, created_at, updated_at)
values (:customer_id, :note_id, :shop_id, :staff_id, :text, :now, :now)

-- name: change_note
update notes set text = :text, updated_at = :now
where customer_id = :customer_id and note_id = :note_id and removed_at is null

-- name: remove_note
update notes set removed_at = :now where customer_id = :customer_id and note_id = :note_id and removed_at is null

-- name: bring_note_back
update notes set removed_at = null where customer_id = :customer_id and note_id = :note_id
