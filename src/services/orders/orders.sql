-- name: find_order_number
select customer_id, order_id from order_numbers
where order_number = :order_number and shop_id = :shop_id and channel = :channel

-- name: find_customer
select customer_id from identities
where value = :value and shop_id = :shop_id and kind = :kind and channel = :channel

-- name: find_order
select customer_id, order_id, has_customer, channel, order_number, kind, state, raw_status, ordered_at, ordered_day,
       cancelled_day, shipped_day, delivered_day, payment_due_day, paid_day, is_purchase, accepted, out_of_stock,
       discounts, points, returned, cost, uncosted, order_discount, shipping_fee, payment_fee, total, payment_method_id,
       source_id, subscription_id, round, told_round, first_product_id
from orders where customer_id = :customer_id and order_id = :order_id

-- name: find_lines
select line_key, line_position, product_id, quantity, unit_price, amount, unit_cost, discount, out_of_stock_quantity,
       returned_quantity
from order_lines where customer_id = :customer_id and order_id = :order_id

-- name: find_events
select kind, line_key, day, quantity, amount, product_id, reason
from order_events where customer_id = :customer_id and order_id = :order_id

-- name: upsert_order
insert into orders (customer_id, order_id, shop_id, has_customer, channel, order_number, kind, state, raw_status,
                    ordered_at, ordered_day, cancelled_day, shipped_day, delivered_day, payment_due_day, paid_day,
                    is_purchase, accepted, out_of_stock, discounts, points, returned, cost, uncosted, order_discount,
                    shipping_fee, payment_fee, total, payment_method_id, source_id, subscription_id, round,
                    told_round, first_product_id, import_id)
values (:customer_id, :order_id, :shop_id, :has_customer, :channel, :order_number, :kind, :state, :raw_status,
        :ordered_at, :ordered_day, :cancelled_day, :shipped_day, :delivered_day, :payment_due_day, :paid_day,
        :is_purchase, :accepted, :out_of_stock, :discounts, :points, :returned, :cost, :uncosted, :order_discount,
        :shipping_fee, :payment_fee, :total, :payment_method_id, :source_id, :subscription_id, :round,
        :told_round, :first_product_id, :import_id)
on conflict (customer_id, order_id) do update
set has_customer = excluded.has_customer, kind = excluded.kind, state = excluded.state,
    raw_status = excluded.raw_status, ordered_at = excluded.ordered_at, ordered_day = excluded.ordered_day,
    cancelled_day = excluded.cancelled_day, shipped_day = excluded.shipped_day,
    delivered_day = excluded.delivered_day, payment_due_day = excluded.payment_due_day, paid_day = excluded.paid_day,
    is_purchase = excluded.is_purchase, accepted = excluded.accepted, out_of_stock = excluded.out_of_stock,
    discounts = excluded.discounts, points = excluded.points, returned = excluded.returned, cost = excluded.cost,
    uncosted = excluded.uncosted, order_discount = excluded.order_discount, shipping_fee = excluded.shipping_fee,
    payment_fee = excluded.payment_fee, total = excluded.total, payment_method_id = excluded.payment_method_id,
    source_id = excluded.source_id, subscription_id = excluded.subscription_id, round = excluded.round,
    told_round = excluded.told_round, first_product_id = excluded.first_product_id, import_id = excluded.import_id

-- name: upsert_line
insert into order_lines (customer_id, order_id, line_key, line_position, product_id, quantity, unit_price, amount,
                         unit_cost, discount, out_of_stock_quantity, returned_quantity)
values (:customer_id, :order_id, :line_key, :line_position, :product_id, :quantity, :unit_price, :amount,
        :unit_cost, :discount, :out_of_stock_quantity, :returned_quantity)
on conflict (customer_id, order_id, line_key) do update
set line_position = excluded.line_position, product_id = excluded.product_id, quantity = excluded.quantity,
    unit_price = excluded.unit_price, amount = excluded.amount, unit_cost = excluded.unit_cost,
    discount = excluded.discount, out_of_stock_quantity = excluded.out_of_stock_quantity,
    returned_quantity = excluded.returned_quantity

-- name: upsert_event
insert into order_events (customer_id, order_id, kind, line_key, shop_id, day, quantity, amount, product_id, reason)
values (:customer_id, :order_id, :kind, :line_key, :shop_id, :day, :quantity, :amount, :product_id, :reason)
on conflict (customer_id, order_id, kind, line_key) do update
set day = excluded.day, quantity = excluded.quantity, amount = excluded.amount, product_id = excluded.product_id,
    reason = excluded.reason

-- name: delete_events
delete from order_events where customer_id = :customer_id and order_id = :order_id

-- name: delete_lines
delete from order_lines where customer_id = :customer_id and order_id = :order_id

-- name: delete_order
delete from orders where customer_id = :customer_id and order_id = :order_id

-- name: latest_consent
select state, at from latest_consents where customer_id = :customer_id and channel = :channel

