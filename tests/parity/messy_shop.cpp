#include "tests/parity/messy_shop.hpp"

#include <algorithm>

#include "services/demo_shops/demo_shops.hpp"
#include "services/ledgers/ledgers.hpp"

namespace tsuzuku::parity {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kJapan = 9 * 3'600;

// Runs on both databases alike. $shop is the shop; remainders of ids stand for chance.
constexpr std::string_view kMess = R"sql(
update orders set ordered_day = ordered_day - ordered_day % 5 where order_id % 3 = 0;
update orders set cancelled_day = ordered_day + order_id % 40, state = 5 where order_id % 11 = 0;
update orders set is_purchase = 0 where order_id % 13 = 0;
update orders set source_id = null where order_id % 9 = 0;
update orders set payment_method_id = null where order_id % 10 = 0;
update orders set points = order_id % 500, discounts = discounts + order_id % 300 where order_id % 4 = 0;
update orders set payment_due_day = ordered_day + 14 where order_id % 2 = 0;
update orders set paid_day = ordered_day + order_id % 50 where order_id % 5 < 3;
update orders set paid_day = null where order_id % 7 = 1;
update orders set shipped_day = ordered_day + order_id % 12 where order_id % 6 = 0;
update orders set shipped_day = null, delivered_day = null where order_id % 17 = 0;
update orders set delivered_day = shipped_day + order_id % 6 where order_id % 5 = 0;
update orders set round = 120 + order_id % 20 where order_id % 97 = 0;
update orders set subscription_id = null where order_id % 23 = 0;
insert into order_events (customer_id, order_id, kind, line_key, shop_id, day, quantity, amount, product_id, reason)
select customer_id, order_id, 8, 'mess', shop_id, ordered_day - 3 + order_id % 70, 1, order_id % 900, null, null
from orders where order_id % 8 = 0;
update order_lines set out_of_stock_quantity = quantity where order_id % 19 = 0;
update order_lines set amount = -amount where order_id % 29 = 0;
update customers set birth_date = null where customer_id % 4 = 0;
update customers set birth_date = 59 + 365 * (customer_id % 30) + (customer_id % 30 + 1) / 4 where customer_id % 10 = 3;
update customers set gender = case customer_id % 5 when 0 then null when 1 then 'male' when 2 then 'other' when 3 then '' else 'word' end
where customer_id % 3 = 0;
update customers set prefecture = case customer_id % 2 when 0 then null else '' end where customer_id % 6 = 0;
update customers set email = null where customer_id % 5 = 0;
update customers set phone = '' where customer_id % 7 = 0;
update subscriptions set ended_day = started_day + subscription_id % 200 where subscription_id % 2 = 0;
update subscriptions set state = 1 + subscription_id % 5 where subscription_id % 3 < 2;
insert into tags (tag_id, shop_id, name) values (1, $shop, 'vip'), (2, $shop, '遅い'), (3, $shop, 'nobody has this');
insert into customer_tags (customer_id, tag_id, shop_id, added_at, origin)
select customer_id, 1 + customer_id % 2, $shop, 0, 'test' from customers where customer_id % 3 = 0;
insert into customer_tags (customer_id, tag_id, shop_id, added_at, origin)
select customer_id, 2 - customer_id % 2, $shop, 0, 'test' from customers where customer_id % 12 = 0;
insert into consents (customer_id, consent_id, shop_id, channel, state, at, origin, evidence)
select customer_id, 1, $shop, 1 + customer_id % 7, 1, customer_id % 50, 'test', '' from customers;
insert into consents (customer_id, consent_id, shop_id, channel, state, at, origin, evidence)
select customer_id, 2, $shop, 1 + customer_id % 2, 2, customer_id % 37, 'test', '' from customers where customer_id % 3 < 2;
insert into consents (customer_id, consent_id, shop_id, channel, state, at, origin, evidence)
select customer_id, 3, $shop, 1 + customer_id % 3, 1 + customer_id % 2, customer_id % 50, 'test', '' from customers;
insert into segments (segment_id, shop_id, name, kind, condition, created_at, updated_at)
values (1, $shop, '名簿', 2, '', 0, 0), (2, $shop, 'empty list', 2, '', 0, 0);
insert into segment_members (customer_id, segment_id, entered_at, shop_id, left_at, entered_why)
select customer_id, 1, $moment, $shop, case when customer_id % 5 = 0 then $moment + 3000000 end, ''
from customers where customer_id % 3 = 1;
insert into journeys (journey_id, shop_id, name, state, version, created_at, updated_at)
values (1, $shop, 'F2', 2, 1, 0, 0), (2, $shop, '休眠', 2, 1, 0, 0);
insert into journey_runs (customer_id, run_id, shop_id, journey_id, version, entry_key, arm, state, node, entered_at,
                          ended_at, end_reason, memory)
select customer_id, 10 + customer_id % 2, $shop, 1 + customer_id % 2, 1, 'k', 1 + customer_id % 3, 1, 'n' || (customer_id % 3),
       $moment, case when customer_id % 4 = 0 then $moment + 1000000 end,
       case when customer_id % 4 = 0 then 'goal' end, '{}'
from customers where customer_id % 5 < 3;
insert into campaigns (campaign_id, shop_id, name, state, condition, holdout_permille, created_at, updated_at)
values (1, $shop, '秋', 4, '', 0, 0, 0);
insert into templates (template_id, shop_id, channel, name, subject, blocks, html, text, created_at, updated_at)
values (1, $shop, 1, 'first', '', '[]', '', '', 0, 0);
)sql";

