// Conditions made by chance on a messy shop: what the ledger answers is what the translation answers on SQLite and on
// PostgreSQL. TSUZUKU_CONDITIONS (how many) and TSUZUKU_SEED ask for more than the default run.

#include <cstdlib>

#include "base/limits.hpp"
#include "base/random.hpp"
#include "segments/evaluate.hpp"
#include "segments/random_conditions_for_tests.hpp"
#include "segments/shape.hpp"
#include "segments/text.hpp"
#include "tests/parity/messy_shop.hpp"
#include "tests/parity/parity_test.hpp"

namespace tsuzuku::parity {
namespace {

using segments::Checked;
using segments::Condition;

constexpr Day kLastDay{20'757};  // of the demo shop

std::int64_t from_environment(const char* name, std::int64_t otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr ? std::atoll(value) : otherwise;
}

segments::Surroundings surroundings() {
  return {.currency = {"JPY", 0},
          .segment = [](std::string_view name) -> Result<std::optional<segments::NamedSegment>> {
            if (name == "live") return segments::NamedSegment{false, "stage >= 2 or tag = \"vip\""};
            return segments::NamedSegment{true, ""};
          },
          .own_name = {}};
}

// Asks the translation, as services do.
class StoreFacts final : public segments::ExternalFacts {
 public:
  explicit StoreFacts(const MessyShop& shop) : shop_(&shop) {}
  Result<std::vector<std::int64_t>> customers(const Condition& leaf, Day as_of) override {
    return shop_->ids(segments::sql_of_members(leaf, shop_->shop().currency, shop_->settings(as_of)));
  }

 private:
  const MessyShop* shop_;
};

segments::RandomConditions::World world_of(const ledger::Blocks& blocks, Day as_of) {
  segments::RandomConditions::World world{.as_of = as_of, .names = {}};
  const auto names = [&](const char* source, std::span<const std::string> known) {
    auto& list = world.names[source];
    for (const std::string& name : known) {
      if (!name.empty()) list.push_back(name);
    }
    list.emplace_back("no such \"name\"");
  };
  names("source", blocks.ledger->sources());
  names("payment_method", blocks.ledger->payment_methods());
  names("product", blocks.lines->products().codes);
  names("prefecture", blocks.people->prefectures());
  names("tag", blocks.people->tags());
  // RFM and CPM refuse names they do not know.
  for (const char* filter : {"source", "payment_method"}) world.names[filter].pop_back();
  world.names["segment"] = {"live", "名簿", "empty list"};
  world.names["journey"] = {"F2", "休眠", "none"};
  world.names["campaign"] = {"秋", "none"};
  world.names["template"] = {"first", "none"};
  return world;
}

class SegmentsParityTest : public ParityTest {
 protected:
  void prepare(std::int64_t orders, bool merge_same_day) {
    ASSERT_VALUE(here, MessyShop::make(sqlite(), orders, merge_same_day));
    ASSERT_VALUE(there, MessyShop::make(postgres(), orders, merge_same_day));
    ASSERT_VALUE(loaded, here->blocks());
    here_ = std::move(here);
    there_ = std::move(there);
    blocks_ = loaded;
  }

  // Ids by ledger, SQLite and PostgreSQL; expects them to be equal.
  void expect_alike(const Checked& condition, Day as_of) {
    const std::string text = segments::to_text(condition.condition()) + " as of " + to_text(as_of);
    StoreFacts facts(*here_);
    ASSERT_VALUE(set, segments::evaluate(condition, {.blocks = blocks_, .as_of = as_of, .external = &facts}));
    const auto sql = segments::sql_of_members(condition, here_->settings(as_of));
    ASSERT_VALUE(here, here_->ids(sql));
    ASSERT_VALUE(there, there_->ids(sql));
    ASSERT_EQ(here, there) << "SQLite and PostgreSQL differ: " << text << "\n" << sql.text;
    ASSERT_EQ(set.ids(*blocks_.ledger), here) << "ledger and SQLite differ: " << text << "\n" << sql.text;
    held_for_some_ += set.count() > 0 && set.count() < std::ssize(blocks_.ledger->customer_ids());
  }

  // Values and truth of every leaf, for one customer.
  void expect_same_reasons(const Checked& condition, Day as_of, ledger::CustomerIndex customer) {
    const std::string text = segments::to_text(condition.condition()) + " as of " + to_text(as_of);
    StoreFacts facts(*here_);
    ASSERT_VALUE(answers,
                 segments::explain(condition, {.blocks = blocks_, .as_of = as_of, .external = &facts}, customer));
    const auto sql = segments::sql_of_answers(condition, here_->settings(as_of));
    for (const MessyShop* side : {here_.get(), there_.get()}) {
      ASSERT_VALUE(rows, side->rows(sql, {{"customer_id", blocks_.ledger->customer_ids()[customer]}}));
      ASSERT_EQ(rows.size(), 1U);
      ASSERT_EQ(rows[0].size(), 1 + 2 * answers.size());
      for (std::size_t i = 0; i < answers.size(); ++i) {
        const segments::LeafAnswer& ours = answers[i];
        const sql::Value& value = rows[0][1 + 2 * i];
        ASSERT_EQ(ours.holds, sql::integer(rows[0][2 + 2 * i]) != 0) << text << "\n" << sql.text;
        if (ours.leaf->leaf.field->is_external()) continue;
        ASSERT_EQ(ours.value.has_value(), !sql::is_null(value)) << text << "\n" << sql.text;
        if (!ours.value) continue;
        if (ours.leaf->leaf.field->type == segments::Type::Text) {
          ASSERT_EQ(ours.name, sql::text(value)) << text;
        } else {
          ASSERT_EQ(*ours.value, sql::integer(value)) << text << "\n" << sql.text;
        }
      }
    }
  }

  // The question that is asked before something is sent.
  void expect_alike_for_one(const std::string& text) {
    constexpr ledger::CustomerIndex kCustomer = 7;
    ASSERT_VALUE(condition, segments::checked(text, surroundings()));
    StoreFacts facts(*here_);
    ASSERT_VALUE(set, segments::evaluate(condition, {.blocks = blocks_, .as_of = kLastDay, .external = &facts}));
    const auto sql = segments::sql_of_member(condition, here_->settings(kLastDay));
    for (const MessyShop* side : {here_.get(), there_.get()}) {
      ASSERT_VALUE(ids, side->ids(sql, {{"customer_id", blocks_.ledger->customer_ids()[kCustomer]}}));
      ASSERT_EQ(ids.size(), set.has(kCustomer) ? 1U : 0U) << text;
    }
  }

  std::unique_ptr<MessyShop> here_;
  std::unique_ptr<MessyShop> there_;
  ledger::Blocks blocks_;
  std::int64_t held_for_some_ = 0;
};

TEST_F(SegmentsParityTest, LedgerAndBothDatabasesAgree) {
  const std::int64_t conditions = from_environment("TSUZUKU_CONDITIONS", 2'000);
  const std::int64_t seed = from_environment("TSUZUKU_SEED", 1);
  prepare(700, true);
  Random random(static_cast<std::uint64_t>(seed));
  for (std::int64_t i = 0; i < conditions && !HasFatalFailure(); ++i) {
    const Day as_of = kLastDay + 30 - static_cast<int>(random.below(random.chance(0.6) ? 40 : 1'200));
    segments::RandomConditions conditions_by_chance(random.next(), world_of(blocks_, as_of));
    ASSERT_VALUE(condition, segments::check(conditions_by_chance.next(), surroundings()));
    expect_alike(condition, as_of);
    if (i % 10 == 0) {
      expect_same_reasons(condition, as_of,
                          static_cast<ledger::CustomerIndex>(random.below(blocks_.ledger->customer_count())));
    }
  }
  EXPECT_GT(held_for_some_, conditions / 2) << "conditions that hold for nobody or everybody prove little";
}

TEST_F(SegmentsParityTest, AlsoWhereOrdersOfOneDayAreNotMerged) {
  const std::int64_t conditions = from_environment("TSUZUKU_CONDITIONS", 2'000) / 5;
  prepare(400, false);
  Random random(static_cast<std::uint64_t>(from_environment("TSUZUKU_SEED", 1)) + 1'000);
  for (std::int64_t i = 0; i < conditions && !HasFatalFailure(); ++i) {
    segments::RandomConditions conditions_by_chance(random.next(), world_of(blocks_, kLastDay));
    ASSERT_VALUE(condition, segments::check(conditions_by_chance.next(), surroundings()));
    expect_alike(condition, kLastDay);
  }
}

// Each field by itself, so that none hides behind the others.
TEST_F(SegmentsParityTest, EveryFieldAgreesByItself) {
  prepare(400, true);
  for (const char* text : {"everyone",
                           "segment in (\"live\", \"名簿\")",
                           "segment != \"名簿\"",
                           "bucket(\"秋の実験\", 10) < 3",
                           "bucket(\"a\", 9999) between 1000 and 5000",
                           "age >= 40",
                           "age between 20 and 39",
                           "birth_month = 2",
                           "birth_month = 3",
                           "gender = other",
                           "gender is known",
                           "prefecture is unknown",
                           "prefecture = \"東京都\"",
                           "has_mail and not has_phone",
                           "has_address",
                           "consent(mail) = given",
                           "consent(line_campaign) is known",
                           "tag = \"vip\"",
                           "tag is unknown",
                           "tag not in (\"vip\", \"遅い\")",
                           "stage = 2",
                           "first_purchase in the last 400 days",
                           "last_purchase more than 60 days ago",
                           "days_since_first_purchase > 300",
                           "days_since_last_purchase < 100",
                           "usual_interval between 20 and 60",
                           "usual_interval_elapsed > 150",
                           "first_source is unknown",
                           "purchases(latest and product is known)",
                           "purchases(number = 2 and interval between 1 and 40)",
                           "purchases(days_since_first between 30 and 59) >= 1",
                           "orders(cancelled) >= 1",
                           "orders(returned) >= 1",
                           "orders(shipping_days > 5) in the last 300 days",
                           "orders(delivery_days > 8)",
                           "orders(payment_delay > 3) >= 1",
                           "orders(days_overdue >= 0)",
                           "orders(not shipped and not cancelled) between 10 and 200 days ago",
                           "orders(payment_method is unknown) >= 2",
                           "orders(round = 3 and subscription)",
                           "orders(round = 126)",
                           "orders(net_amount < 0)",
                           "orders(discount > 300 and points > 100)",
                           "orders(returned_amount >= 500)",
                           "orders(delivered and paid and purchase) >= 2",
                           "net_sales >= 20000",
                           "net_sales(source is known) in the last 365 days > 5000",
                           "rfm_r = 5",
                           "rfm_f >= 3",
                           "rfm_m(m4_max: 9000, m3_max: 8000, m2_max: 7000) = 5",
                           "rfm_r(from: 2025-01-01, to: 2025-12-31) is known",
                           "cpm_cell = steady",
                           "cpm_active(churn_days: 100)",
                           "cpm_cell(source: \"-\") is known",
                           "subscription_state in (active, paused)",
                           "subscription_state is unknown",
                           "subscription_round >= 2",
                           "subscription_started in the last 500 days",
                           "subscription_ended more than 100 days ago",
                           "touches in the last 200 days >= 1",
                           "touches(channel = mail and campaign = \"秋\")",
                           "touches(journey = \"F2\" and node = \"n1\")",
                           "touches(template = \"first\" and advertising and not bounced)",
                           "touches(delivered or opened)",
                           "touches(clicked) = 0",
                           "opens(channel = mail) >= 1",
                           "clicks in the last 190 days",
                           "journeys(journey = \"休眠\" and running)",
                           "journeys(finished and end_reason = \"goal\")",
                           "journeys(arm = holdout) from 2026-01-01",
                           "journeys(node in (\"n0\", \"n2\"))"}) {
    ASSERT_VALUE(condition, segments::checked(text, surroundings()));
    for (const Day as_of : {kLastDay, kLastDay - 150, kLastDay - 700}) expect_alike(condition, as_of);
    expect_same_reasons(condition, kLastDay, 3);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(held_for_some_, 100);
}

// As deep and as long as the language allows: neither database's parser may give up.
TEST_F(SegmentsParityTest, TheLargestConditionsRunOnBothDatabases) {
  prepare(200, true);
  for (const char* leaf :
       {"rfm_m = 5", "age > 40", "bucket(\"x\", 10) < 5", "cpm_cell = steady", "tag = \"vip\"", "usual_interval > 10",
        "purchases(not (not (latest and product = \"x\" or not (number = 2)))) in the last 90 days between 1 and 5",
        "orders(not (not (days_overdue > 3 or interval in (1, 2, 3) and net_amount > 5)))",
        "touches(not (not (clicked and campaign = \"秋\" or journey = \"F2\"))) in the last 9 days >= 1"}) {
    std::string text = leaf;
    while (segments::checked("has_mail and not (has_phone or " + text + ")", surroundings()))
      text = "has_mail and not (has_phone or " + text + ")";
    expect_alike_for_one(text);

    text = leaf;
    while (segments::checked(text + " or " + leaf, surroundings()) && text.size() < limits::kConditionBytes / 2)
      text += std::string(" or ") + leaf;
    expect_alike_for_one(text);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace tsuzuku::parity
