-- What the numbers of a shop are made of. Same key rules as 0001_store.sql.

-- == orders ==

-- What was asked for goods that are sold and whose cost is not known (domain/order_amounts.hpp): 0 = every cost is known.
alter table orders add column uncosted $INT64 not null default 0;

-- A line that came without a cost has that of its product: from now on as it is written, and here those that stand.
update orders
set cost = (select cast(sum(case when l.amount >= 0 then coalesce(l.unit_cost, p.unit_cost, 0) * l.quantity else 0 end) as bigint)
            from order_lines l left join products p on p.product_id = l.product_id
            where l.customer_id = orders.customer_id and l.order_id = orders.order_id),
    uncosted = coalesce((select cast(sum(case when l.amount > l.discount
                                              then l.amount - l.discount - coalesce(e.amount, 0) else 0 end) as bigint)
                         from order_lines l join products p on p.product_id = l.product_id
                         left join order_events e on e.customer_id = l.customer_id and e.order_id = l.order_id
                                                  and e.kind = 3 and e.line_key = l.line_key
                         where l.customer_id = orders.customer_id and l.order_id = orders.order_id
                           and l.amount >= 0 and l.unit_cost is null and p.unit_cost is null and p.kind in (1, 5)), 0)
where exists (select 1 from order_lines l where l.customer_id = orders.customer_id and l.order_id = orders.order_id
                                            and l.unit_cost is null);
update order_lines
set unit_cost = (select p.unit_cost from products p where p.product_id = order_lines.product_id)
where unit_cost is null and product_id in (select product_id from products where unit_cost is not null);

-- == ledgers ==

-- Whose orders changed with a data_version of the shop, so that a ledger of an earlier one is mended and not made anew.
-- customer_id: as orders have it, a sale without customer stands under its own order. 0: more than single orders changed,
-- or too many; -1: nobody's (services/shops). Only the latest versions are kept; one without a row cannot be mended.
-- mark: drawn anew for each row, so that a version of another database, or of this one before it was put back from a
-- copy, is not taken for one of its own; that of a version is the one of its lowest customer_id.
create table data_changes (
  shop_id $INT64 not null,
  data_version $INT64 not null,
  customer_id $INT64 not null,
  mark $INT64 not null,
  primary key (shop_id, data_version, customer_id)
) $WITHOUT_ROWID;
-- [sqlite]
insert into data_changes (shop_id, data_version, customer_id, mark)
select shop_id, data_version, 0, abs(random() / 2) from shops;
-- [postgres]
insert into data_changes (shop_id, data_version, customer_id, mark)
select shop_id, data_version, 0, cast(random() * 4e18 as bigint) from shops;
-- [both]

-- == stock ==

-- How many pieces of a product the shop had at the end of a day; days between two rows are as the earlier one says.
create table stock_levels (
  product_id $INT64 not null references products (product_id),
  day $INT not null,
  shop_id $INT64 not null references shops (shop_id),
  on_hand $INT64 not null,
  primary key (product_id, day)
) $WITHOUT_ROWID;
create index stock_levels_by_shop on stock_levels (shop_id, product_id, day);
