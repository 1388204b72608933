// The condition made of a cell holds for exactly the customers behind the cell, on shops made by chance.

#include "segments/cells.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.hpp"
#include "segments/evaluate.hpp"
#include "segments/text.hpp"
#include "tests/cases/asking.hpp"
#include "tests/cases/random_shop.hpp"

namespace tsuzuku::cases {
namespace {

using analysis::Arguments;
using analysis::Cell;
using analysis::RawArguments;

struct Question {
  std::string analysis;
  RawArguments arguments;
};

const std::vector<Question>& questions() {
  static const std::vector<Question> kQuestions{
      {"stages", {{"window_days", "60"}}},
      {"stages", {{"window_days", "90"}, {"from", "2024-03-01"}, {"to", "2024-12-31"}, {"source", "mail"}}},
      {"stages", {{"source", "-"}, {"as_of", "2025-01-15"}}},
      {"days_to_next", {{"from_stage", "2"}, {"days_max", "60"}}},
      {"days_to_next", {{"days_max", "30"}, {"to", "2025-01-01"}, {"source", "flyer"}}},
      {"cohorts", {}},
      {"cohorts", {{"age", "30_days"}, {"as_of", "2025-03-10"}}},
      {"cohorts", {{"from", "2024-02-10"}, {"source", "search"}}},
      {"rfm", {}},
      {"rfm", {{"r5_days_max", "45"}, {"f3_max", "5"}, {"m1_max", "3000"}, {"source", "mail"}}},
      {"rfm", {{"from", "2024-06-01"}, {"to", "2025-06-30"}, {"source", "-"}, {"as_of", "2025-07-01"}}},
      {"cpm", {}},
      {"cpm", {{"young_days", "30"}, {"amount", "9000"}, {"churn_days", "100"}, {"from", "2024-04-01"}}},
      {"stages", {{"window_days", "90"}, {"payment_method", "card"}, {"source", "mail"}}},
      {"stages", {{"payment_method", "-"}, {"from", "2024-03-01"}}},
      {"days_to_next", {{"days_max", "30"}, {"payment_method", "deferred"}}},
      {"cohorts", {{"payment_method", "cash_on_delivery"}}},
      {"rfm", {{"payment_method", "card"}, {"from", "2024-06-01"}}},
      {"cpm", {{"payment_method", "-"}, {"source", "flyer"}}},
      {"net_sales", {{"payment_method", "card"}, {"source", "flyer"}}},
      {"net_sales", {{"payment_method", "-"}}},
      {"weakest_link", {{"payment_method", "card"}}},
      {"net_sales", {}},
      {"net_sales", {{"from", "2024-05-10"}, {"to", "2025-02-20"}, {"source", "flyer"}}},
  };
  return kQuestions;
}

// Every cell of the result with every part; now and then with an axis left open.
std::vector<Cell> cells_of(const analysis::Descriptor& descriptor, const analysis::Table& table, Random& random) {
  std::vector<Cell> cells;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    Cell cell;
    for (const std::string& name : descriptor.cell_columns) {
      const bool may_be_open = descriptor.name == "rfm" || name == "active";
      if (!may_be_open || random.chance(0.8)) cell.values[name] = text_of(value_in(table, row, name));
    }
    for (const std::string& part : descriptor.parts) {
      cell.part = part;
      cells.push_back(cell);
    }
  }
  return cells;
}

std::vector<std::int64_t> behind(const ledger::Blocks& blocks, const analysis::Analysis& analysis,
                                 const Arguments& arguments, const Cell& cell) {
  const auto table = analysis::members(blocks, analysis, arguments, cell, {.page = 1, .page_size = 0}).value();
  std::vector<std::int64_t> ids;
  for (const auto& row : table.rows) ids.push_back(std::get<std::int64_t>(row.front()));
  std::ranges::sort(ids);
  return ids;
}

class Cells : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(Cells, BecomeConditionsOfTheSameCustomers) {
  const ShopRows rows = random_shop(GetParam(), {.orders = 900, .customers = 150, .days = 700});
  const ledger::Blocks blocks = blocks_of(rows);
  Random random(GetParam());
  std::int64_t asked = 0, people = 0;
  for (const Question& question : questions()) {
    const auto* analysis = analysis::find_analysis(question.analysis).value();
    const auto arguments = Arguments::parse(analysis->descriptor(), question.arguments).value();
    const auto table = analysis->run(blocks, arguments, {}).value();
    const Day as_of = *table.as_of;
    for (const Cell& cell : cells_of(analysis->descriptor(), table, random)) {
      const auto text = segments::condition_of(analysis->descriptor(), arguments, cell);
      if (cell.values.contains("chain") && cell.values.at("chain") == "round") {
        EXPECT_EQ(text.error().key, "segment.cell_without_condition");
        continue;
      }
      ASSERT_TRUE(text) << text.error().key;
      const auto condition =
          segments::checked(*text, {.currency = blocks.ledger->currency(), .segment = {}, .own_name = {}});
      ASSERT_TRUE(condition) << *text << ": " << condition.error().key;
      EXPECT_EQ(segments::to_text(condition->condition()), *text) << "not in its one way of writing";
      const auto set = segments::evaluate(*condition, {.blocks = blocks, .as_of = as_of});
      ASSERT_TRUE(set) << *text << ": " << set.error().key;
      ASSERT_EQ(set->ids(*blocks.ledger), behind(blocks, *analysis, arguments, cell))
          << question.analysis << " " << cell.part << ": " << *text;
      ++asked;
      people += set->count();
    }
  }
  EXPECT_GT(asked, 300);
  EXPECT_GT(people, asked);
}

INSTANTIATE_TEST_SUITE_P(Shops, Cells, ::testing::Values(1, 2, 3, 4, 5, 6, 7, 8));

TEST(CellConditions, WhatNoCellHoldsIsNobody) {
  const auto said = [](std::string_view name, RawArguments values, std::string part = {}) {
    const auto* analysis = analysis::find_analysis(name).value();
    const auto arguments = Arguments::parse(analysis->descriptor(), {}).value();
    const auto text = segments::condition_of(analysis->descriptor(), arguments, {std::move(values), std::move(part)});
    return text ? *text : text.error().key;
  };
  EXPECT_EQ(said("stages", {{"stage", "0"}}, "reached"), "not everyone");
  EXPECT_EQ(said("rfm", {{"r", "6"}}), "not everyone");
  EXPECT_EQ(said("rfm", {}), "rfm_r is known");
  EXPECT_EQ(said("rfm", {{"r", "5"}, {"f", "2"}}), "rfm_r = 5 and rfm_f = 2");
  EXPECT_EQ(said("cpm", {{"cell", "loyal"}, {"active", "false"}}), "cpm_cell = loyal and not cpm_active");
  EXPECT_EQ(said("days_to_next", {{"days", "-1"}}), "not everyone");
  EXPECT_EQ(said("cohorts", {{"cohort", "2025-04"}, {"age", "2"}}, "active"),
            "first_purchase from 2025-04-01 to 2025-04-30 and purchases from 2025-06-01 to 2025-06-30");
  EXPECT_EQ(said("stages", {}), "analysis.cell_missing");
  EXPECT_EQ(said("cpm", {{"cell", "gold"}}), "analysis.cell_bad_value");
  EXPECT_EQ(said("r30", {}), "segment.cell_without_condition");
}

}  // namespace
}  // namespace tsuzuku::cases
