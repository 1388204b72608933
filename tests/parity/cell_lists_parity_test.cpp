// The customers behind the cells of every analysis become segments, on both databases: as a condition where one can say
// who they are, else as a list. Either holds exactly those whom the cell's own list names.

#include <algorithm>

#include "services/demo_shops/demo_shops.hpp"
#include "services/segments/desk.hpp"
#include "tests/cases/asking.hpp"
#include "tests/parity/parity_test.hpp"
#include "tests/support/counted_values.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;

constexpr std::int64_t kNow = 1'790'000'000;

class CellListsTest : public testing_support::EachStore {
 protected:
  void SetUp() override {
    EachStore::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_VALUE(shops, Shops::open(database(), ids_));
    shops_ = std::make_unique<Shops>(std::move(shops));
    ASSERT_VALUE(shop, shops_->create({.name = "店"}, kNow));
    const auto stored = store_demo(database(), ids_, shop, {.orders = 1'200, .seed = 5}, kNow, [](std::int64_t) {});
    ASSERT_TRUE(stored) << testing_support::tell(stored.error());
    shop_ = shops_->get(shop.id).value();
    ledgers_ = std::make_unique<Ledgers>(database());
    ASSERT_VALUE(customers, CustomerDesk::open(database(), ids_, *ledgers_));
    customers_ = std::move(customers);
    ASSERT_VALUE(desk, SegmentDesk::open(database(), ids_, *shops_, *ledgers_, *customers_));
    desk_ = std::move(desk);
  }

  // Of the cell's own list, ascending.
  [[nodiscard]] std::vector<std::int64_t> behind(const CellQuestion& question) const {
    const auto& analysis = *analysis::find_analysis(question.analysis).value();
    const auto arguments = analysis::Arguments::parse(analysis.descriptor(), question.arguments).value();
    const auto blocks = ledgers_->get(shop_, analysis::blocks_for(question.analysis, question.arguments)).value();
    const auto table = analysis::members(blocks, analysis, arguments, question.cell, {.page = 1, .page_size = 0});
    EXPECT_TRUE(table) << question.analysis << " " << testing_support::tell(table.error());
    std::vector<std::int64_t> ids;
    for (const auto& row : table.value().rows) ids.push_back(std::get<std::int64_t>(row.front()));
    std::ranges::sort(ids);
    return ids;
  }
  [[nodiscard]] std::vector<std::int64_t> fulfilling(const std::string& condition, Day as_of) const {
    std::vector<std::int64_t> ids;
    const auto members = desk_->conditions().members(shop_.id, condition, as_of);
    EXPECT_TRUE(members) << condition << ": " << testing_support::tell(members.error());
    for (const CustomerId id : members.value()) ids.push_back(id.value);
    return ids;
  }

  // True when a condition could say the cell.
  bool expect_equal(const CellQuestion& question, Day as_of) {
    SCOPED_TRACE(text_of_cell(question));
    const auto expected = behind(question);
    const std::string name = "list " + std::to_string(++lists_);
    const auto kept = desk_->keep_cell(shop_, name, question, std::nullopt, kNow);
    EXPECT_TRUE(kept) << testing_support::tell(kept.error());
    EXPECT_EQ(kept.value().customers, std::ssize(expected));
    EXPECT_EQ(kept.value().frozen_day, as_of);
    EXPECT_EQ(fulfilling(condition_of_segment(name), as_of + 30), expected) << "it stays as it was";
    people_ += std::ssize(expected);
    const auto condition = desk_->condition_of_cell(question);
    if (condition) {
      EXPECT_EQ(fulfilling(*condition, as_of), expected) << *condition;
    } else {
      EXPECT_TRUE(condition.error().key == "segment.cell_without_condition" ||
                  condition.error().key == "segment.filter_without_condition")
          << testing_support::tell(condition.error());
    }
    return condition.has_value();
  }

  IdMaker ids_ = testing_support::counting_ids();
  Shop shop_;
  std::unique_ptr<Shops> shops_;
  std::unique_ptr<Ledgers> ledgers_;
  std::unique_ptr<CustomerDesk> customers_;
  std::unique_ptr<SegmentDesk> desk_;
  int lists_ = 0;
  std::int64_t people_ = 0;
};
INSTANTIATE_EACH_DATABASE(CellListsTest);

TEST_P(CellListsTest, OfEveryAnalysisHoldExactlyThoseOfTheCell) {
  const auto all = ledgers_->get(shop_, {ledger::Block::Lines}).value();
  const std::string method(all.ledger->payment_methods().back());
  const std::vector<analysis::RawArguments> filters{
      {}, {{"payment_method", method}}, {{"product", all.lines->products().codes[1]}}};
  int conditions = 0;
  for (const analysis::Analysis& analysis : analysis::analyses()) {
    if (analysis.membership == nullptr) continue;
    const analysis::Descriptor& descriptor = analysis.descriptor();
    for (const analysis::RawArguments& filter : filters) {
      const auto blocks = ledgers_->get(shop_, analysis::blocks_for(descriptor.name, filter)).value();
      const auto table = analysis::analyse(blocks, descriptor.name, filter);
      ASSERT_TRUE(table) << descriptor.name << " " << testing_support::tell(table.error());
      EXPECT_FALSE(filter.empty() && table->rows.empty()) << descriptor.name << " has no cell to ask about";
      for (const std::size_t row : {std::size_t{0}, table->rows.size() / 2}) {
        if (row >= table->rows.size()) continue;
        for (const std::string& part : descriptor.parts) {
          const CellQuestion question{descriptor.name, filter, cases::cell_of(*table, descriptor, row, part)};
          conditions += expect_equal(question, *table->as_of);
        }
      }
    }
  }
  EXPECT_GT(lists_, 150);
  EXPECT_GT(people_, lists_) << "most cells are not empty";
  EXPECT_GT(conditions, 20);
}

TEST_P(CellListsTest, AListIsNeverAskedAgainAndItsNameIsItsOwn) {
  const CellQuestion question{"deciles", {}, {.values = {{"decile", "1"}}, .part = ""}};
  const auto kept = desk_->keep_cell(shop_, "上位", question, std::nullopt, kNow);
  ASSERT_TRUE(kept) << testing_support::tell(kept.error());
  EXPECT_TRUE(desk_->members().refresh(shop_, kNow + 86'400).value().idle());
  EXPECT_EQ(desk_->segments().get(shop_, kept->id, kNow).value().customers, kept->customers);
  const auto made_by = cell_question_from(kept->condition);
  ASSERT_TRUE(made_by.has_value());
  EXPECT_EQ(made_by->analysis, "deciles");
  EXPECT_EQ(made_by->cell.values, question.cell.values);
  EXPECT_EQ(desk_->keep_cell(shop_, "上位", question, std::nullopt, kNow).error().key, "segments.name_taken");
  EXPECT_EQ(desk_->keep_cell(shop_, " ", question, std::nullopt, kNow).error().key, "segments.no_name");
  EXPECT_EQ(desk_->keep_cell(shop_, "x", {"r30", {}, {}}, std::nullopt, kNow).error().key, "analysis.no_cells");
  EXPECT_TRUE(desk_->segments().remove(shop_, kept->id));
}

}  // namespace
}  // namespace tsuzuku::parity
