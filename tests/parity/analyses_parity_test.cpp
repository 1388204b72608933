// Every analysis answers alike from the ledger of either database, whole and narrowed, with the customers behind its
// first cell. That the ledger and SQL agree is for tests/oracle to say.

#include "analysis/registry.hpp"
#include "analysis/render.hpp"
#include "base/catalogue.hpp"
#include "services/ledgers/ledgers.hpp"
#include "tests/cases/asking.hpp"
#include "tests/parity/messy_shop.hpp"
#include "tests/parity/parity_test.hpp"

namespace tsuzuku::parity {
namespace {

using ledger::Block;

constexpr std::int64_t kOrders = 3'000;
constexpr ledger::BlockSet kAll{Block::Lines, Block::Subscriptions, Block::People, Block::Facts, Block::Touches};

void expect_same(const analysis::Table& here, const analysis::Table& there) {
  EXPECT_EQ(here.as_of, there.as_of);
  EXPECT_EQ(here.parameters, there.parameters);
  EXPECT_EQ(here.rows, there.rows);
  EXPECT_EQ(here.part_counts, there.part_counts);
  EXPECT_EQ(here.totals, there.totals);
  EXPECT_EQ(here.left_out, there.left_out);
  EXPECT_EQ(here.assumptions, there.assumptions);
}

class AnalysesParityTest : public ParityTest {
 protected:
  void SetUp() override {
    ParityTest::SetUp();
    for (sql::Database* database : {&sqlite(), &postgres()}) {
      auto shop = MessyShop::make(*database, kOrders, true);
      ASSERT_TRUE(shop) << testing_support::tell(shop.error());
      services::Ledgers ledgers(*database);
      auto blocks = ledgers.get((*shop)->shop(), kAll);
      ASSERT_TRUE(blocks) << testing_support::tell(blocks.error());
      blocks_.push_back(*std::move(blocks));
    }
  }
  // The answer, when both give one.
  std::optional<analysis::Table> ask(std::string_view name, const analysis::RawArguments& raw) const {
    auto here = analysis::analyse(blocks_[0], name, raw);
    const auto there = analysis::analyse(blocks_[1], name, raw);
    EXPECT_EQ(here.has_value(), there.has_value());
    if (!here || !there) return std::nullopt;
    expect_same(*here, *there);
    return *std::move(here);
  }
  void ask_who(const analysis::Analysis& asked, const analysis::RawArguments& raw, const analysis::Table& table) const {
    const auto arguments = analysis::Arguments::parse(asked.descriptor(), raw).value();
    for (const std::string& part : asked.descriptor().parts) {
      const analysis::Cell cell = cases::cell_of(table, asked.descriptor(), 0, part);
      const auto here = analysis::members(blocks_[0], asked, arguments, cell, {.page_size = 0});
      const auto there = analysis::members(blocks_[1], asked, arguments, cell, {.page_size = 0});
      ASSERT_TRUE(here && there) << part;
      expect_same(*here, *there);
    }
  }
  std::vector<ledger::Blocks> blocks_;
};

TEST_F(AnalysesParityTest, BothDatabasesGiveTheSameNumbers) {
  const auto last = blocks_[0].ledger->last_day();
  ASSERT_TRUE(last);
  const std::string source{blocks_[0].ledger->sources()[1]};
  const std::string payment_method{blocks_[0].ledger->payment_methods()[1]};
  const std::string product = blocks_[0].lines->products().codes[1];
  const std::vector<analysis::RawArguments> narrowings{{},
                                                       {{"as_of", to_text(*last - 200)}},
                                                       {{"source", source}, {"payment_method", payment_method}},
                                                       {{"product", product}}};
  for (const analysis::Analysis& each : analysis::analyses()) {
    const analysis::Descriptor& descriptor = each.descriptor();
    if (descriptor.open_parameters) continue;  // the customers behind a cell, which ask_who() asks for
    SCOPED_TRACE(descriptor.name);
    std::size_t rows = 0;
    for (const analysis::RawArguments& raw : narrowings) {
      const auto table = ask(descriptor.name, raw);
      if (!table) continue;
      rows += table->rows.size();
      EXPECT_FALSE(analysis::to_terminal(*table, Catalogue()).empty());
      EXPECT_FALSE(analysis::to_csv(*table, Catalogue()).empty());
      if (each.membership != nullptr && !table->rows.empty()) ask_who(each, raw, *table);
    }
    EXPECT_GT(rows, 0U) << "nothing was compared";
  }
}

}  // namespace
}  // namespace tsuzuku::parity
