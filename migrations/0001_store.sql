-- The store. Every primary key and unique constraint of a customer-owned table starts with customer_id; what
-- maps a value to a person or an order (identities, order_numbers) is keyed by the value; small shop-wide
-- tables (shops, products, sources ...) are reference tables. No sequences: the program makes the ids.
-- Days are integers since 1970-01-01 in the shop's zone, times are UTC seconds, money is minor units.

create table shops (
  shop_id $INT64 primary key,
  name $TEXT not null unique,
  currency $TEXT not null,
  time_zone $TEXT not null,
  merge_same_day $INT not null default 1,
  created_at $INT64 not null,
  data_version $INT64 not null default 0
) $STRICT;

create table customers (
  customer_id $INT64 not null primary key,
  shop_id $INT64 not null references shops (shop_id),
  channel $TEXT not null,
  customer_number $TEXT not null,
  email $TEXT,
  phone $TEXT,
  last_name $TEXT,
  first_name $TEXT,
  last_name_kana $TEXT,
  first_name_kana $TEXT,
  birth_date $INT,
  gender $TEXT,
  postal_code $TEXT,
  prefecture $TEXT,
  address $TEXT,
  created_at $INT64 not null,
  updated_at $INT64 not null,
  import_id $INT64
) $STRICT;
create index customers_by_shop on customers (shop_id, customer_id);

-- kind: domain::IdentityKind. channel separates the number spaces of two carts.
create table identities (
  shop_id $INT64 not null,
  kind $INT not null,
  channel $TEXT not null,
  value $TEXT not null,
  customer_id $INT64 not null,
  primary key (value, shop_id, kind, channel)
) $WITHOUT_ROWID;

-- Natural key of an order -> where it lives.
create table order_numbers (
  shop_id $INT64 not null,
  channel $TEXT not null,
  order_number $TEXT not null,
  customer_id $INT64 not null,
  order_id $INT64 not null,
  primary key (order_number, shop_id, channel)
) $WITHOUT_ROWID;

create table products (
  product_id $INT64 not null primary key,
  shop_id $INT64 not null references shops (shop_id),
  code $TEXT not null,
  name $TEXT,
  kind $INT not null default 1,
  unit_cost $INT64,
  unique (shop_id, code)
) $STRICT;

create table sources (
  source_id $INT64 not null primary key,
  shop_id $INT64 not null references shops (shop_id),
  name $TEXT not null,
  unique (shop_id, name)
) $STRICT;

create table source_costs (
  shop_id $INT64 not null,
  source_id $INT64 not null references sources (source_id),
  month $INT not null,
  cost $INT64 not null,
  primary key (source_id, month)
) $STRICT;

create table payment_methods (
  payment_method_id $INT64 not null primary key,
  shop_id $INT64 not null references shops (shop_id),
  name $TEXT not null,
  unique (shop_id, name)
) $STRICT;

-- A sale without customer lives under customer_id = order_id (no row in customers): spread evenly over
-- shards, never mixed up with a person. Amounts repeat what the lines and events add up to
-- (domain/order_amounts.hpp; `tsuzuku check` holds both to it), so that the ledger is one scan.
create table orders (
  customer_id $INT64 not null,
  order_id $INT64 not null,
  shop_id $INT64 not null,
  has_customer $INT not null,
  channel $TEXT not null,
  order_number $TEXT not null,
  kind $INT not null,
  state $INT not null,
  raw_status $TEXT,
  ordered_at $INT64 not null,
  ordered_day $INT not null,
  cancelled_day $INT,
  shipped_day $INT,
  delivered_day $INT,
  payment_due_day $INT,
  paid_day $INT,
  is_purchase $INT not null,
  accepted $INT64 not null,
  out_of_stock $INT64 not null,
  discounts $INT64 not null,
  points $INT64 not null,
  returned $INT64 not null,
  cost $INT64 not null,
  order_discount $INT64 not null,
  shipping_fee $INT64 not null,
  payment_fee $INT64 not null,
  total $INT64,
  payment_method_id $INT64,
  source_id $INT64,
  subscription_id $INT64,
  round $INT,
  first_product_id $INT64,
  import_id $INT64 not null,
  primary key (customer_id, order_id)
) $WITHOUT_ROWID;