-- name: add_consent
insert into consents (customer_id, consent_id, shop_id, channel, state, at, origin, evidence)
values (:customer_id, :consent_id, :shop_id, :channel, :state, :at, :origin, :evidence)

-- name: upsert_order_number
insert into order_numbers (shop_id, channel, order_number, customer_id, order_id)
values (:shop_id, :channel, :order_number, :customer_id, :order_id)
on conflict (order_number, shop_id, channel) do update
set customer_id = excluded.customer_id, order_id = excluded.order_id

-- name: upsert_customer
insert into customers (customer_id, shop_id, channel, customer_number, email, phone, last_name, first_name,
                       last_name_kana, first_name_kana, birth_date, gender, postal_code, prefecture, address,
                       created_at, updated_at, import_id)
values (:customer_id, :shop_id, :channel, :customer_number, :email, :phone, :last_name, :first_name,
        :last_name_kana, :first_name_kana, :birth_date, :gender, :postal_code, :prefecture, :address,
        :created_at, :updated_at, :import_id)
on conflict (customer_id) do update
set email = coalesce(excluded.email, customers.email), phone = coalesce(excluded.phone, customers.phone),
    last_name = coalesce(excluded.last_name, customers.last_name),
    first_name = coalesce(excluded.first_name, customers.first_name),
    last_name_kana = coalesce(excluded.last_name_kana, customers.last_name_kana),
    first_name_kana = coalesce(excluded.first_name_kana, customers.first_name_kana),
    birth_date = coalesce(excluded.birth_date, customers.birth_date),
    gender = coalesce(excluded.gender, customers.gender),
    postal_code = coalesce(excluded.postal_code, customers.postal_code),
    prefecture = coalesce(excluded.prefecture, customers.prefecture),
    address = coalesce(excluded.address, customers.address), updated_at = excluded.updated_at,
    email_import_id = case when coalesce(excluded.email, '') not in ('', coalesce(customers.email, ''))
                           then excluded.import_id else customers.email_import_id end,
    phone_import_id = case when coalesce(excluded.phone, '') not in ('', coalesce(customers.phone, ''))
                           then excluded.import_id else customers.phone_import_id end,
    name_import_id = case when coalesce(excluded.last_name, '') not in ('', coalesce(customers.last_name, ''))
                            or coalesce(excluded.first_name, '') not in ('', coalesce(customers.first_name, ''))
                          then excluded.import_id else customers.name_import_id end,
    kana_import_id = case when coalesce(excluded.last_name_kana, '') not in ('', coalesce(customers.last_name_kana, ''))
                            or coalesce(excluded.first_name_kana, '')
                               not in ('', coalesce(customers.first_name_kana, ''))
                          then excluded.import_id else customers.kana_import_id end,
    birth_import_id = case when coalesce(excluded.birth_date, customers.birth_date, 0)
                                <> coalesce(customers.birth_date, 0)
                           then excluded.import_id else customers.birth_import_id end,
    gender_import_id = case when coalesce(excluded.gender, '') not in ('', coalesce(customers.gender, ''))
                            then excluded.import_id else customers.gender_import_id end,
    address_import_id = case when coalesce(excluded.postal_code, '') not in ('', coalesce(customers.postal_code, ''))
                               or coalesce(excluded.prefecture, '') not in ('', coalesce(customers.prefecture, ''))
                               or coalesce(excluded.address, '') not in ('', coalesce(customers.address, ''))
                             then excluded.import_id else customers.address_import_id end
where coalesce(excluded.email, '') not in ('', coalesce(customers.email, ''))
   or coalesce(excluded.phone, '') not in ('', coalesce(customers.phone, ''))
   or coalesce(excluded.last_name, '') not in ('', coalesce(customers.last_name, ''))
   or coalesce(excluded.first_name, '') not in ('', coalesce(customers.first_name, ''))
   or coalesce(excluded.last_name_kana, '') not in ('', coalesce(customers.last_name_kana, ''))
   or coalesce(excluded.first_name_kana, '') not in ('', coalesce(customers.first_name_kana, ''))
   or coalesce(excluded.birth_date, customers.birth_date, 0) <> coalesce(customers.birth_date, 0)
   or coalesce(excluded.gender, '') not in ('', coalesce(customers.gender, ''))
   or coalesce(excluded.postal_code, '') not in ('', coalesce(customers.postal_code, ''))
   or coalesce(excluded.prefecture, '') not in ('', coalesce(customers.prefecture, ''))
   or coalesce(excluded.address, '') not in ('', coalesce(customers.address, ''))
returning customer_id, shop_id, customer_number, email, phone, last_name, first_name, last_name_kana, first_name_kana

-- name: add_identity
insert into identities (shop_id, kind, channel, value, customer_id)
values (:shop_id, :kind, :channel, :value, :customer_id)
on conflict (value, shop_id, kind, channel) do nothing

-- name: find_subscription
select subscription_id, state, started_day from subscriptions
where customer_id = :customer_id and channel = :channel and subscription_number = :subscription_number

