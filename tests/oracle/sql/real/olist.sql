-- :folder/olist_*.csv -> the tables of the questions. Money of the items only (freight is no sale of goods);
-- cancelled and unavailable orders are cancelled, from the day of the order, since the file tells no other.
-- Of some cancelled orders no item is told: nothing says that these were no purchases until then.
-- Orders whose payments do not add up to items and freight, within one minor unit, are not taken.
create table items as
select order_id, sum(round(price::decimal(12, 2) * 100)) as goods, sum(round(freight_value::decimal(12, 2) * 100)) as freight
from read_csv(':folder/olist_order_items_dataset.csv', header = true, all_varchar = true) group by order_id;
create table payments as
select order_id, sum(round(payment_value::decimal(12, 2) * 100)) as paid
from read_csv(':folder/olist_order_payments_dataset.csv', header = true, all_varchar = true) group by order_id;
create table orders as
select dense_rank() over (order by c.customer_unique_id)::bigint as customer, row_number() over ()::bigint as order_id,
       o.order_purchase_timestamp::timestamp::date as day,
       case when o.order_status in ('canceled', 'unavailable') then o.order_purchase_timestamp::timestamp::date end as cancelled,
       0::bigint as source, true as purchase, coalesce(i.goods, 0)::integer as accepted,
       0 as out_of_stock, 0 as discounts, 0 as points,
       o.order_delivered_carrier_date::timestamp::date as shipped, o.order_delivered_customer_date::timestamp::date as delivered,
       o.order_approved_at::timestamp::date as paid, 0 as cancel_reason
from read_csv(':folder/olist_orders_dataset.csv', header = true, all_varchar = true) o
join read_csv(':folder/olist_customers_dataset.csv', header = true, all_varchar = true) c using (customer_id)
left join items i on i.order_id = o.order_id left join payments p on p.order_id = o.order_id
where p.order_id is null
   or abs(coalesce(i.goods, 0) + coalesce(i.freight, 0) - p.paid) <= 1
   or (o.order_status in ('canceled', 'unavailable') and (p.paid = 0 or i.order_id is null));
create table returns (customer bigint, order_id bigint, day date, amount integer, product bigint, quantity bigint, reason bigint,
                      exchange boolean);
