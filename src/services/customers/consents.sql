-- name: consents_of
select c.consent_id, c.channel, c.state, c.at, c.origin, c.evidence, c.staff_id, t.name
from consents c left join staff t on t.staff_id = c.staff_id
where c.customer_id = :customer_id order by c.at desc, c.consent_id desc

-- name: add_consent
insert into consents (customer_id, consent_id, shop_id, channel, state, at, origin, evidence, staff_id)
values (:customer_id, :consent_id, :shop_id, :channel, :state, :at, :origin, :evidence, :staff_id)
