-- name: latest_consent
select consent_id, state, at from latest_consents where customer_id = :customer_id and channel = :channel