-- name: upsert_subscription
insert into subscriptions (customer_id, subscription_id, shop_id, channel, subscription_number, state, started_day)
values (:customer_id, :subscription_id, :shop_id, :channel, :subscription_number, :state, :started_day)
on conflict (customer_id, subscription_id) do update
set state = excluded.state, started_day = excluded.started_day

-- name: find_subscription_orders
select order_id, ordered_at, order_number, ordered_day, cancelled_day, told_round, round
from orders where customer_id = :customer_id and subscription_id = :subscription_id and kind = 1

-- name: set_round
update orders set round = :round where customer_id = :customer_id and order_id = :order_id

-- A customer's orders without an amount: a replacement (3) of sold goods where something of another order came back
-- within :days before it, else a sale (1). Only those that change come back. What is a replacement and has no sold goods
-- any more (they have become gifts) is no purchase as a sale either.
-- name: settle_replacements
update orders
set kind = 4 - kind,
    is_purchase = case when kind = 3 and exists (
      select 1 from order_lines l join products p on p.product_id = l.product_id
      where l.customer_id = orders.customer_id and l.order_id = orders.order_id
        and l.quantity > 0 and l.amount >= 0 and p.kind in (1, 5)) then 1 else 0 end
where customer_id = :customer_id and has_customer = 1 and kind in (1, 3) and accepted = 0 and subscription_id is null
  and (kind = 3) <> (
    exists (select 1 from order_lines l join products p on p.product_id = l.product_id
            where l.customer_id = orders.customer_id and l.order_id = orders.order_id
              and l.quantity > 0 and l.amount >= 0 and p.kind in (1, 5))
    and exists (select 1 from order_events e
                where e.customer_id = orders.customer_id and e.kind = 8 and e.order_id <> orders.order_id
                  and e.day between orders.ordered_day - :days and orders.ordered_day))
returning order_id, kind

-- name: customers_with_free_orders
select distinct customer_id from orders
where shop_id = :shop_id and has_customer = 1 and kind in (1, 3) and accepted = 0 and subscription_id is null

-- name: list_products
select product_id, code, name, kind, unit_cost from products where shop_id = :shop_id

-- name: upsert_product
insert into products (product_id, shop_id, code, name, kind, unit_cost)
values (:product_id, :shop_id, :code, :name, :kind, :unit_cost)
on conflict (product_id) do update
set name = excluded.name, kind = excluded.kind, unit_cost = excluded.unit_cost

-- What orders repeat of their lines' products.
-- name: recost_lines
update order_lines
set unit_cost = (select p.unit_cost from products p where p.product_id = order_lines.product_id)
where unit_cost is null
  and product_id in (select product_id from products where shop_id = :shop_id and unit_cost is not null)

-- name: recount_orders
update orders
set is_purchase = case
      when kind <> 1 then 0
      when exists (
        select 1 from order_lines l join products p on p.product_id = l.product_id
        where l.customer_id = orders.customer_id and l.order_id = orders.order_id
          and l.quantity > 0 and l.amount >= 0 and p.kind in (1, 5)) then 1
      when exists (
        select 1 from order_lines l
        where l.customer_id = orders.customer_id and l.order_id = orders.order_id) then 0
      else 1 end,
    cost = coalesce((
      select cast(sum(case when l.amount >= 0 and l.quantity > l.out_of_stock_quantity
                            then coalesce(l.unit_cost, 0) * (l.quantity - l.out_of_stock_quantity) else 0 end) as bigint)
      from order_lines l where l.customer_id = orders.customer_id and l.order_id = orders.order_id), 0),
    uncosted = coalesce((
      select cast(sum(case when l.amount > l.discount then l.amount - l.discount - coalesce(e.amount, 0)
                           else 0 end) as bigint)
      from order_lines l join products p on p.product_id = l.product_id
      left join order_events e on e.customer_id = l.customer_id and e.order_id = l.order_id and e.kind = 3
                               and e.line_key = l.line_key
      where l.customer_id = orders.customer_id and l.order_id = orders.order_id
        and l.amount >= 0 and l.unit_cost is null and p.kind in (1, 5)), 0)
where shop_id = :shop_id

-- name: list_sources
select source_id, name from sources where shop_id = :shop_id

-- name: add_source
insert into sources (source_id, shop_id, name) values (:source_id, :shop_id, :name)

-- name: set_source_cost
insert into source_costs (shop_id, source_id, month, cost) values (:shop_id, :source_id, :month, :cost)
on conflict (source_id, month) do update set cost = excluded.cost where source_costs.cost <> excluded.cost

-- name: set_stock_level
insert into stock_levels (product_id, day, shop_id, on_hand) values (:product_id, :day, :shop_id, :on_hand)
on conflict (product_id, day) do update set on_hand = excluded.on_hand where stock_levels.on_hand <> excluded.on_hand

-- name: list_payment_methods
select payment_method_id, name from payment_methods where shop_id = :shop_id

-- name: add_payment_method
insert into payment_methods (payment_method_id, shop_id, name) values (:payment_method_id, :shop_id, :name)
