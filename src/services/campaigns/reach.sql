-- name: address_and_consent
select c.email, w.consent_id, w.state, w.at
from customers c left join latest_consents w on w.customer_id = c.customer_id and w.channel = :channel
where c.customer_id = :customer_id and c.shop_id = :shop_id

-- name: addresses_of_shop
select customer_id, email from customers
where shop_id = :shop_id and customer_id >= :first and customer_id <= :last and email is not null
order by customer_id
