#include "ledger/file.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <fstream>
#include <random>

#include "ledger/builder.hpp"
#include "tests/support/full_disk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tsuzuku::ledger {
namespace {

namespace fs = std::filesystem;

constexpr int kFirst = 20'000;
constexpr FileStamp kStamp{.shop = 7, .data_version = 12, .data_mark = 99, .people_version = 3};
constexpr BlockSet kAll{Block::Lines, Block::Subscriptions, Block::People, Block::Facts, Block::Touches};

Blocks small_shop() {
  Builder builder;
  builder.set_sources({"", "広告"});
  builder.set_payment_methods({"", "card"});
  builder.set_products({"", "tea", "try"});
  builder.set_customers({3, 5, 8});
  for (std::int64_t id = 1; id <= 12; ++id) {
    OrderRow row;
    row.customer = id % 4 == 0 ? 0 : (id % 2 == 0 ? 5 : 8);
    row.order = id;
    row.day = Day{kFirst + static_cast<int>(id)};
    row.accepted = id * 100;
    row.cost = id % 3 * 10;
    row.uncosted = id % 2 * 40;
    row.source = static_cast<std::uint16_t>(id % 2);
    row.payment_method = 1;
    builder.add_order(row);
    builder.add_return({.customer = row.customer,
                        .order = id,
                        .day = row.day + 3,
                        .amount = 7,
                        .product = static_cast<ProductIndex>(id % 3),
                        .quantity = id,
                        .reason = domain::ReturnReason::Defect,
                        .exchange = id % 2 == 0});
  }
  Blocks blocks{.ledger = builder.finish().value()};
  Products products;
  products.add("tea", domain::ProductKind::Ordinary, "お茶", 300);
  products.add("try", domain::ProductKind::Trial);
  LinePart part;
  for (std::int64_t id = 1; id <= 12; ++id) {
    part.begin_order(id % 4 == 0 ? 0 : (id % 2 == 0 ? 5 : 8), id, kFirst + static_cast<int>(id));
    part.add({.product = 1 + static_cast<ProductIndex>(id % 2), .position = 1, .quantity = 1, .amount = id * 100});
  }
  LinesBuilder lines(*blocks.ledger, products);
  lines.add(std::move(part));
  blocks.lines = lines.finish().value();
  SubscriptionsBuilder subscriptions(*blocks.ledger);
  subscriptions.add({.customer = 5, .started = Day{kFirst}});
  subscriptions.add({.customer = 8, .state = domain::SubscriptionState::Cancelled, .started = Day{kFirst}});
  blocks.subscriptions = subscriptions.finish().value();
  PeopleBuilder people(*blocks.ledger, {"vip"});
  PeoplePart& some = people.part();
  for (const std::int64_t id : {3, 5, 8})
    some.add({.customer = id, .gender = "female", .prefecture = id == 5 ? "東京都" : "", .has_mail = true});
  some.add_tag(5, 0);
  blocks.people = people.finish().value();
  blocks.facts = std::make_shared<const Facts>(products, std::vector<SourceCost>{{1, YearMonth{660}, 5'000}},
                                               std::vector<StockLevel>{{1, Day{kFirst}, 12}});
  TouchesBuilder touches(*blocks.ledger);
  touches.add({3, Day{kFirst}, 62, domain::Channel::DirectMail});
  blocks.touches = touches.finish().value();
  return blocks;
}

void expect_same(const Blocks& a, const Blocks& b) {
  for_each_column(a.ledger->columns(), b.ledger->columns(), [](const auto& x, const auto& y) { EXPECT_TRUE(x == y); });
  for_each_return_column(a.ledger->returns(), b.ledger->returns(),
                         [](const auto& x, const auto& y) { EXPECT_TRUE(x == y); });
  EXPECT_TRUE(std::ranges::equal(a.ledger->products(), b.ledger->products()));
  EXPECT_EQ(a.ledger->part_costs().uncosted, b.ledger->part_costs().uncosted);
  EXPECT_TRUE(std::ranges::equal(a.ledger->customer_ids(), b.ledger->customer_ids()));
  EXPECT_TRUE(std::ranges::equal(a.ledger->customer_begin(), b.ledger->customer_begin()));
  EXPECT_TRUE(std::ranges::equal(a.ledger->anonymous_ids(), b.ledger->anonymous_ids()));
  EXPECT_TRUE(std::ranges::equal(a.ledger->sources(), b.ledger->sources()));
  EXPECT_EQ(a.ledger->last_known_day(), b.ledger->last_known_day());
  EXPECT_TRUE(std::ranges::equal(a.lines->product(), b.lines->product()));
  EXPECT_TRUE(std::ranges::equal(a.lines->cost(), b.lines->cost()));
  EXPECT_EQ(a.lines->products().names, b.lines->products().names);
  EXPECT_EQ(a.lines->products().unit_costs, b.lines->products().unit_costs);
  EXPECT_TRUE(std::ranges::equal(a.subscriptions->state(), b.subscriptions->state()));
  EXPECT_TRUE(std::ranges::equal(a.people->contact(), b.people->contact()));
  EXPECT_TRUE(std::ranges::equal(a.people->prefectures(), b.people->prefectures()));
  EXPECT_TRUE(std::ranges::equal(a.people->tags_of(1), b.people->tags_of(1)));
  EXPECT_TRUE(std::ranges::equal(a.facts->source_costs(), b.facts->source_costs()));
  EXPECT_TRUE(std::ranges::equal(a.facts->stock(), b.facts->stock()));
  EXPECT_TRUE(std::ranges::equal(a.touches->cost(), b.touches->cost()));
}

// Bytes at a multiple of 64, as a mapping gives them.
class Bytes {
 public:
  explicit Bytes(const std::vector<char>& from) : owned_(from.size() / sizeof(Line) + 1), size_(from.size()) {
    std::memcpy(owned_.data(), from.data(), from.size());
  }
  [[nodiscard]] std::span<std::byte> span() { return {reinterpret_cast<std::byte*>(owned_.data()), size_}; }
  // Everything is read as it would be used; what is refused is refused with a key.
  [[nodiscard]] std::optional<Blocks> load() {
    const auto file = File::of_bytes(span(), nullptr);
    Blocks blocks;
    if (!file || !file->load(blocks, kAll)) return std::nullopt;
    return blocks;
  }

 private:
  struct alignas(64) Line {
    std::array<char, 64> bytes;
  };
  std::vector<Line> owned_;
  std::size_t size_;
};

class LedgerFile : public ::testing::Test {
 protected:
  [[nodiscard]] fs::path path() const { return folder_ / "7.ledger"; }
  [[nodiscard]] std::vector<char> written() const {
    EXPECT_TRUE(write_file(path(), small_shop(), kStamp));
    std::ifstream file(path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  testing_support::TemporaryFolder temporary_;
  fs::path folder_ = temporary_.path();
};

TEST_F(LedgerFile, GivesBackWhatWasWritten) {
  const Blocks shop = small_shop();
  ASSERT_TRUE(write_file(path(), shop, kStamp));
  const auto file = File::open(path());
  ASSERT_TRUE(file) << file.error().key;
  EXPECT_EQ(file->stamp(), kStamp);
  EXPECT_EQ(file->held(), kAll);
  Blocks alone;
  ASSERT_TRUE(file->load(alone, {}));
  EXPECT_EQ(alone.held(), BlockSet{});
  const auto ledger = alone.ledger;
  ASSERT_TRUE(file->load(alone, kAll));
  EXPECT_EQ(alone.ledger, ledger) << "further blocks join the ledger that is there";
  expect_same(alone, shop);
}

TEST_F(LedgerFile, OutlivesItsName) {
  ASSERT_TRUE(write_file(path(), small_shop(), kStamp));
  Blocks blocks;
  {
    const auto file = File::open(path());
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->load(blocks, kAll));
  }
  ASSERT_TRUE(write_file(path(), small_shop(), {.shop = 8}));
  fs::remove(path());
  expect_same(blocks, small_shop());
}

TEST_F(LedgerFile, HoldsOnlyWhatIsHeld) {
  Blocks some{.ledger = small_shop().ledger};
  ASSERT_TRUE(write_file(path(), some, kStamp));
  const auto file = File::open(path());
  Blocks loaded;
  ASSERT_TRUE(file->load(loaded, kAll));
  EXPECT_EQ(loaded.held(), BlockSet{});
}

TEST_F(LedgerFile, TheEmptyShopToo) {
  ASSERT_TRUE(write_file(path(), {.ledger = Builder().finish().value()}, kStamp));
  Blocks loaded;
  ASSERT_TRUE(File::open(path())->load(loaded, {}));
  EXPECT_EQ(loaded.ledger->order_count(), 0U);
  EXPECT_FALSE(loaded.ledger->last_day());
}

TEST_F(LedgerFile, CutOffAnywhereItIsRefused) {
  const std::vector<char> whole = written();
  for (std::size_t size = 0; size < whole.size(); size += 13) {
    Bytes cut({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)});
    EXPECT_FALSE(cut.load()) << size;
  }
}

// A flipped bit is found, or lies between two sections where nothing is.
TEST_F(LedgerFile, AFlippedBitIsFound) {
  const std::vector<char> whole = written();
  const Blocks shop = small_shop();
  std::size_t refused = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::vector<char> flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
    const auto loaded = Bytes(flipped).load();
    if (!loaded) ++refused;
    if (loaded && at % 16 == 0) expect_same(*loaded, shop);
    if (HasFailure()) FAIL() << "byte " << at;
  }
  EXPECT_GT(refused, whole.size() / 4);
}

// Behind right checksums anything may lie: no index leads out of what is there (run under the address sanitizer).
TEST_F(LedgerFile, WhatIsOutOfRangeIsRefusedEvenWhenSealed) {
  const std::vector<char> whole = written();
  std::mt19937 random(5);  // NOLINT(cert-msc51-cpp): the same damage every time
  std::size_t taken = 0;
  for (int round = 0; round < 3'000; ++round) {
    std::vector<char> damaged = whole;
    for (int n = 0; n < 1 + round % 3; ++n)
      damaged[64 + random() % (damaged.size() - 64)] = static_cast<char>(random());
    Bytes bytes(damaged);
    reseal_for_tests(bytes.span());
    const auto blocks = bytes.load();
    if (!blocks || !blocks->held().has(kAll)) continue;  // a block under another name is not held
    ++taken;
    Money sum = 0;
    for (CustomerIndex customer = 0; customer < blocks->ledger->customer_count(); ++customer) {
      const OrderRange orders = blocks->ledger->orders_of(customer);
      for (OrderIndex order = orders.begin; order < orders.end; ++order) {
        sum += static_cast<Money>(blocks->ledger->sources()[blocks->ledger->columns().source[order]].size());
        const auto lines = blocks->lines->lines_of(order);
        for (LineIndex line = lines.begin; line < lines.end; ++line)
          sum += static_cast<Money>(blocks->lines->products().codes[blocks->lines->product()[line]].size());
      }
      for (const TagIndex tag : blocks->people->tags_of(customer))
        sum += static_cast<Money>(blocks->people->tags()[tag].size());
      sum += blocks->touches->of(customer).size() + blocks->subscriptions->of(customer).size();
    }
    const Returns& returns = blocks->ledger->returns();
    for (std::size_t at = 0; at < returns.order.size(); ++at) {
      ASSERT_GE(returns.day[at], blocks->ledger->columns().day[returns.order[at]]);
      sum += static_cast<Money>(blocks->lines->products().codes[returns.product[at]].size() +
                                name_of(returns.reason[at]).size());
    }
    EXPECT_GE(sum, 0);
  }
  EXPECT_GT(taken, 100U) << "amounts may be anything";
}

TEST_F(LedgerFile, OtherVersionsAndOtherFilesAreNotTaken) {
  std::vector<char> whole = written();
  whole[8] = static_cast<char>(kFileVersion + 1);
  Bytes newer(whole);
  reseal_for_tests(newer.span());
  EXPECT_EQ(File::of_bytes(newer.span(), nullptr).error().key, "ledger_file.other_version");
  std::ofstream(path()) << "SQLite format 3";
  EXPECT_EQ(File::open(path()).error().key, "ledger_file.damaged");
  EXPECT_EQ(File::open(folder_ / "none").error().key, "ledger_file.not_there");
  EXPECT_EQ(File::open(folder_).error().key, "ledger_file.damaged");
}

TEST_F(LedgerFile, AWriteThatWasCutOffLeavesTheFileOfBefore) {
  ASSERT_TRUE(write_file(path(), small_shop(), kStamp));
  std::ofstream(path().string() + ".new") << "half a file";
  EXPECT_EQ(File::open(path())->stamp(), kStamp);
  ASSERT_TRUE(write_file(path(), small_shop(), {.shop = 8}));
  EXPECT_EQ(File::open(path())->stamp().shop, 8);
  EXPECT_FALSE(fs::exists(path().string() + ".new"));
}

TEST_F(LedgerFile, WhatCannotBeWrittenLeavesNothingBehind) {
  const auto missing = write_file(folder_ / "gone" / "7.ledger", small_shop(), kStamp);
  EXPECT_EQ(missing.error().key, "ledger_file.cannot_write");
  fs::create_directories(path() / "in the way");
  EXPECT_EQ(write_file(path(), small_shop(), kStamp).error().key, "ledger_file.cannot_write");
  EXPECT_FALSE(fs::exists(path().string() + ".new"));
}

TEST_F(LedgerFile, AFullDiskLeavesTheFileOfBefore) {
  const std::size_t whole = written().size();
  const Blocks shop = small_shop();
  for (const std::size_t room : {std::size_t{0}, std::size_t{64}, whole / 2, whole - 1}) {
    const testing_support::FullDisk full(room);
    const Status refused = write_file(path(), shop, {.shop = 8});
    ASSERT_FALSE(refused) << room;
    EXPECT_EQ(refused.error().key, "ledger_file.cannot_write");
    EXPECT_FALSE(fs::exists(path().string() + ".new"));
  }
  const auto before = File::open(path());
  ASSERT_TRUE(before);
  EXPECT_EQ(before->stamp(), kStamp);
  EXPECT_TRUE(write_file(path(), shop, {.shop = 8}));
}

// A child that writes one version after the other is killed at any moment: what lies there is always one of them,
// whole.
TEST_F(LedgerFile, KilledWhileItIsWrittenItIsWholeAllTheSame) {
  ASSERT_TRUE(write_file(path(), small_shop(), kStamp));
  const Blocks shop = small_shop();
  std::int64_t latest = kStamp.data_version;
  std::mt19937 random(4);
  for (int kill = 0; kill < 40; ++kill) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      for (std::int64_t version = latest + 1;; ++version) {
        if (!write_file(path(), shop, {.shop = 7, .data_version = version})) ::_exit(1);
      }
    }
    ::usleep(static_cast<useconds_t>(random() % 4'000));
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    const auto file = File::open(path());
    ASSERT_TRUE(file) << file.error().key;
    EXPECT_GE(file->stamp().data_version, latest);
    latest = file->stamp().data_version;
    Blocks read;
    ASSERT_TRUE(file->load(read, kAll));
    expect_same(read, shop);
  }
  EXPECT_GT(latest, kStamp.data_version);  // else nothing was written before a kill
}

}  // namespace
}  // namespace tsuzuku::ledger
