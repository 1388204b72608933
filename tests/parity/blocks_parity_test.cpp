// The blocks beside a ledger: alike from both databases, aligned with their ledger, and of one moment.

#include <algorithm>
#include <map>

#include "ledger/view.hpp"
#include "services/demo_shops/demo_shops.hpp"
#include "services/ledgers/ledgers.hpp"
#include "services/shops/shops.hpp"
#include "tests/parity/parity_test.hpp"

namespace tsuzuku::parity {
namespace {

using ledger::Block;
using ledger::Blocks;
using ledger::BlockSet;

constexpr std::int64_t kNow = 1'790'000'000;
constexpr BlockSet kAll{Block::Lines, Block::Subscriptions, Block::People, Block::Facts, Block::Touches};

// A demo shop with words of consent, tags and attributes that the generator does not tell.
struct Side {
  explicit Side(sql::Database& database_in) : database(database_in), ids([] { return kNow * 1'000; }) {}

  Status prepare() {
    TSUZUKU_TRY(opened, services::Shops::open(database, ids));
    shops = std::make_unique<services::Shops>(std::move(opened));
    // Another shop of the same database, whose rows must not be mixed in.
    for (const std::uint64_t seed : {1U, 2U}) {
      TSUZUKU_TRY(created, shops->create({.name = "shop " + std::to_string(seed)}, kNow));
      const auto stored =
          services::store_demo(database, ids, created, {.orders = 1'500, .seed = seed}, kNow, [](std::int64_t) {});
      if (!stored) return fail(stored.error());
      id = created.id;
    }
    TSUZUKU_CHECK(run("insert into tags (tag_id, shop_id, name) values (1, " + id.text() + ", 'vip'), (2, " +
                      id.text() + ", 'late')"));
    TSUZUKU_CHECK(
        run("insert into customer_tags (customer_id, tag_id, shop_id, added_at, origin) "
            "select customer_id, 1 + customer_id % 2, shop_id, 0, 'test' from customers where shop_id = " +
            id.text() + " and customer_id % 3 = 0"));
    for (const int word : {1, 2, 3}) {
      TSUZUKU_CHECK(
          run("insert into consents (customer_id, consent_id, shop_id, channel, state, at, origin, evidence) "
              "select customer_id, " +
              std::to_string(word) + ", shop_id, 1 + customer_id % 2, 1 + (customer_id + " + std::to_string(word) +
              ") % 2, (customer_id % 1000 * " + std::to_string(word * 7) +
              ") % 11, 'test', '' from customers where shop_id = " + id.text() + " and customer_id % 5 < 3"));
    }
    TSUZUKU_CHECK(run(
        "insert into touches (customer_id, message_key, touch_id, shop_id, channel, advertising, state, arm, variant, "
        "cost, priority, when_quiet, when_capped, planned_at, due_at, expires_at, sent_at, attempts, reason, answer, "
        "why) select customer_id, 'k', customer_id, shop_id, 1 + customer_id % 5, 1, 4, 1, '', customer_id % 90, 1, 1, "
        "1, 0, 0, 0, case when customer_id % 2 = 0 then 1770000000 + customer_id % 9000000 end, 1, '', '', '' "
        "from customers where customer_id % 3 > 0"));
    // One product in three lost its cost: some orders are costed in part, some not at all.
    TSUZUKU_CHECK(
        run("update order_lines set unit_cost = null where product_id % 3 = 0; "
            "update orders set cost = (select sum(coalesce(unit_cost, 0) * quantity) from order_lines l "
            "where l.customer_id = orders.customer_id and l.order_id = orders.order_id), "
            "uncosted = coalesce((select sum(l.amount - l.discount - coalesce(e.amount, 0)) from order_lines l "
            "join products p on p.product_id = l.product_id left join order_events e on e.customer_id = l.customer_id "
            "and e.order_id = l.order_id and e.kind = 3 and e.line_key = l.line_key "
            "where l.customer_id = orders.customer_id and l.order_id = orders.order_id and l.unit_cost is null "
            "and p.kind in (1, 5)), 0)"));
    TSUZUKU_CHECK(run("update customers set birth_date = -3000, gender = 'other' where customer_id % 7 = 0"));
    return run("update subscriptions set ended_day = started_day + 100 where state = 4");
  }

  Status run(const std::string& text) {
    TSUZUKU_TRY(session, database.writer());
    return session->execute_script(text);
  }
  Result<services::Shop> shop() const { return shops->get(id); }

  sql::Database& database;
  IdMaker ids;
  std::unique_ptr<services::Shops> shops;
  ShopId id;
};

class BlocksParityTest : public ParityTest {
 protected:
  void SetUp() override {
    ParityTest::SetUp();
    for (sql::Database* database : {&sqlite(), &postgres()}) {
      sides_.push_back(std::make_unique<Side>(*database));
      const Status prepared = sides_.back()->prepare();
      ASSERT_TRUE(prepared) << testing_support::tell(prepared.error());
    }
  }
  static Blocks load(const Side& side) {
    services::Ledgers ledgers(side.database);
    return ledgers.get(side.shop().value(), kAll).value();
  }
  std::vector<std::unique_ptr<Side>> sides_;
};

template <typename Span>
auto copied(const Span& span) {
  return std::vector(span.begin(), span.end());
}

TEST_F(BlocksParityTest, BothDatabasesGiveTheSameBlocks) {
  const Blocks here = load(*sides_[0]);
  const Blocks there = load(*sides_[1]);
  ASSERT_EQ(here.ledger->order_count(), 1'500U);
  EXPECT_EQ(here.ledger->columns().payment_due, there.ledger->columns().payment_due);
  EXPECT_EQ(here.ledger->columns().subscription, there.ledger->columns().subscription);
  EXPECT_EQ(here.ledger->columns().hour, there.ledger->columns().hour);
  EXPECT_EQ(here.ledger->columns().cancel_reason, there.ledger->columns().cancel_reason);
  EXPECT_EQ(here.ledger->columns().cost, there.ledger->columns().cost);
  EXPECT_EQ(here.ledger->part_costs().order, there.ledger->part_costs().order);
  EXPECT_EQ(here.ledger->part_costs().uncosted, there.ledger->part_costs().uncosted);
  ledger::for_each_return_column(here.ledger->returns(), there.ledger->returns(),
                                 [](const auto& x, const auto& y) { EXPECT_TRUE(x == y); });
  EXPECT_EQ(copied(here.ledger->products()), copied(there.ledger->products()));
  EXPECT_EQ(copied(here.ledger->products()), here.lines->products().codes);
  EXPECT_EQ(copied(here.facts->source_costs()), copied(there.facts->source_costs()));
  EXPECT_EQ(copied(here.facts->stock()), copied(there.facts->stock()));
  EXPECT_EQ(here.facts->products().names, there.facts->products().names);
  EXPECT_EQ(here.facts->products().unit_costs, there.facts->products().unit_costs);
  EXPECT_EQ(here.facts->products().codes, here.lines->products().codes);
  EXPECT_EQ(copied(here.touches->day()), copied(there.touches->day()));
  EXPECT_EQ(copied(here.touches->cost()), copied(there.touches->cost()));
  EXPECT_EQ(copied(here.touches->channel()), copied(there.touches->channel()));
  EXPECT_GT(here.touches->count(), 100U);
  EXPECT_GT(here.facts->stock().size(), 1'000U);
  EXPECT_EQ(copied(here.lines->order_begin()), copied(there.lines->order_begin()));
  EXPECT_EQ(copied(here.lines->product()), copied(there.lines->product()));
  EXPECT_EQ(copied(here.lines->quantity()), copied(there.lines->quantity()));
  EXPECT_EQ(copied(here.lines->amount()), copied(there.lines->amount()));
  EXPECT_EQ(copied(here.lines->cost()), copied(there.lines->cost()));
  EXPECT_EQ(copied(here.subscriptions->state()), copied(there.subscriptions->state()));
  EXPECT_EQ(copied(here.subscriptions->started()), copied(there.subscriptions->started()));
  EXPECT_EQ(copied(here.subscriptions->ended()), copied(there.subscriptions->ended()));
  EXPECT_EQ(copied(here.people->birth_day()), copied(there.people->birth_day()));
  EXPECT_EQ(copied(here.people->contact()), copied(there.people->contact()));
  EXPECT_EQ(copied(here.people->gender()), copied(there.people->gender()));
  EXPECT_EQ(copied(here.people->prefecture()), copied(there.people->prefecture()));
  EXPECT_EQ(copied(here.people->consents()), copied(there.people->consents()));
  EXPECT_EQ(copied(here.people->tags()), copied(there.people->tags()));
  for (ledger::CustomerIndex c = 0; c < here.ledger->customer_count(); ++c)
    ASSERT_EQ(copied(here.people->tags_of(c)), copied(there.people->tags_of(c)));
  EXPECT_TRUE(std::ranges::any_of(here.people->consents(), [](std::uint16_t words) { return words != 0; }));
  EXPECT_GT(here.subscriptions->count(), 0U);
}

// What the lines of an order come to is what the ledger says the order came to.
TEST_F(BlocksParityTest, LinesAddUpToTheirOrders) {
  const Blocks blocks = load(*sides_[0]);
  ASSERT_VALUE(session, sides_[0]->database.reader());
  ASSERT_VALUE(rows, session->rows({.name = "discounts",
                                    .text = "select customer_id, ordered_day, sum(order_discount) from orders "
                                            "where shop_id = " +
                                            sides_[0]->id.text() + " and has_customer = 1 group by 1, 2",
                                    .parameters = {}}));
  const ledger::Columns& columns = blocks.ledger->columns();
  for (const sql::Row& row : rows) {
    const auto customer = blocks.ledger->find_customer(sql::integer(row[0]));
    ASSERT_TRUE(customer);
    Money lines = 0, orders = 0;
    const auto own = blocks.ledger->orders_of(*customer);
    for (auto order = own.begin; order < own.end; ++order) {
      if (columns.day[order] != sql::integer(row[1])) continue;
      orders += columns.net_before_returns[order] + columns.points[order];
      const auto range = blocks.lines->lines_of(order);
      for (auto line = range.begin; line < range.end; ++line) lines += blocks.lines->amount()[line];
    }
    ASSERT_EQ(lines, orders + sql::integer(row[2]));
  }
  EXPECT_GT(rows.size(), 500U);
}

std::vector<sql::Row> rows_of(sql::Database& database, const std::string& text) {
  const auto session = database.reader();
  return (*session)->rows({.name = "q", .text = text, .parameters = {}}).value();
}

// What came back, of which product and why, as SQL tells it.
TEST_F(BlocksParityTest, ReturnsNameTheirProductsAndReasons) {
  const Blocks blocks = load(*sides_[0]);
  const ledger::Returns& returns = blocks.ledger->returns();
  std::map<std::string, std::pair<std::int64_t, Money>> by_product;
  std::map<std::string_view, std::int64_t> by_reason;
  for (std::size_t at = 0; at < returns.order.size(); ++at) {
    auto& [pieces, amount] = by_product[blocks.ledger->products()[returns.product[at]]];
    pieces += returns.quantity[at];
    amount += returns.amount[at];
    ++by_reason[name_of(returns.reason[at])];
  }
  const std::string of_shop = " e.kind = 8 and e.amount > 0 and e.shop_id = " + sides_[0]->id.text();
  const auto products = rows_of(sides_[0]->database,
                                "select p.code, sum(e.quantity), sum(e.amount) from order_events e join products p on "
                                "p.product_id = e.product_id where" +
                                    of_shop + " group by p.code");
  ASSERT_GT(products.size(), 3U);
  EXPECT_EQ(by_product.size(), products.size());
  for (const sql::Row& row : products) {
    EXPECT_EQ(by_product[sql::text(row[0])], std::pair(sql::integer(row[1]), sql::integer(row[2])))
        << sql::text(row[0]);
  }
  for (const auto& [words, reason] :
       {std::pair("初期不良", "defect"), {"受取拒否", "refused"}, {"誤配送", "wrong_goods"}}) {
    const auto rows = rows_of(sides_[0]->database, "select count(*) from order_events e where e.reason = '" +
                                                       std::string(words) + "' and" + of_shop);
    EXPECT_EQ(by_reason[reason], sql::integer(rows[0][0])) << reason;
    EXPECT_GT(by_reason[reason], 0) << reason;
  }
}

// Hour, reasons and costs as SQL tells them by another way.
TEST_F(BlocksParityTest, HoursReasonsAndCostsAreThoseOfTheStore) {
  const Blocks blocks = load(*sides_[0]);
  const ledger::Columns& columns = blocks.ledger->columns();
  sql::Database& database = sides_[0]->database;
  const std::string shop = sides_[0]->id.text();
  std::map<std::int64_t, std::int64_t> hours;
  for (const std::uint8_t hour : columns.hour) ++hours[hour];
  for (const sql::Row& row : rows_of(
           database, "select ((ordered_at + 9 * 3600) % 86400) / 3600, count(*) from orders where shop_id = " + shop +
                         " and (ordered_at + 9 * 3600) % 86400 <> 0 group by 1")) {
    EXPECT_EQ(hours[sql::integer(row[0])], sql::integer(row[1])) << sql::integer(row[0]);
  }

  std::map<std::string_view, std::int64_t> reasons;
  for (const domain::LossReason reason : columns.cancel_reason) ++reasons[name_of(reason)];
  const auto words = [&](const std::string& list) {
    return sql::integer(rows_of(database, "select count(*) from order_events where kind = 2 and shop_id = " + shop +
                                              " and reason in (" + list + ")")[0][0]);
  };
  EXPECT_EQ(reasons["credit_denied"], words("'与信NG', 'カード決済不可'"));
  EXPECT_EQ(reasons["unpaid"], words("'入金期限切れ'"));
  EXPECT_EQ(reasons["customer_request"], words("'お客様都合'"));
  EXPECT_EQ(reasons["duplicate_or_fraud"], words("'重複注文'"));
  EXPECT_GT(reasons["unpaid"], 0);
  EXPECT_EQ(reasons["other"] + reasons["not_told"], 0);

  const ledger::View view(*blocks.ledger, *blocks.ledger->last_day());
  Money cost = 0, uncosted = 0;
  for (ledger::OrderIndex order = 0; order < blocks.ledger->order_count(); ++order) {
    cost += view.cost(order);
    uncosted += view.uncosted(order);
  }
  const sql::Row told = rows_of(database, "select sum(cost), sum(uncosted) from orders where shop_id = " + shop)[0];
  EXPECT_EQ(cost, sql::integer(told[0]));
  EXPECT_EQ(uncosted, sql::integer(told[1]));
  EXPECT_GT(blocks.ledger->part_costs().order.size(), 10U);
  EXPECT_TRUE(std::ranges::any_of(columns.cost, [](std::int32_t each) { return each < 0; }));
}

// Where goods were struck from an order for want of stock, the store room had none of them.
TEST_F(BlocksParityTest, TheStoreRoomWasEmptyWhenGoodsWereMissing) {
  const Blocks blocks = load(*sides_[0]);
  const auto missing =
      rows_of(sides_[0]->database,
              "select p.code, o.ordered_day from order_events e join products p on p.product_id = "
              "e.product_id join orders o on o.customer_id = e.customer_id and o.order_id = e.order_id "
              "where e.kind = 3 and e.shop_id = " +
                  sides_[0]->id.text());
  ASSERT_GT(missing.size(), 5U);
  for (const sql::Row& row : missing) {
    const auto product = blocks.lines->find_product(sql::text(row[0]));
    ASSERT_TRUE(product);
    EXPECT_EQ(blocks.facts->on_hand(*product, Day{static_cast<std::int32_t>(sql::integer(row[1]))}), 0);
  }
}

TEST_F(BlocksParityTest, OrdersNameTheirCustomersOwnSubscription) {
  for (const auto& side : sides_) {
    const Blocks blocks = load(*side);
    const ledger::Columns& columns = blocks.ledger->columns();
    std::size_t of_subscriptions = 0;
    for (ledger::CustomerIndex c = 0; c < blocks.ledger->customer_count(); ++c) {
      const auto own = blocks.ledger->orders_of(c);
      const auto subscriptions = blocks.subscriptions->of(c);
      for (auto order = own.begin; order < own.end; ++order) {
        ASSERT_LE(columns.subscription[order], subscriptions.size());
        if (columns.subscription[order] == 0) continue;
        ++of_subscriptions;
        const auto at = subscriptions.begin + columns.subscription[order] - 1U;
        EXPECT_LE(blocks.subscriptions->started()[at], columns.day[order]);
      }
    }
    EXPECT_GT(of_subscriptions, 100U);
  }
}

TEST_F(BlocksParityTest, WhatIsCurrentIsKeptAndTheRestRenewed) {
  for (const auto& side : sides_) {
    services::Ledgers ledgers(side->database);
    const auto alone = ledgers.get(side->shop().value(), {}).value();
    EXPECT_EQ(alone.held(), BlockSet{});
    const auto with_lines = ledgers.get(side->shop().value(), {Block::Lines}).value();
    EXPECT_EQ(with_lines.ledger, alone.ledger);
    const auto all = ledgers.get(side->shop().value(), kAll).value();
    EXPECT_EQ(all.lines, with_lines.lines);

    // A word of consent changes the people and nothing else.
    ASSERT_TRUE(side->run("update customers set gender = 'x'"));
    {
      ASSERT_VALUE(session, side->database.writer());
      ASSERT_TRUE(services::touch_shop_people(*session, side->id));
    }
    const auto without_people = ledgers.get(side->shop().value(), {Block::Lines}).value();
    EXPECT_EQ(without_people.people, all.people) << "nobody asked for people";
    const auto renewed = ledgers.get(side->shop().value(), kAll).value();
    EXPECT_EQ(renewed.ledger, all.ledger);
    EXPECT_EQ(renewed.lines, all.lines);
    EXPECT_NE(renewed.people, all.people);
    EXPECT_EQ(renewed.people->genders().back(), "x");

    // Orders change: everything is of the new moment.
    ASSERT_TRUE(
        side->run("delete from order_events; delete from orders where order_id = (select max(order_id) from orders "
                  "where shop_id = " +
                  side->id.text() + ")"));
    {
      ASSERT_VALUE(session, side->database.writer());
      services::DataChange change;
      change.add_all();
      ASSERT_TRUE(services::touch_shop_data(*session, side->id, change));
    }
    const auto next = ledgers.get(side->shop().value(), {Block::Lines}).value();
    EXPECT_EQ(next.ledger->order_count(), all.ledger->order_count() - 1);
    EXPECT_EQ(next.lines->order_count(), next.ledger->order_count());
    EXPECT_FALSE(next.people);
    ASSERT_TRUE(ledgers.refresh(side->shop().value()));
    EXPECT_EQ(ledgers.get(side->shop().value(), {}).value().held(), BlockSet{Block::Lines});
  }
}

}  // namespace
}  // namespace tsuzuku::parity
