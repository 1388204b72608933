-- name: latest_consent
select consent_id, state, at from consents where customer_id = :customer_id and channel = :channel
order by at desc, consent_id desc limit 1
