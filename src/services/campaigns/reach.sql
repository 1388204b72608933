-- name: address_and_consent
select c.email, w.consent_id, w.state, w.at
from customers c left join consents w on w.customer_id = c.customer_id and w.consent_id = (
  select x.consent_id from consents x where x.customer_id = c.customer_id and x.channel = :channel
  order by x.at desc, x.consent_id desc limit 1)
where c.customer_id = :customer_id and c.shop_id = :shop_id
