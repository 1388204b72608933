-- name: find_journal
select journal from sender_journals where name = :name

-- name: name_journal
insert into sender_journals (name, journal) values (:name, :journal)
on conflict (name) do update set journal = excluded.journal
