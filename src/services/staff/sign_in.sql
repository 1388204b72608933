-- name: account_by_email
select staff_id, email, name, role, language, disabled_at, password_hash from staff where email = :email

-- name: account_by_id
select staff_id, email, name, role, language, disabled_at, password_hash from staff where staff_id = :staff_id

-- name: set_password
update staff set password_hash = :password_hash where staff_id = :staff_id

-- name: add_link
insert into sign_in_links (token_hash, staff_id, created_at, expires_at)
values (:token_hash, :staff_id, :created_at, :expires_at)

-- name: use_link
update sign_in_links set used_at = :now
where token_hash = :token_hash and used_at is null and expires_at > :now
returning staff_id

-- name: find_link
select t.email, l.used_at, l.expires_at, t.disabled_at
from sign_in_links l join staff t on t.staff_id = l.staff_id
where l.token_hash = :token_hash

-- name: purge_links
delete from sign_in_links where expires_at <= :now

-- name: add_session
insert into sessions (token_hash, staff_id, csrf_token, created_at, expires_at)
select cast(:token_hash as text), staff_id, cast(:csrf_token as text), cast(:created_at as bigint),
       cast(:expires_at as bigint)
from staff where staff_id = :staff_id and disabled_at is null

-- name: find_session
select t.staff_id, t.email, t.name, t.role, t.language, t.disabled_at, t.password_hash, s.csrf_token, s.expires_at
from sessions s join staff t on t.staff_id = s.staff_id
where s.token_hash = :token_hash and s.expires_at > :now and t.disabled_at is null

-- name: end_session
delete from sessions where token_hash = :token_hash

-- name: end_sessions
delete from sessions where staff_id = :staff_id

-- name: purge_sessions
delete from sessions where expires_at <= :now

-- name: count_failures
select count(*), min(failed_at) from sign_in_failures where subject = :subject and failed_at > :since

-- name: add_failure
insert into sign_in_failures (subject, failed_at, failure_id) values (:subject, :failed_at, :failure_id)

-- name: remove_failure
delete from sign_in_failures where subject in (:account, :address) and failure_id = :failure_id

-- name: clear_failures
delete from sign_in_failures where subject = :account

-- name: purge_failures
delete from sign_in_failures where failed_at <= :since
