#include "tests/parity/parity_test.hpp"

namespace tsuzuku::parity {

void ParityTest::SetUp() {
  ASSERT_VALUE(url, testing_support::fresh_database());
  ASSERT_VALUE(sqlite, testing_support::migrated(folder_.file("parity.sqlite")));
  ASSERT_VALUE(postgres, testing_support::migrated(url));
  sqlite_ = sqlite;
  postgres_ = postgres;
}

}  // namespace tsuzuku::parity
