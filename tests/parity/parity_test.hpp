#pragma once
// The same store twice. A repository test makes its object over each database, calls it on both and
// compares:
//
//   TEST_F(ParityTest, ListsShops) {
//     on_both([](sql::Database& database) { return list_shops(database); });
//   }
//
// Values that come from outside (ids, time, random bytes) must be made alike for both.

#include <gtest/gtest.h>

#include <memory>

#include "sql/database.hpp"
#include "tests/support/store/migrated_database.hpp"

namespace tsuzuku::parity {

class ParityTest : public ::testing::Test {
 protected:
  void SetUp() override;

  [[nodiscard]] sql::Database& sqlite() { return *sqlite_; }
  [[nodiscard]] sql::Database& postgres() { return *postgres_; }

  // Expects equal outcomes, value or error key, and returns SQLite's.
  template <typename Call>
  auto on_both(Call call) -> decltype(call(std::declval<sql::Database&>())) {
    auto here = call(sqlite());
    const auto there = call(postgres());
    EXPECT_EQ(here.has_value(), there.has_value())
        << testing_support::tell(here ? there.error() : here.error()) << " on " << (here ? "PostgreSQL" : "SQLite");
    if (!here && !there) {
      EXPECT_EQ(here.error().key, there.error().key);
    }
    if constexpr (!std::is_same_v<decltype(here), Status>) {
      if (here && there) {
        EXPECT_EQ(*here, *there) << "SQLite and PostgreSQL answer differently";
      }
    }
    return here;
  }

 private:
  testing_support::TemporaryFolder folder_;
  std::shared_ptr<sql::Database> sqlite_;
  std::shared_ptr<sql::Database> postgres_;
};

}  // namespace tsuzuku::parity
