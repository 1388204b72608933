-- name: went_to_address
select 1 from touches
where shop_id = :shop_id and address = :address and sent_at > :since and template_id = :template_id
  and customer_id <> :customer_id limit 1
