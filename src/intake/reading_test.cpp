// One reading with little memory gives what one with much gives.

#include "intake/reading.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.hpp"
#include "intake/intake_for_tests.hpp"
#include "intake/profile_library.hpp"
#include "intake/recognise.hpp"
#include "tests/support/full_disk.hpp"

namespace tsuzuku::intake {
namespace {

using testing::CollectingSink;
using testing::Files;

Plan plan_of(const Request& request) {
  const auto profiles = load_profiles({});
  std::vector<Input> inputs;
  for (const InputFile& file : request.files) inputs.push_back(*look_at(file));
  const auto chosen = choose(*profiles, inputs, request).value();
  EXPECT_TRUE(chosen);
  std::vector<SourceFile> sources;
  for (std::size_t i = 0; i < inputs.size(); ++i) sources.push_back({inputs[i], chosen->bindings[i]});
  auto plan = make_plan(*chosen->profile, std::move(sources), request);
  EXPECT_TRUE(plan);
  return std::move(plan).value();
}

struct Read {
  CollectingSink sink;
  Tally tally;
};

Read read_with(const Request& request, const std::filesystem::path& folder, std::size_t memory_bytes) {
  Read read;
  const Plan plan = plan_of(request);
  const std::atomic<bool> cancel = false;
  const auto tally = read_plan(plan, {folder, memory_bytes}, read.sink, {}, cancel);
  EXPECT_TRUE(tally);
  read.tally = tally.value_or(Tally{});
  std::ranges::sort(read.sink.orders, {}, &domain::OrderDraft::number);
  std::ranges::sort(read.sink.quarantined, {}, [](const QuarantinedRow& row) { return std::pair(row.file, row.row); });
  return read;
}

void expect_same(const Read& a, const Read& b) {
  EXPECT_EQ(a.tally.sales, b.tally.sales);
  ASSERT_EQ(a.sink.orders.size(), b.sink.orders.size());
  for (std::size_t i = 0; i < a.sink.orders.size(); ++i) {
    const auto& x = a.sink.orders[i];
    const auto& y = b.sink.orders[i];
    ASSERT_EQ(x.number, y.number);
    ASSERT_EQ(x.customer.number, y.customer.number);
    ASSERT_EQ(x.first_row, y.first_row);
    ASSERT_EQ(x.lines.size(), y.lines.size());
    for (std::size_t line = 0; line < x.lines.size(); ++line) {
      ASSERT_EQ(x.lines[line].key, y.lines[line].key);
      ASSERT_EQ(x.lines[line].amount, y.lines[line].amount);
    }
  }
  ASSERT_EQ(a.sink.quarantined.size(), b.sink.quarantined.size());
  for (std::size_t i = 0; i < a.sink.quarantined.size(); ++i) {
    ASSERT_EQ(a.sink.quarantined[i].raw, b.sink.quarantined[i].raw);
    ASSERT_EQ(a.sink.quarantined[i].reason, b.sink.quarantined[i].reason);
  }
}

TEST(Reading, LittleMemoryChangesNothing) {
  Random random(11);
  std::string text = testing::own("");
  for (int row = 0; row < 3'000; ++row) {
    const auto order = random.below(900);
    const bool bad = random.chance(0.01);
    text += std::to_string(order) + ",2026-01-01,C" + std::to_string(order % 50) + ",p" +
            std::to_string(random.below(9)) + "," + (bad ? "many" : std::to_string(1 + random.below(3))) + "," +
            std::to_string(random.below(5'000)) + "\n";
  }
  Files files;
  files.add("a.csv", text);
  const Read much = read_with(files.request, files.folder(), limits::kSpoolMemoryBytes);
  EXPECT_GT(much.tally.rows_quarantined, 0);
  expect_same(much, read_with(files.request, files.folder(), 8'000));
}

TEST(Reading, LittleMemoryChangesNothingInJoinedFilesEither) {
  Random random(13);
  std::string orders = "order_id,customer_id,order_status,order_purchase_timestamp\n";
  std::string customers = "customer_id,customer_unique_id,customer_state\n";
  std::string items = "order_id,order_item_id,product_id,price,freight_value\n";
  for (int i = 0; i < 500; ++i) {
    const std::string id = std::to_string(i);
    orders += "o" + id + ",c" + id + ",delivered,2018-01-01 10:00:00\n";
    customers.insert(customers.find('\n') + 1,
                     "c" + id + ",u" + std::to_string(i % 90) + ",SP\n");  // the other way round
    for (std::uint64_t item = 0; item <= random.below(3); ++item) {
      items += "o" + id + "," + std::to_string(item) + ",p,1" + std::to_string(item) + ".50,2.25\n";
    }
  }
  Files files;
  files.add("orders.csv", orders).add("customers.csv", customers).add("items.csv", items);
  const Read much = read_with(files.request, files.folder(), limits::kSpoolMemoryBytes);
  EXPECT_EQ(much.tally.orders, 500);
  EXPECT_EQ(much.sink.orders[0].customer.number, "u0");
  expect_same(much, read_with(files.request, files.folder(), 8'000));
}

TEST(Reading, RowsWithoutOrderNumberKeepTheirNumbers) {
  std::string text = "customer_id date number_of_cds dollar_value\n";
  for (int row = 0; row < 2'000; ++row)
    text += std::to_string(row % 40) + " 1997010" + std::to_string(1 + row % 3) + " 1 " + std::to_string(row) + ".25\n";
  Files files;
  files.add("a.txt", text);
  const Read much = read_with(files.request, files.folder(), limits::kSpoolMemoryBytes);
  EXPECT_EQ(much.tally.orders, 2'000);
  expect_same(much, read_with(files.request, files.folder(), 8'000));
}

TEST(Reading, TellsItsProgress) {
  Files files;
  std::string text = testing::own("");
  while (text.size() < (12U << 20U))
    text += std::to_string(text.size()) + ",2026-01-01,A," + std::string(200, 'x') + ",1,100\n";
  files.add("a.csv", text);
  files.request.spool_folder = files.folder();
  CollectingSink sink;
  std::vector<Progress> seen;
  const std::atomic<bool> cancel = false;
  ASSERT_TRUE(read(files.request, sink, [&](const Progress& progress) { seen.push_back(progress); }, cancel));
  EXPECT_GE(seen.size(), 4U);
  EXPECT_EQ(seen.front().phase, "reading");
  EXPECT_EQ(seen.back().phase, "grouping");
  for (const Progress& progress : seen) {
    EXPECT_LE(progress.bytes_done, progress.bytes_total);
    EXPECT_EQ(progress.bytes_total, static_cast<std::int64_t>(text.size()));
  }
  EXPECT_TRUE(std::ranges::is_sorted(seen, {}, &Progress::rows));
}

TEST(Reading, AFullDiskEndsItBeforeAnythingIsHandedOn) {
  std::string text = testing::own("");
  for (int row = 0; row < 3'000; ++row) text += std::to_string(row) + ",2026-01-01,C1,p,1,100\n";
  Files files;
  files.add("a.csv", text);
  const Plan plan = plan_of(files.request);
  CollectingSink sink;
  const std::atomic<bool> cancel = false;
  {
    const testing_support::FullDisk full(30'000);
    const auto read = read_plan(plan, {files.folder(), 8'000}, sink, {}, cancel);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().key, "import.spool_failed");
  }
  EXPECT_TRUE(sink.orders.empty());
  EXPECT_TRUE(read_plan(plan, {files.folder(), 8'000}, sink, {}, cancel)) << "with room it goes";
  EXPECT_EQ(sink.orders.size(), 3'000U);
}

}  // namespace
}  // namespace tsuzuku::intake
