-- == profit ==

-- What a shop takes for granted where the profit of an order is not told (services/analyses/profit_terms.hpp). A shop
-- without a row has the defaults. shipping_cost: in major units of the shop's currency, as analyses are asked with it.
create table profit_terms (
  shop_id $INT64 not null primary key references shops (shop_id),
  margin_percent $INT not null,
  shipping_cost $INT64 not null,
  payment_fee_permille $INT not null,
  changed_at $INT64 not null,
  staff_id $INT64
) $STRICT;
