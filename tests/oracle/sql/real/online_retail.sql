-- :folder/online_retail.csv -> the tables of the questions. Rows of one invoice are one order; a negative
-- quantity is a return on its own day, a negative price an adjustment under discounts.
create table lines as
select InvoiceNo as invoice, row_number() over () as position, CustomerID as customer, Quantity::bigint as quantity,
       UnitPrice::decimal(14, 4) as price, InvoiceDate::timestamp::date as day,
       round(Quantity::bigint * UnitPrice::decimal(14, 4) * 100)::bigint as amount
from read_csv(':folder/online_retail.csv', header = true, all_varchar = true);
create table invoices as
select invoice, row_number() over (order by invoice)::bigint as order_id, coalesce(max(customer), '0')::bigint as customer,
       coalesce(arg_min(day, position) filter (where quantity >= 0), arg_min(day, position)) as day,
       coalesce(bool_or(quantity > 0 and price >= 0), false) as purchase,
       coalesce(sum(amount) filter (where quantity >= 0 and price >= 0), 0) as accepted,
       coalesce(-sum(amount) filter (where quantity >= 0 and price < 0), 0) as discounts
from lines group by invoice;
create table orders as
select customer, order_id, day, null::date as cancelled, 0::bigint as source, purchase, accepted::integer as accepted,
       0 as out_of_stock, discounts::integer as discounts, 0 as points
from invoices;
create table returns as
select i.customer, i.order_id, l.day, (-l.amount)::integer as amount, 0::bigint as product, -l.quantity as quantity,
       0::bigint as reason, false as exchange
from lines l join invoices i using (invoice) where l.quantity < 0 and l.amount < 0;
-- Sent for nothing within thirty days after something came back: in its place, and no purchase.
update orders set purchase = false
where purchase and accepted = 0 and customer <> 0
  and exists (select 1 from returns r where r.customer = orders.customer and r.order_id <> orders.order_id and r.day <= orders.day and r.day >= orders.day - 30);
