// Imports on SQLite and PostgreSQL: a dry run counts what the import counts, and nobody waits for it.

#include <fstream>

#include "base/assets.hpp"
#include "services/imports/imports.hpp"
#include "tests/parity/parity_test.hpp"

extern "C" const tsuzuku::AssetRow tsuzuku_test_profiles[];

namespace tsuzuku::parity {
namespace {

using services::ImportCounts;
using services::Imports;

constexpr std::int64_t kNow = 1'790'000'000;

struct Counted {
  std::vector<std::int64_t> counts;
  friend bool operator==(const Counted&, const Counted&) = default;
};

Counted counted(const ImportCounts& counts) {
  return {{counts.rows_read, counts.orders_new, counts.orders_changed, counts.orders_same, counts.lines, counts.credits,
           counts.customers_new, counts.sales, counts.rows_quarantined}};
}

class ImportsParity : public ParityTest {
 protected:
  static void SetUpTestSuite() {
    static const bool registered = [] {
      register_assets(tsuzuku_test_profiles);
      return true;
    }();
    ASSERT_TRUE(registered);
  }

  intake::InputFile file(const std::string& name, const std::string& text) {
    const std::string path = files_.file(name);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
    return {name, path};
  }

  // One shop, the files of each step imported one step after the other: tried first, with the writer lent to somebody
  // else, then in earnest. Both counts of every step.
  Result<std::vector<Counted>> import(sql::Database& database, const std::vector<intake::Request>& steps) {
    IdMaker ids([] { return kNow * 1'000; });
    TSUZUKU_TRY(shops, services::Shops::open(database, ids));
    TSUZUKU_TRY(shop, shops.create({.name = "店"}, kNow));
    TSUZUKU_TRY(imports, Imports::open(database, ids, [] { return kNow; }));
    const std::atomic<bool> cancel = false;
    std::vector<Counted> all;
    for (intake::Request step : steps) {
      step.spool_folder = files_.file("");
      {
        TSUZUKU_TRY(writer, database.writer());
        TSUZUKU_CHECK(writer->begin());
        TSUZUKU_TRY(tried,
                    imports.run(ids.make<ImportId>(), {.shop = shop, .input = step, .dry_run = true}, {}, cancel));
        all.push_back(counted(tried.counts));
        TSUZUKU_CHECK(writer->rollback());
      }
      TSUZUKU_TRY(done, imports.run(ids.make<ImportId>(), {.shop = shop, .input = step}, {}, cancel));
      all.push_back(counted(done.counts));
    }
    return all;
  }

  void expect_tried_as_done(const std::vector<intake::Request>& steps) {
    const auto all = on_both([&](sql::Database& database) { return import(database, steps); });
    ASSERT_TRUE(all) << testing_support::tell(all.error());
    ASSERT_EQ(all->size(), steps.size() * 2);
    for (std::size_t i = 0; i < all->size(); i += 2) {
      EXPECT_EQ((*all)[i].counts, (*all)[i + 1].counts) << "step " << i / 2;
      EXPECT_GT((*all)[i].counts.front(), 0);
    }
  }

 private:
  testing_support::TemporaryFolder files_;
};

constexpr const char* kHeader = "order_number,ordered_at,customer_number,product_code,quantity,unit_price,status\n";

TEST_F(ImportsParity, ADryRunCountsWhatTheImportCountsAndHoldsNobodyUp) {
  const auto step = [&](const std::string& name, const std::string& rows) {
    intake::Request request;
    request.files = {file(name, kHeader + rows)};
    return request;
  };
  expect_tried_as_done(
      {step("first.csv", "A1,2026-01-10,C1,TEA,1,1000,\nA2,2026-02-10,C1,TEA,2,1000,\nA3,2026-02-30,C2,TEA,1,1000,\n"),
       // One as it was, one changed, one new of a known and one of a new customer, one of another customer than stored.
       step("second.csv",
            "A1,2026-01-10,C1,TEA,1,1000,\nA2,2026-02-10,C1,TEA,2,1000,cancelled\nA4,2026-03-01,C1,CUP,1,500,\n"
            "A5,2026-03-01,C9,CUP,1,500,\nA1,2026-01-10,C9,TEA,1,1000,\n"),
       step("third.csv", "A2,2026-02-10,C9,TEA,2,1000,\nA6,2026-03-05,C9,TEA,-1,1000,\n")});
}

// Two files tell the same rows; each numbers them by itself.
TEST_F(ImportsParity, RowsWithoutOrderNumberThatTwoFilesTellAreOneInADryRunToo) {
  intake::Request request;
  const std::string january = "A,2026-01-01,tea,100\nA,2026-01-01,tea,100\nB,2026-01-31,cup,50\n";
  request.files = {file("january.csv", "who,when,what,price\n" + january),
                   file("both.csv", "who,when,what,price\n" + january + "B,2026-01-31,cup,70\nB,2026-02-01,cup,50\n")};
  request.mapping = {
      {"customer_number", "who"}, {"ordered_at", "when"}, {"product_code", "what"}, {"unit_price", "price"}};
  expect_tried_as_done({request, request});
}

}  // namespace
}  // namespace tsuzuku::parity
