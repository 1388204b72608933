-- name: list_staff
select staff_id, email, name, role, language, disabled_at, password_hash from staff order by staff_id

-- name: get_staff_member
select staff_id, email, name, role, language, disabled_at, password_hash from staff where staff_id = :staff_id

-- name: find_staff_member
select staff_id, email, name, role, language, disabled_at, password_hash from staff where email = :email

-- name: add_staff_member
insert into staff (staff_id, email, name, role, language, created_at)
values (:staff_id, :email, :name, :role, :language, :created_at)

-- SQLite has one writer anyway; on PostgreSQL two owners must not be able to remove each other at once.
-- name: lock_owners [sqlite]
select staff_id from staff where role = :owner and disabled_at is null order by staff_id
-- name: lock_owners [postgres]
select staff_id from staff where role = :owner and disabled_at is null order by staff_id for update

-- name: change_staff_member
update staff
set email = coalesce(cast(:email as text), email), name = coalesce(cast(:name as text), name),
    role = coalesce(cast(:role as integer), role), language = coalesce(cast(:language as text), language)
where staff_id = :staff_id

-- name: disable_staff_member
update staff set disabled_at = :now where staff_id = :staff_id and disabled_at is null

-- name: enable_staff_member
update staff set disabled_at = null where staff_id = :staff_id

-- name: end_sessions_of_disabled
delete from sessions where staff_id = :staff_id

-- name: count_owners
select count(*) from staff where role = :owner and disabled_at is null
