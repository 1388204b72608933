#include "segments/evaluate.hpp"

#include <gtest/gtest.h>

#include <map>

#include "base/limits.hpp"
#include "segments/small_shop_for_tests.hpp"
#include "segments/sql.hpp"
#include "segments/text.hpp"

namespace tsuzuku::segments {
namespace {

using Ids = std::vector<std::int64_t>;
using Segments = std::map<std::string, NamedSegment, std::less<>>;

constexpr std::string_view kAsOf = "2025-06-30";

Surroundings knowing(const Segments& segments, std::string own_name = {}) {
  return {.currency = {"JPY", 0},
          .segment = [&segments](std::string_view name) -> Result<std::optional<NamedSegment>> {
            const auto found = segments.find(name);
            return found == segments.end() ? std::nullopt : std::optional(found->second);
          },
          .own_name = std::move(own_name)};
}

std::string argument(const Error& error, std::string_view name) {
  for (const auto& [key, value] : error.arguments) {
    if (key == name) return value;
  }
  return "-";
}

SmallShop shop_of(std::int64_t customers) {
  SmallShop shop;
  shop.customers = customers;
  for (std::int64_t id = 1; id <= customers; ++id) {
    for (std::int64_t n = 0; n < id % 4; ++n)
      shop.orders.push_back({.customer = id, .on = n % 2 == 0 ? "2025-05-01" : "2025-06-01", .source = "web"});
  }
  return shop;
}

class FakeFacts final : public ExternalFacts {
 public:
  std::map<std::string, Ids> known;
  std::vector<std::string> asked;
  Result<std::vector<std::int64_t>> customers(const Condition& leaf, Day) override {
    asked.push_back(to_text(leaf));
    const auto found = known.find(asked.back());
    if (found == known.end()) return fail(ErrorKind::Unavailable, "sql.busy");
    return found->second;
  }
};

TEST(NamedSegments, LiveOnesAreTheirConditions) {
  const Segments segments{{"f2", {false, "stage = 2"}}, {"some", {false, "segment = \"f2\" or stage = 3"}}};
  const auto expanded = [&](std::string_view text) {
    const auto condition = checked(text, knowing(segments));
    return condition ? to_text(condition->expanded()) : condition.error().key;
  };
  EXPECT_EQ(expanded("segment = \"f2\""), "stage = 2");
  EXPECT_EQ(expanded("segment != \"f2\""), "not stage = 2");
  EXPECT_EQ(expanded("segment in (\"f2\", \"some\")"), "stage = 2 or (stage = 2 or stage = 3)");
  EXPECT_EQ(expanded("not segment = \"some\" and has_mail"), "not (stage = 2 or stage = 3) and has_mail");
  const auto condition = checked("segment = \"f2\"", knowing(segments));
  EXPECT_EQ(to_text(condition->condition()), "segment = \"f2\"") << "what was written stays";
  EXPECT_FALSE(condition->is_external());
}

TEST(NamedSegments, FrozenOnesAreFacts) {
  const Segments segments{{"f2", {false, "stage = 2"}}, {"list", {true, ""}}, {"other", {true, ""}}};
  const auto condition = checked("segment not in (\"list\", \"f2\", \"other\")", knowing(segments));
  ASSERT_TRUE(condition);
  EXPECT_EQ(to_text(condition->expanded()), "not (stage = 2 or segment in (\"list\", \"other\"))");
  EXPECT_TRUE(condition->is_external());
}

TEST(NamedSegments, OneThatNamesItselfIsRefused) {
  Segments segments{{"a", {false, "segment = \"b\""}},
                    {"b", {false, "stage = 1 or segment = \"c\""}},
                    {"c", {false, "not segment = \"a\""}},
                    {"broken", {false, "stage ="}},
                    {"uses broken", {false, "segment = \"broken\""}}};
  const auto refusal = [&](std::string_view text, std::string_view detail, std::string own = {}) {
    const auto condition = checked(text, knowing(segments, std::move(own)));
    return condition ? "accepted" : condition.error().key + " " + argument(condition.error(), detail);
  };
  EXPECT_EQ(refusal("segment = \"a\"", "chain"), "segment.names_itself a → b → c → a");
  EXPECT_EQ(refusal("segment = \"x\"", "chain", "x"), "segment.names_itself x → x");
  EXPECT_EQ(refusal("segment = \"b\"", "chain", "c"), "segment.names_itself c → b → c");
  EXPECT_EQ(refusal("segment = \"none\"", "name"), "segment.unknown_segment none");
  EXPECT_EQ(refusal("segment = \"uses broken\"", "name"), "segment.in_named_segment broken");
  EXPECT_EQ(refusal("segment = \"uses broken\"", "detail"), "segment.in_named_segment segment.unexpected_end");
  EXPECT_EQ(refusal("segment is known", "operator"), "segment.operator_not_for_field is_known");
  // The same segment twice is no circle.
  segments["c"] = {false, "stage = 5"};
  EXPECT_EQ(refusal("segment = \"b\" or segment = \"b\"", ""), "accepted");
}

TEST(NamedSegments, CannotGrowBeyondTheLimits) {
  Segments segments{{"s0", {false, "stage = 1 or stage = 2"}}};
  for (int i = 1; i < 30; ++i) {
    const std::string before = "segment = \"s" + std::to_string(i - 1) + "\"";
    segments["s" + std::to_string(i)] = {false, before + " or " + before};
  }
  EXPECT_EQ(checked("segment = \"s5\"", knowing(segments)).has_value(), true);
  EXPECT_EQ(checked("segment = \"s10\"", knowing(segments)).error().key, "segment.too_many_leaves");
  EXPECT_EQ(checked("segment = \"s29\"", knowing(segments)).error().key, "segment.chain_too_long");
}

TEST(Evaluate, ThreadsChangeNothing) {
  const SmallShop shop = shop_of(20'000);
  const ledger::Blocks blocks = shop.blocks();
  const auto condition = checked("stage = 1 and bucket(\"x\", 2) = 0 or purchases(number = 2) in the last 60 days", {});
  const auto one = evaluate(*condition, {.blocks = blocks, .as_of = day(kAsOf), .threads = 1});
  ASSERT_TRUE(one);
  EXPECT_GT(one->count(), 5'000);
  for (const unsigned threads : {2U, 5U})
    EXPECT_EQ(*one, *evaluate(*condition, {.blocks = blocks, .as_of = day(kAsOf), .threads = threads}));
}

TEST(Evaluate, AShopWithoutCustomersHasNobody) {
  const ledger::Blocks blocks = shop_of(0).blocks();
  const auto set = evaluate(*checked("everyone", {}), {.blocks = blocks, .as_of = day(kAsOf)});
  ASSERT_TRUE(set);
  EXPECT_EQ(set->count(), 0);
  EXPECT_EQ(set->customers(), 0U);
}

TEST(Evaluate, FactsOutsideTheLedgerAreAskedOnce) {
  const ledger::Blocks blocks = shop_of(200).blocks();
  FakeFacts facts;
  facts.known["touches(channel = mail) in the last 30 days = 0"] = {1, 2, 3, 5, 150, 999'999};
  const auto condition = checked(
      "touches(channel=mail) in the last 30 days = 0 and stage = 1 or "
      "not touches(channel = mail) in the last 30 days = 0 and stage = 3",
      {});
  ASSERT_TRUE(condition);
  EXPECT_TRUE(condition->is_external());
  const auto set = evaluate(*condition, {.blocks = blocks, .as_of = day(kAsOf), .external = &facts});
  ASSERT_TRUE(set);
  const Ids ids = set->ids(*blocks.ledger);
  EXPECT_EQ(facts.asked.size(), 1U);
  EXPECT_TRUE(set->has(0));
  EXPECT_TRUE(set->has(4));
  EXPECT_FALSE(set->has(1));
  EXPECT_EQ(set->count(), 2 + 0) << "stage 3 needs three different days, nobody has them";

  EXPECT_EQ(evaluate(*checked("clicks", {}), {.blocks = blocks, .as_of = day(kAsOf), .external = &facts}).error().key,
            "sql.busy");
  EXPECT_EQ(evaluate(*checked("clicks", {}), {.blocks = blocks, .as_of = day(kAsOf)}).error().key,
            "segment.no_external_facts");
}

TEST(Evaluate, BlocksThatAreMissingAreADefect) {
  ledger::Blocks blocks;
  blocks.ledger = shop_of(3).blocks().ledger;
  const auto asks = [&](std::string_view text) {
    const auto set = evaluate(*checked(text, {}), {.blocks = blocks, .as_of = day(kAsOf)});
    return set ? std::string("answered") : set.error().key;
  };
  EXPECT_EQ(asks("stage = 1"), "answered");
  EXPECT_EQ(asks("has_mail"), "segment.no_block");
  EXPECT_EQ(asks("purchases(product = \"x\")"), "segment.no_block");
  EXPECT_EQ(asks("subscription_state = active"), "segment.no_block");
  EXPECT_EQ(checked("has_mail", {})->needs(), ledger::BlockSet{ledger::Block::People});
  EXPECT_EQ(checked("orders(product = \"x\") and tag is known", {})->needs(),
            (ledger::BlockSet{ledger::Block::Lines, ledger::Block::People}));
}

TEST(Explain, TellsEveryLeafWithItsValue) {
  SmallShop shop = shop_of(3);
  shop.people = {{.customer = 2, .birth_day = day("1990-01-01"), .prefecture = "東京都"}};
  const ledger::Blocks blocks = shop.blocks();
  FakeFacts facts;
  facts.known["journeys(running)"] = {2};
  const auto condition = checked(
      "stage = 2 and (age < 30 or prefecture = \"東京都\") and first_source != \"tv\" and journeys(running) and "
      "first_purchase in the last 90 days and purchases(source = \"web\" and number = 2) and tag is unknown and "
      "gender = male",
      {});
  ASSERT_TRUE(condition);
  const auto answers = explain(*condition, {.blocks = blocks, .as_of = day(kAsOf), .external = &facts}, 1);
  ASSERT_TRUE(answers);
  std::string told;
  for (const LeafAnswer& answer : *answers) {
    told += to_text(*answer.leaf) + ": " + (answer.holds ? "yes " : "no ") +
            (answer.name.empty() ? (answer.value ? std::to_string(*answer.value) : "?") : answer.name) + "\n";
  }
  EXPECT_EQ(told,
            "stage = 2: yes 2\n"
            "age < 30: no 35\n"
            "prefecture = \"東京都\": yes 東京都\n"
            "first_source != \"tv\": yes web\n"
            "journeys(running): yes ?\n"
            "first_purchase in the last 90 days: yes 20209\n"
            "purchases(source = \"web\" and number = 2): yes 1\n"
            "tag is unknown: yes ?\n"
            "gender = male: no ?\n");
}

TEST(UnknownNames, AreTold) {
  SmallShop shop = shop_of(3);
  shop.orders.front().lines = {{"soap"}};
  const ledger::Blocks blocks = shop.blocks();
  const auto condition = checked(
      "purchases(product in (\"soap\", \"sope\") and source = \"web\") and tag = \"vpi\" and first_source != \"wbe\"",
      {});
  ASSERT_TRUE(condition);
  std::vector<std::string> names;
  for (const auto& unknown : unknown_names(*condition, {.blocks = blocks, .as_of = day(kAsOf)}))
    names.push_back(unknown.name);
  EXPECT_EQ(names, (std::vector<std::string>{"sope", "vpi", "wbe"}));
}

TEST(CustomerSet, KeepsBitsByIndex) {
  const ledger::Blocks blocks = shop_of(130).blocks();
  const CustomerSet set = CustomerSet::of(*blocks.ledger, Ids{130, 1, 65, 64, 999, 1});
  EXPECT_EQ(set.count(), 4);
  EXPECT_TRUE(set.has(129));
  EXPECT_FALSE(set.has(1));
  EXPECT_EQ(set.ids(*blocks.ledger), (Ids{1, 64, 65, 130}));
  EXPECT_EQ(CustomerSet(0).count(), 0);
}

TEST(Sql, NamesNeverStandInTheText) {
  const auto condition = checked("prefecture = \"'; drop table customers --\" and tag in (\"a'b\", \"c\")", {});
  ASSERT_TRUE(condition);
  const SqlText sql = sql_of_member(*condition, {.as_of = day(kAsOf), .day_begins = [](Day) { return 0; }});
  EXPECT_FALSE(sql.text.contains("drop"));
  EXPECT_FALSE(sql.text.contains("a'b"));
  ASSERT_EQ(sql.parameters.size(), 3U);
  EXPECT_EQ(sql.parameters[0].value, "'; drop table customers --");
  EXPECT_TRUE(sql.text.contains(":" + sql.parameters[2].name));
  EXPECT_TRUE(sql.text.contains(":customer_id"));
}

}  // namespace
}  // namespace tsuzuku::segments