// Two touches for two thirds of the customers, one of them not sent, and what came of them.
constexpr std::string_view kTouches = R"sql(
insert into touches (customer_id, message_key, touch_id, shop_id, channel, advertising, state, arm, journey_id, node, campaign_id,
                     template_id, variant, cost, priority, when_quiet, when_capped, planned_at, due_at, expires_at, sent_at,
                     attempts, reason, answer, why)
select customer_id, 'm$n', $n, $shop, 1 + (customer_id + $n) % 7, (customer_id + $n) % 2, 4 + (customer_id + $n) % 3, 1,
       case when (customer_id + $n) % 2 = 0 then 1 end, case when (customer_id + $n) % 2 = 0 then 'n1' end,
       case when (customer_id + $n) % 2 = 1 then 1 end, case when customer_id % 3 = 0 then 1 end, '', 0, 0, 1, 1, 0, 0, 0,
       case when (customer_id + $n) % 5 > 0 then $moment + $n * 400000 - customer_id % 11 * 50000 end, 0, '', '', '{}'
from customers where customer_id % 3 < 2;
insert into touch_events (customer_id, touch_id, event_id, shop_id, kind, at, machine, detail)
select customer_id, $n, 1, $shop, 1 + customer_id % 2, $moment + $n * 500000, customer_id % 3 / 2, ''
from customers where customer_id % 6 < 3;
insert into touch_events (customer_id, touch_id, event_id, shop_id, kind, at, machine, detail)
select customer_id, $n, 2, $shop, 1, $moment + $n * 700000, 0, '' from customers where customer_id % 7 = 0;
)sql";

std::string filled(std::string_view text, const std::vector<std::pair<std::string, std::string>>& places) {
  std::string out(text);
  for (const auto& [place, value] : places) {
    for (std::size_t at = out.find(place); at != std::string::npos; at = out.find(place, at + value.size()))
      out.replace(at, place.size(), value);
  }
  return out;
}

}  // namespace

Result<std::unique_ptr<MessyShop>> MessyShop::make(sql::Database& database, std::int64_t orders, bool merge_same_day) {
  std::unique_ptr<MessyShop> shop(new MessyShop(database));
  TSUZUKU_CHECK(shop->fill(orders, merge_same_day));
  return shop;
}

Status MessyShop::fill(std::int64_t orders, bool merge_same_day) {
  TSUZUKU_TRY(shops, services::Shops::open(*database_, ids_));
  TSUZUKU_TRY(created, shops.create({.name = "messy"}, kMessyNow));
  TSUZUKU_CHECK(services::store_demo(*database_, ids_, created, {.orders = orders}, kMessyNow, [](std::int64_t) {}));
  TSUZUKU_CHECK(shops.change(created.id, {.name = {}, .merge_same_day = merge_same_day}));
  TSUZUKU_TRY(changed, shops.get(created.id));
  shop_ = changed;
  return make_a_mess();
}

Status MessyShop::make_a_mess() {
  TSUZUKU_TRY(session, database_->writer());
  // Journeys and touches happened around half a year before the shop's last day.
  constexpr std::int64_t kMoment = (20'757 - 180) * kDaySeconds;
  const std::string moment = std::to_string(kMoment);
  TSUZUKU_CHECK(session->execute_script(filled(kMess, {{"$shop", shop_.id.text()}, {"$moment", moment}})));
  for (const char* n : {"1", "2"}) {
    TSUZUKU_CHECK(
        session->execute_script(filled(kTouches, {{"$shop", shop_.id.text()}, {"$moment", moment}, {"$n", n}})));
  }
  // Statistics as a running server has them: the planner must not take the shop for empty.
  return session->execute_script("analyze");
}

Result<ledger::Blocks> MessyShop::blocks() const {
  services::Ledgers ledgers(*database_);
  return ledgers.get(shop_, {ledger::Block::Lines, ledger::Block::Subscriptions, ledger::Block::People});
}

segments::SqlSettings MessyShop::settings(Day as_of) const {
  return {.as_of = as_of, .merge_same_day = shop_.merge_same_day, .day_begins = [](Day day) {
            return day.value * kDaySeconds - kJapan;
          }};
}

Result<std::vector<sql::Row>> MessyShop::rows(const segments::SqlText& text, sql::Parameters more) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(queries, sql::Queries::parse("segment", "-- name: segment\n" + text.text, session->dialect()));
  more.push_back({"shop_id", shop_.id.value});
  for (const segments::SqlParameter& parameter : text.parameters) more.push_back({parameter.name, parameter.value});
  return session->rows(queries.get("segment"), more);
}

Result<std::vector<std::int64_t>> MessyShop::ids(const segments::SqlText& text, sql::Parameters more) const {
  TSUZUKU_TRY(found, rows(text, std::move(more)));
  std::vector<std::int64_t> ids;
  for (const sql::Row& row : found) ids.push_back(sql::integer(row[0]));
  return ids;
}

}  // namespace tsuzuku::parity
