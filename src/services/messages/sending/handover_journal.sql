-- name: find_journal
select journal from sender_journals where name = :name

-- Waits for whoever is naming another one, and keeps the next one waiting until the transaction is over.
-- name: journal_in_force [sqlite]
select journal from sender_journals where name = :name
-- name: journal_in_force [postgres]
select journal from sender_journals where name = :name for share

-- name: name_journal
insert into sender_journals (name, journal) values (:name, :journal)
on conflict (name) do update set journal = excluded.journal
