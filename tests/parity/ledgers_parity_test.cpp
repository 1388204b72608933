// The ledger that follows from the one before it, and the one that comes from its file, are what reading the store anew
// gives: on both databases, after whatever happened to orders, and whatever happened to the file.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/random.hpp"
#include "demo/demo.hpp"
#include "services/analyses/analyses.hpp"
#include "services/ledgers/ledgers.hpp"
#include "services/ledgers/mend.hpp"
#include "services/orders/order_writer.hpp"
#include "services/query_files.hpp"
#include "services/shops/shops.hpp"
#include "tests/parity/parity_test.hpp"

namespace tsuzuku::parity {
namespace {

namespace fs = std::filesystem;
using ledger::Block;
using ledger::Blocks;
using ledger::BlockSet;

constexpr std::int64_t kNow = 1'790'000'000;
constexpr std::size_t kAtFirst = 700;  // orders; the others come later
constexpr BlockSet kMended{Block::Lines, Block::Subscriptions};

class Side {
 public:
  explicit Side(sql::Database& database_in) : database(database_in), ids_([] { return kNow * 1'000; }) {}

  Status prepare() {
    TSUZUKU_TRY(opened, services::Shops::open(database, ids_));
    shops_ = std::make_unique<services::Shops>(std::move(opened));
    TSUZUKU_TRY(created, shops_->create({.name = "店"}, kNow));
    id_ = created.id;
    TSUZUKU_CHECK(demo::generate(
        {.orders = 1'000},
        [this](domain::OrderDraft order) -> Status {
          orders_.push_back(std::move(order));
          return {};
        },
        [this](domain::ProductDraft product) -> Status {
          products_.push_back(std::move(product));
          return {};
        },
        [](const domain::SourceCostDraft&) -> Status { return {}; }));
    told_ = kAtFirst;
    return write(std::vector(orders_.begin(), orders_.begin() + kAtFirst), products_);
  }

  Status write(const std::vector<domain::OrderDraft>& orders, const std::vector<domain::ProductDraft>& products = {}) {
    TSUZUKU_TRY(session, database.writer());
    TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
    TSUZUKU_TRY(writer, services::OrderWriter::open({.session = session.get(),
                                                     .ids = &ids_,
                                                     .shop = id_,
                                                     .import = ImportId{1},
                                                     .now = kNow,
                                                     .refuse = [](const domain::OrderDraft&, std::string_view,
                                                                  ErrorArguments) -> Status { return {}; }}));
    for (const auto& product : products) TSUZUKU_CHECK(writer.add(product));
    for (const auto& order : orders) TSUZUKU_CHECK(writer.add(order));
    TSUZUKU_CHECK(writer.finish());
    TSUZUKU_CHECK(services::touch_shop_data(*session, id_, writer.change()));
    return transaction.commit();
  }

  // Orders that come, are cancelled, go back, find their customer, name a source nobody knew.
  Status live(Random& random) {
    std::vector<domain::OrderDraft> news;
    for (std::uint64_t n = 1 + random.below(12); n > 0; --n) {
      if (random.below(3) == 0 && told_ < orders_.size()) {
        news.push_back(orders_[told_++]);
        continue;
      }
      domain::OrderDraft& order = orders_[random.below(told_)];
      switch (random.below(4)) {
        case 0:
          order.state = domain::OrderState::Cancelled;
          order.cancelled_day = order.ordered_day + 2;
          order.cancel_reason = "欠品";
          break;
        case 1:
          order.lines.front().returned_quantity = order.lines.front().quantity;
          order.lines.front().returned_day = order.ordered_day + 9;
          break;
        case 2:
          if (order.customer.number.empty()) order.customer.number = "found-" + order.number;
          break;
        default:
          order.source = "new " + std::to_string(random.below(3));
          order.paid_day = order.ordered_day + 1;
      }
      news.push_back(order);
    }
    return write(news);
  }

  Status run(const std::string& text) {
    TSUZUKU_TRY(session, database.writer());
    return session->execute_script(text);
  }
  [[nodiscard]] services::Shop shop() const { return shops_->get(id_).value(); }
  [[nodiscard]] std::shared_ptr<const services::LoadedBlocks> anew() const {
    return services::load_blocks(database, shop(), kMended, nullptr).value();
  }
  // What follows from `last`; nothing when it had to be read anew.
  [[nodiscard]] std::optional<Blocks> mended(const services::LoadedBlocks& last) const {
    const auto queries = services::queries_of("services/ledgers/ledgers.sql", database.dialect());
    auto snapshot = services::Snapshot::open(database, *queries, shop());
    auto blocks = services::mend(*snapshot, *queries, shop(), last);
    EXPECT_TRUE(blocks) << testing_support::tell(blocks.error());
    return *std::move(blocks);
  }
  [[nodiscard]] const std::vector<domain::ProductDraft>& products() const { return products_; }

  sql::Database& database;

 private:
  IdMaker ids_;
  std::unique_ptr<services::Shops> shops_;
  ShopId id_;
  std::vector<domain::OrderDraft> orders_;
  std::vector<domain::ProductDraft> products_;
  std::size_t told_ = 0;
};

void expect_same(const Blocks& a, const Blocks& b) {
  int at = 0;
  ledger::for_each_column(a.ledger->columns(), b.ledger->columns(),
                          [&](const auto& x, const auto& y) { EXPECT_TRUE(x == y) << "column " << at++; });
  ledger::for_each_return_column(a.ledger->returns(), b.ledger->returns(),
                                 [](const auto& x, const auto& y) { EXPECT_TRUE(x == y); });
  EXPECT_EQ(a.ledger->part_costs().uncosted, b.ledger->part_costs().uncosted);
  EXPECT_TRUE(std::ranges::equal(a.ledger->customer_ids(), b.ledger->customer_ids()));
  EXPECT_TRUE(std::ranges::equal(a.ledger->customer_begin(), b.ledger->customer_begin()));
  EXPECT_TRUE(std::ranges::equal(a.ledger->anonymous_ids(), b.ledger->anonymous_ids()));
  EXPECT_TRUE(std::ranges::equal(a.ledger->sources(), b.ledger->sources()));
  EXPECT_EQ(a.ledger->last_known_day(), b.ledger->last_known_day());
  ASSERT_TRUE(a.lines && b.lines && a.subscriptions && b.subscriptions);
  EXPECT_TRUE(std::ranges::equal(a.lines->order_begin(), b.lines->order_begin()));
  EXPECT_TRUE(std::ranges::equal(a.lines->product(), b.lines->product()));
  EXPECT_TRUE(std::ranges::equal(a.lines->amount(), b.lines->amount()));
  EXPECT_TRUE(std::ranges::equal(a.lines->cost(), b.lines->cost()));
  EXPECT_TRUE(std::ranges::equal(a.subscriptions->state(), b.subscriptions->state()));
  EXPECT_TRUE(std::ranges::equal(a.subscriptions->started(), b.subscriptions->started()));
}

class LedgersParityTest : public ParityTest {
 protected:
  void SetUp() override {
    ParityTest::SetUp();
    for (sql::Database* database : {&sqlite(), &postgres()}) {
      sides_.push_back(std::make_unique<Side>(*database));
      const Status prepared = sides_.back()->prepare();
      ASSERT_TRUE(prepared) << testing_support::tell(prepared.error());
    }
  }

  [[nodiscard]] fs::path file_of(const Side& side) const { return folder_ / (side.shop().id.text() + ".ledger"); }
  // As a start does it: nothing in memory, the folder as it is.
  [[nodiscard]] Blocks after_a_start(const Side& side) const {
    services::Ledgers ledgers(side.database, folder_);
    return ledgers.get(side.shop(), kMended).value();
  }
  void save(const Side& side) const {
    services::Ledgers ledgers(side.database, folder_);
    ASSERT_TRUE(ledgers.get(side.shop(), kMended));
    ASSERT_TRUE(ledgers.save(side.shop()));
  }

  std::vector<std::unique_ptr<Side>> sides_;
  testing_support::TemporaryFolder ledgers_folder_;
  fs::path folder_ = ledgers_folder_.path();
};

TEST_F(LedgersParityTest, WhatFollowsIsWhatReadingAnewGives) {
  for (const auto& side : sides_) {
    Random random(11);
    auto last = side->anew();
    for (int round = 0; round < 12; ++round) {
      for (std::uint64_t n = 1 + random.below(3); n > 0; --n) ASSERT_TRUE(side->live(random));
      const auto mended = side->mended(*last);
      ASSERT_TRUE(mended) << "round " << round;
      const auto anew = side->anew();
      expect_same(*mended, anew->blocks);
      if (HasFailure()) FAIL() << "round " << round;
      last = anew;
    }
  }
}

TEST_F(LedgersParityTest, WhatIsNotKnownToFollowIsReadAnew) {
  for (const auto& side : sides_) {
    const auto last = side->anew();
    auto gifts = side->products();
    gifts.front().kind = domain::ProductKind::Gift;
    ASSERT_TRUE(side->write({}, gifts));
    EXPECT_FALSE(side->mended(*last)) << "any order may be no purchase any more";

    const auto counted = side->anew();
    ASSERT_TRUE(side->run("update shops set data_version = data_version + 1"));
    EXPECT_FALSE(side->mended(*counted)) << "a version that nobody noted";

    Random random(3);
    ASSERT_TRUE(side->live(random));
    const auto noted = side->anew();
    ASSERT_TRUE(side->live(random));
    EXPECT_TRUE(side->mended(*noted));
    ASSERT_TRUE(side->run("update data_changes set mark = mark + 1"));
    EXPECT_FALSE(side->mended(*noted)) << "another store that counts the same versions";
  }
}

TEST_F(LedgersParityTest, AStartTakesTheFileAndWhatHappenedSince) {
  for (const auto& side : sides_) {
    save(*side);
    // Unknown to every version, so that the file and the store can be told apart.
    ASSERT_TRUE(side->run("update orders set points = points + 1"));
    const auto of_file = after_a_start(*side);
    EXPECT_NE(of_file.ledger->columns().points, side->anew()->blocks.ledger->columns().points);
    ASSERT_TRUE(side->run("update orders set points = points - 1"));
    expect_same(of_file, side->anew()->blocks);

    Random random(5);
    for (int n = 0; n < 3; ++n) ASSERT_TRUE(side->live(random));
    expect_same(after_a_start(*side), side->anew()->blocks);
  }
}

TEST_F(LedgersParityTest, AFileThatIsNoGoodIsReadAroundAndWrittenAnew) {
  for (const auto& side : sides_) {
    const fs::path file = file_of(*side);
    save(*side);
    const auto size = fs::file_size(file);
    const auto good = side->anew();
    const std::vector<std::function<void()>> faults = {
        [&] { fs::resize_file(file, size / 2); },
        [&] { fs::resize_file(file, 0); },
        [&] {
          std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
          bytes.seekg(static_cast<std::streamoff>(size / 2));
          const auto flipped = static_cast<char>(bytes.peek() ^ 4);
          bytes.seekp(static_cast<std::streamoff>(size / 2));
          bytes.put(flipped);
        },
        [&] { std::ofstream(file) << "something else"; },
        [&] { fs::remove(file); },
    };
    for (const auto& fault : faults) {
      save(*side);
      fault();
      expect_same(after_a_start(*side), good->blocks);
      save(*side);
      EXPECT_EQ(fs::file_size(file), size);
    }
  }
}

TEST_F(LedgersParityTest, AFileOfAnotherShopOrStoreIsNotTaken) {
  for (const auto& side : sides_) {
    save(*side);
    ASSERT_TRUE(side->run("update data_changes set mark = mark + 1; update orders set points = points + 1"));
    expect_same(after_a_start(*side), side->anew()->blocks);
  }
  Side& side = *sides_[0];
  const auto anew = side.anew();
  ASSERT_TRUE(side.run("update orders set points = points + 1"));
  ASSERT_TRUE(ledger::write_file(file_of(side), anew->blocks,
                                 {.shop = side.shop().id.value + 1,
                                  .data_version = anew->data_version,
                                  .data_mark = anew->data_mark,
                                  .people_version = anew->people_version}));
  expect_same(after_a_start(side), side.anew()->blocks);
}

TEST_F(LedgersParityTest, WithoutAFolderLifeGoesOn) {
  services::Ledgers nowhere(sides_[0]->database, folder_ / "gone");
  const auto blocks = nowhere.get(sides_[0]->shop(), kMended);
  ASSERT_TRUE(blocks);
  EXPECT_EQ(nowhere.save(sides_[0]->shop()).error().key, "ledger_file.cannot_write");
  services::Ledgers without(sides_[0]->database);
  ASSERT_TRUE(without.get(sides_[0]->shop(), kMended));
  EXPECT_TRUE(without.save(sides_[0]->shop()));
  EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(LedgersParityTest, AnswersPeopleAskedForAreRenewedForTheNextLedger) {
  for (const auto& side : sides_) {
    services::Ledgers ledgers(side->database);
    const auto analyses = services::Analyses::open(side->database, ledgers).value();
    const auto ask = [&](const services::Analyses& of, const std::string& name) {
      return of.run(side->shop(), name, {}, services::PersonalData::Masked).value();
    };
    const analysis::Table before = ask(analyses, "stages");
    EXPECT_EQ(ask(analyses, "ltv_levers").analysis, "ltv_levers");
    EXPECT_FALSE(analyses.renew_one(side->shop()).value()) << "nothing has changed";
    Random random(8);
    ASSERT_TRUE(side->live(random));
    ASSERT_TRUE(ledgers.refresh(side->shop()));
    EXPECT_TRUE(analyses.renew_one(side->shop()).value());
    EXPECT_TRUE(analyses.renew_one(side->shop()).value());
    EXPECT_FALSE(analyses.renew_one(side->shop()).value());
    services::Ledgers others(side->database);
    const auto anew = services::Analyses::open(side->database, others).value();
    for (const char* name : {"stages", "ltv_levers"}) EXPECT_EQ(ask(analyses, name).rows, ask(anew, name).rows) << name;
    EXPECT_NE(ask(analyses, "stages").rows, before.rows);
  }
}

}  // namespace
}  // namespace tsuzuku::parity
