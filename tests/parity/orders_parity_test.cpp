// The order writer on SQLite and PostgreSQL: the same drafts, the same ids, the same rows.

#include <algorithm>
#include <map>

#include "demo/demo.hpp"
#include "services/check/check.hpp"
#include "services/ledgers/load_ledger.hpp"
#include "services/orders/order_writer.hpp"
#include "services/shops/shops.hpp"
#include "tests/parity/parity_test.hpp"

namespace tsuzuku::parity {
namespace {

using services::OrderWriter;
using services::WriteCounts;

constexpr std::int64_t kNow = 1'790'000'000;

// A store with one shop, and ids that count up alike on both sides.
struct Side {
  explicit Side(sql::Database& database_in) : database(database_in), ids([] { return kNow * 1'000; }) {}

  Status prepare() {
    TSUZUKU_TRY(shops, services::Shops::open(database, ids));
    TSUZUKU_TRY(created, shops.create({.name = "店"}, kNow));
    shop = created;
    return {};
  }

  Result<WriteCounts> write(const std::vector<domain::OrderDraft>& orders,
                            const std::vector<domain::ProductDraft>& products = {},
                            std::vector<std::string>* refused = nullptr) {
    TSUZUKU_TRY(session, database.writer());
    TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
    const auto refuse = [&](const domain::OrderDraft& draft, std::string_view reason, ErrorArguments) -> Status {
      if (refused != nullptr) refused->push_back(draft.number + " " + std::string(reason));
      return {};
    };
    TSUZUKU_TRY(writer, OrderWriter::open({.session = session.get(),
                                           .ids = &ids,
                                           .shop = shop.id,
                                           .import = ImportId{1},
                                           .now = kNow,
                                           .refuse = refuse}));
    for (const auto& product : products) TSUZUKU_CHECK(writer.add(product));
    for (const auto& order : orders) TSUZUKU_CHECK(writer.add(order));
    TSUZUKU_CHECK(writer.finish());
    TSUZUKU_CHECK(transaction.commit());
    return writer.counts();
  }

  std::vector<sql::Row> select(const std::string& text) {
    const auto query = sql::Queries::parse("t", "-- name: q\n" + text, database.dialect());
    return (*database.reader())->rows(query->get("q")).value();
  }
  std::map<std::string, std::int64_t> rounds() {
    std::map<std::string, std::int64_t> all;
    for (const auto& row : select("select order_number, round from orders where round is not null")) {
      all[sql::text(row[0])] = sql::integer(row[1]);
    }
    return all;
  }
  Day started() {
    return Day{
        static_cast<std::int32_t>(sql::integer(select("select min(started_day) from subscriptions").at(0).at(0)))};
  }

  Result<std::vector<sql::Row>> dump() {
    TSUZUKU_TRY(session, database.reader());
    std::vector<sql::Row> all;
    for (const char* text :
         {"select * from customers order by customer_id", "select * from identities order by customer_id, kind, value",
          "select * from order_numbers order by order_id", "select * from orders order by order_id",
          "select * from order_lines order by order_id, line_position, line_key",
          "select * from order_events order by order_id, kind, line_position_or_key",
          "select * from subscriptions order by subscription_id", "select * from products order by product_id",
          "select * from consents order by customer_id, consent_id"}) {
      std::string sql_text = text;
      if (const auto at = sql_text.find("line_position_or_key"); at != std::string::npos) {
        sql_text.replace(at, 20, session->dialect() == sql::Dialect::Postgres ? "line_key collate \"C\"" : "line_key");
      }
      TSUZUKU_TRY(rows, session->rows(sql::Query{.name = text, .text = sql_text, .parameters = {}}));
      all.insert(all.end(), rows.begin(), rows.end());
    }
    return all;
  }

  sql::Database& database;
  IdMaker ids;
  services::Shop shop;
};

class OrdersParityTest : public ParityTest {
 protected:
  void SetUp() override {
    ParityTest::SetUp();
    here_ = std::make_unique<Side>(sqlite());
    there_ = std::make_unique<Side>(postgres());
    ASSERT_TRUE(here_->prepare());
    ASSERT_TRUE(there_->prepare());
    const auto made = demo::generate(
        {.orders = 2'500},
        [this](domain::OrderDraft draft) -> Status {
          orders_.push_back(std::move(draft));
          return {};
        },
        [this](domain::ProductDraft draft) -> Status {
          products_.push_back(std::move(draft));
          return {};
        },
        [](const domain::SourceCostDraft&) -> Status { return {}; });
    ASSERT_TRUE(made);
  }

  void expect_same_rows() {
    const auto here = here_->dump();
    const auto there = there_->dump();
    ASSERT_TRUE(here) << here.error().key;
    ASSERT_TRUE(there) << there.error().key;
    ASSERT_EQ(here->size(), there->size());
    for (std::size_t i = 0; i < here->size(); ++i) ASSERT_EQ((*here)[i] == (*there)[i], true) << "row " << i;
  }

  void expect_sound() {
    for (Side* side : {here_.get(), there_.get()}) {
      auto report = services::check_store(side->database, side->shop);
      ASSERT_TRUE(report) << report.error().key;
      const auto ledger = services::load_ledger(side->database, side->shop);
      ASSERT_TRUE(ledger) << ledger.error().key;
      ASSERT_TRUE(services::check_ledger(side->database, side->shop, **ledger, *report));
      for (const auto& finding : report->findings)
        EXPECT_EQ(finding.broken, 0) << finding.rule << " " << finding.example;
    }
  }

  std::unique_ptr<Side> here_;
  std::unique_ptr<Side> there_;
  std::vector<domain::OrderDraft> orders_;
  std::vector<domain::ProductDraft> products_;
};

TEST_F(OrdersParityTest, WritesADemoShopAlikeAndTwiceChangesNothing) {
  for (Side* side : {here_.get(), there_.get()}) {
    const auto first = side->write(orders_, products_);
    ASSERT_TRUE(first) << first.error().key;
    EXPECT_EQ(first->orders_new, 2'500);
    const auto second = side->write(orders_, products_);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->orders_same, 2'500);
    EXPECT_FALSE(second->changed());
  }
  expect_same_rows();
  expect_sound();
}

TEST_F(OrdersParityTest, ChangesArriveAlike) {
  std::vector<domain::OrderDraft> changed = orders_;
  for (std::size_t i = 0; i < changed.size(); i += 3) {
    changed[i].state = domain::OrderState::Cancelled;
    changed[i].cancelled_day = changed[i].ordered_day + 2;
    changed[i].lines.front().returned_quantity = 1;
  }
  for (Side* side : {here_.get(), there_.get()}) {
    ASSERT_TRUE(side->write(orders_, products_));
    const auto second = side->write(changed);
    ASSERT_TRUE(second) << second.error().key;
    EXPECT_EQ(second->orders_new, 0);
    EXPECT_GT(second->orders_changed, 500);
    const auto third = side->write(orders_);
    ASSERT_TRUE(third);
  }
  expect_same_rows();
  expect_sound();
}

// Orders of a subscription whose file tells no rounds: January and March first, then what lay between, then news of it.
TEST_F(OrdersParityTest, RoundsNobodyToldAreCountedHoweverOrdersArrive) {
  const Day january = *parse_day("2026-01-05");
  const auto order_on = [&](int days, std::optional<int> round = std::nullopt) {
    domain::OrderDraft order = orders_.front();
    order.number = "S-" + std::to_string(days);
    order.ordered_day = january + days;
    order.ordered_at = std::int64_t{order.ordered_day.value} * 86'400;
    order.subscription_number = "S1";
    order.subscription_state.reset();
    order.round = round;
    order.state = domain::OrderState::Accepted;
    order.cancelled_day.reset();
    return order;
  };
  auto cancelled = order_on(30);
  cancelled.state = domain::OrderState::Cancelled;
  cancelled.cancelled_day = january + 31;
  using Rounds = std::map<std::string, std::int64_t>;
  for (Side* side : {here_.get(), there_.get()}) {
    ASSERT_TRUE(side->write({order_on(60), order_on(0)}));
    EXPECT_EQ(side->rounds(), (Rounds{{"S-0", 1}, {"S-60", 2}}));
    ASSERT_TRUE(side->write({order_on(30)}));
    EXPECT_EQ(side->rounds(), (Rounds{{"S-0", 1}, {"S-30", 2}, {"S-60", 3}}));
    EXPECT_EQ(side->write({order_on(30), order_on(60)})->orders_same, 2) << "a counted round is no news";
    ASSERT_TRUE(side->write({cancelled}));
    EXPECT_EQ(side->rounds(), (Rounds{{"S-0", 1}, {"S-30", 2}, {"S-60", 2}}));
    ASSERT_TRUE(side->write({order_on(0, 7), order_on(-30)}));
    EXPECT_EQ(side->rounds(), (Rounds{{"S--30", 1}, {"S-0", 7}, {"S-30", 8}, {"S-60", 8}})) << "what is told stands";
    EXPECT_EQ(side->started(), january - 30);
  }
  expect_same_rows();
  expect_sound();
}

TEST_F(OrdersParityTest, ASaleWithoutCustomerFindsItsCustomerLater) {
  domain::OrderDraft anonymous = orders_.front();
  anonymous.customer = {};
  for (Side* side : {here_.get(), there_.get()}) {
    ASSERT_TRUE(side->write({anonymous}));
    const auto named = side->write({orders_.front()});
    ASSERT_TRUE(named) << named.error().key;
    EXPECT_EQ(named->orders_changed, 1);
    EXPECT_EQ(named->customers_new, 1);
  }
  expect_same_rows();
  expect_sound();
}

TEST_F(OrdersParityTest, AnOrderOfAnotherCustomerIsRefused) {
  domain::OrderDraft stolen = orders_.front();
  stolen.customer.number = "somebody-else";
  for (Side* side : {here_.get(), there_.get()}) {
    ASSERT_TRUE(side->write({orders_.front()}));
    std::vector<std::string> refused;
    ASSERT_TRUE(side->write({stolen}, {}, &refused));
    EXPECT_EQ(refused, std::vector<std::string>{stolen.number + " order_of_other_customer"});
  }
  expect_same_rows();
}

TEST_F(OrdersParityTest, FlaggingAProductAsGiftRecountsPurchases) {
  for (Side* side : {here_.get(), there_.get()}) {
    ASSERT_TRUE(side->write(orders_, products_));
    std::vector<domain::ProductDraft> gifts = products_;
    for (auto& product : gifts) product.kind = domain::ProductKind::Gift;
    ASSERT_TRUE(side->write({}, gifts));
    const auto ledger = services::load_ledger(side->database, side->shop);
    ASSERT_TRUE(ledger);
    EXPECT_TRUE(std::ranges::none_of((*ledger)->columns().flags,
                                     [](std::uint8_t flags) { return (flags & ledger::kPurchaseFlag) != 0; }));
  }
  expect_same_rows();
  expect_sound();
}

// A cancelled order of which no line is told stays one of ordinary goods, whatever becomes of the products; lines
// that are told later decide.
TEST_F(OrdersParityTest, AnOrderWithoutLinesIsAPurchaseUntilItsLinesAreTold) {
  domain::OrderDraft bare = orders_.front();
  bare.number = "bare";
  bare.lines.clear();
  bare.state = domain::OrderState::Cancelled;
  bare.cancelled_day = bare.ordered_day;
  domain::OrderDraft credit = bare;
  credit.number = "credit";
  credit.state.reset();
  credit.cancelled_day.reset();
  credit.credits = {{.key = "1", .product_code = "x", .quantity = 1, .amount = 100, .day = credit.ordered_day}};
  const auto flags = [](Side& side) {
    std::vector<std::int64_t> told;
    for (const auto& row :
         side.select("select is_purchase from orders where order_number in ('bare', 'credit') order by order_number"))
      told.push_back(sql::integer(row[0]));
    return told;
  };
  using Flags = std::vector<std::int64_t>;
  std::vector<domain::ProductDraft> gifts = products_;
  for (auto& product : gifts) product.kind = domain::ProductKind::Gift;
  for (Side* side : {here_.get(), there_.get()}) {
    ASSERT_TRUE(side->write({bare, credit}, products_));
    EXPECT_EQ(flags(*side), (Flags{1, 0}));
    ASSERT_TRUE(side->write({}, gifts));
    EXPECT_EQ(flags(*side), (Flags{1, 0}));
  }
  expect_same_rows();
  expect_sound();
  domain::OrderDraft told = bare;
  told.lines = orders_.front().lines;
  for (Side* side : {here_.get(), there_.get()}) {
    ASSERT_TRUE(side->write({told}));
    EXPECT_EQ(flags(*side), (Flags{0, 0}));
  }
  expect_same_rows();
  expect_sound();
}

domain::OrderDraft order_of(const std::string& customer, const std::string& number, int day, Money amount) {
  domain::OrderDraft order;
  order.number = number;
  order.customer.number = customer;
  order.ordered_day = Day{20'000 + day};
  order.ordered_at = order.ordered_day.value * std::int64_t{86'400};
  order.lines = {{.key = "1", .product_code = "TEA", .quantity = 1, .unit_price = amount, .amount = amount}};
  return order;
}

// Within thirty days after a return, of the same customer, and for nothing; whichever of the two is written first.
TEST_F(OrdersParityTest, WhatIsSentInPlaceOfAReturnIsNoPurchase) {
  using Kinds = std::map<std::string, std::int64_t>;
  const auto kinds = [](Side& side) {
    Kinds found;
    for (const auto& row : side.select("select order_number, kind, is_purchase from orders")) {
      found[sql::text(row[0])] = sql::integer(row[1]);
      EXPECT_EQ(sql::integer(row[2]), sql::integer(row[1]) == 1 ? 1 : 0);
    }
    return found;
  };
  const domain::OrderDraft kept = order_of("hanako", "A", 0, 1'000);
  domain::OrderDraft returned = kept;
  returned.lines[0].returned_quantity = 1;
  returned.lines[0].returned_day = returned.ordered_day + 5;
  domain::OrderDraft taken_back = kept;
  taken_back.lines[0].returned_quantity = 0;
  const std::vector<domain::OrderDraft> free_ones{order_of("hanako", "B", 35, 0), order_of("hanako", "C", 36, 0),
                                                  order_of("hanako", "D", 4, 0), order_of("taro", "E", 8, 0)};
  for (Side* side : {here_.get(), there_.get()}) {
    ASSERT_TRUE(side->write(free_ones));
    ASSERT_TRUE(side->write({kept}));
    EXPECT_EQ(kinds(*side), (Kinds{{"A", 1}, {"B", 1}, {"C", 1}, {"D", 1}, {"E", 1}}));
    const auto later = side->write({returned});
    ASSERT_TRUE(later);
    EXPECT_EQ(later->orders_changed, 1);
    EXPECT_EQ(kinds(*side), (Kinds{{"A", 1}, {"B", 3}, {"C", 1}, {"D", 1}, {"E", 1}}));
    const auto again = side->write(free_ones);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->orders_same, 4);
  }
  expect_sound();
  expect_same_rows();
  for (Side* side : {here_.get(), there_.get()}) {
    domain::OrderDraft paid_after_all = order_of("hanako", "B", 35, 900);
    ASSERT_TRUE(side->write({paid_after_all}));
    EXPECT_EQ(kinds(*side).at("B"), 1);
    ASSERT_TRUE(side->write({free_ones[0]}));
    EXPECT_EQ(kinds(*side).at("B"), 3);
    ASSERT_TRUE(side->write({taken_back}));
    EXPECT_EQ(kinds(*side).at("B"), 1) << "nothing came back";
  }
  expect_sound();
}

// The cost of goods told after their orders: by the product master, whose goods the orders' lines then cost.
TEST_F(OrdersParityTest, OrdersAreCostedWhenTheirProductsAre) {
  std::vector<domain::OrderDraft> uncosted = orders_;
  for (auto& order : uncosted) {
    for (auto& line : order.lines) line.unit_cost.reset();
  }
  std::vector<domain::ProductDraft> without_cost = products_;
  for (auto& product : without_cost) product.unit_cost.reset();
  for (Side* side : {here_.get(), there_.get()}) {
    ASSERT_TRUE(side->write(uncosted, without_cost));
    EXPECT_GT(sql::integer(side->select("select cast(sum(uncosted) as bigint) from orders").at(0).at(0)), 5'000'000);
  }
  expect_sound();
  for (Side* side : {here_.get(), there_.get()}) {
    ASSERT_TRUE(side->write({}, products_));
    const auto costed =
        side->select("select cast(sum(uncosted) as bigint), cast(sum(cost) as bigint) from orders").at(0);
    EXPECT_EQ(sql::integer(costed[0]), 0);
    Money cost = 0;
    for (const auto& order : orders_) {
      for (const auto& line : order.lines)
        cost += *line.unit_cost * (line.quantity - line.out_of_stock_quantity.value_or(0));
    }
    EXPECT_EQ(sql::integer(costed[1]), cost);
    const auto again = side->write(uncosted);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->orders_changed, 0) << "orders that tell no cost leave it as it is";
  }
  expect_same_rows();
  expect_sound();
}

}  // namespace
}  // namespace tsuzuku::parity