create table order_lines (
  customer_id $INT64 not null,
  order_id $INT64 not null,
  line_key $TEXT not null,
  line_position $INT not null,
  product_id $INT64 not null,
  quantity $INT64 not null,
  unit_price $INT64 not null,
  amount $INT64 not null,
  unit_cost $INT64,
  discount $INT64 not null,
  out_of_stock_quantity $INT64 not null,
  returned_quantity $INT64 not null,
  primary key (customer_id, order_id, line_key)
) $WITHOUT_ROWID;

-- What happened to an order and needs more than a day: cancelled (reason), out of stock and returned (per
-- line: quantity, amount, reason). Accepted, shipped, delivered, payment due and paid are one day each and stand
-- in orders. kind: domain::EventKind; line_key '' = the order as a whole. A row of a file that takes goods back
-- (negative quantity) is a return under "credit:" and the row's own key.
create table order_events (
  customer_id $INT64 not null,
  order_id $INT64 not null,
  kind $INT not null,
  line_key $TEXT not null,
  shop_id $INT64 not null,
  day $INT not null,
  quantity $INT64,
  amount $INT64,
  product_id $INT64,
  reason $TEXT,
  primary key (customer_id, order_id, kind, line_key)
) $WITHOUT_ROWID;

create table subscriptions (
  customer_id $INT64 not null,
  subscription_id $INT64 not null,
  shop_id $INT64 not null,
  channel $TEXT not null,
  subscription_number $TEXT not null,
  state $INT not null,
  started_day $INT not null,
  ended_day $INT,
  primary key (customer_id, subscription_id)
) $STRICT;

-- files: JSON, [{name, role, encoding, separator, columns}]; the header is needed to hand quarantined rows back.
create table imports (
  import_id $INT64 not null primary key,
  shop_id $INT64 not null references shops (shop_id),
  profile $TEXT not null,
  files $TEXT not null,
  mapping $TEXT not null,
  state $INT not null,
  staff_id $INT64,
  started_at $INT64 not null,
  finished_at $INT64,
  rows_read $INT64 not null default 0,
  orders_new $INT64 not null default 0,
  orders_changed $INT64 not null default 0,
  orders_same $INT64 not null default 0,
  credits $INT64 not null default 0,
  lines $INT64 not null default 0,
  customers_new $INT64 not null default 0,
  sales $INT64 not null default 0,
  rows_quarantined $INT64 not null default 0,
  totals_differ $INT64 not null default 0,
  message_key $TEXT,
  message_arguments $TEXT
) $STRICT;
create index imports_by_shop on imports (shop_id, import_id);

create table quarantined_rows (
  import_id $INT64 not null references imports (import_id),
  position $INT64 not null,
  file_position $INT not null,
  row_number $INT64 not null,
  column_name $TEXT not null,
  reason $TEXT not null,
  arguments $TEXT not null,
  raw $TEXT not null,
  primary key (import_id, position)
) $STRICT;

create table import_mappings (
  shop_id $INT64 not null references shops (shop_id),
  name $TEXT not null,
  mapping $TEXT not null,
  updated_at $INT64 not null,
  primary key (shop_id, name)
) $STRICT;

create table staff (
  staff_id $INT64 not null primary key,
  email $TEXT not null unique,
  name $TEXT not null,
  role $INT not null,
  password_hash $TEXT,
  language $TEXT not null default 'ja',
  disabled_at $INT64,
  created_at $INT64 not null
) $STRICT;

create table sessions (
  token_hash $TEXT not null primary key,
  staff_id $INT64 not null references staff (staff_id),
  csrf_token $TEXT not null,
  created_at $INT64 not null,
  expires_at $INT64 not null
) $STRICT;

create table sign_in_links (
  token_hash $TEXT not null primary key,
  staff_id $INT64 not null references staff (staff_id),
  created_at $INT64 not null,
  expires_at $INT64 not null,
  used_at $INT64
) $STRICT;

create table sign_in_failures (
  subject $TEXT not null,
  failed_at $INT64 not null,
  failure_id $INT64 not null,
  primary key (subject, failure_id)
) $STRICT;

-- Append only: no statement of the program updates or deletes here.
create table audit (
  audit_id $INT64 not null primary key,
  shop_id $INT64,
  staff_id $INT64,
  at $INT64 not null,
  action $TEXT not null,
  object $TEXT not null,
  detail $TEXT not null
) $STRICT;
