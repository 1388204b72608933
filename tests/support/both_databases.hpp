#pragma once
// Runs a test over SQLite and over PostgreSQL:
//
//   class StaffTest : public testing_support::EachDatabase {};
//   INSTANTIATE_EACH_DATABASE(StaffTest);
//   TEST_P(StaffTest, ...) { database() ... }

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "sql/database.hpp"
#include "tests/support/postgres_cluster.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tsuzuku::testing_support {

// "detail" and the other arguments of an error, for the message of a failed test.
[[nodiscard]] inline std::string tell(const Error& error) {
  std::string told = error.key;
  for (const auto& [name, value] : error.arguments) told += " " + name + "=" + value;
  return told;
}

class EachDatabase : public ::testing::TestWithParam<sql::Dialect> {
 protected:
  void SetUp() override {
    auto url = Result<std::string>(folder_.file("test.sqlite"));
    if (GetParam() == sql::Dialect::Postgres) url = fresh_database();
    ASSERT_TRUE(url.has_value()) << tell(url.error());
    url_ = *url;
    auto opened = sql::open_database(url_, options());
    ASSERT_TRUE(opened.has_value()) << tell(opened.error());
    database_ = *opened;
  }
  [[nodiscard]] virtual sql::OpenOptions options() const { return {}; }
  [[nodiscard]] sql::Database& database() { return *database_; }
  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_;
  std::string url_;
  std::shared_ptr<sql::Database> database_;
};

[[nodiscard]] inline std::string dialect_name(const ::testing::TestParamInfo<sql::Dialect>& info) {
  return info.param == sql::Dialect::Sqlite ? "Sqlite" : "Postgres";
}

}  // namespace tsuzuku::testing_support

// The value of a Result, or the end of the test with the error's text.
#define ASSERT_VALUE(name, expression)                                                             \
  auto name##_result = (expression);                                                               \
  ASSERT_TRUE(name##_result.has_value()) << tsuzuku::testing_support::tell(name##_result.error()); \
  [[maybe_unused]] auto& name = *name##_result
#define ASSERT_OK(expression)                                                                \
  do {                                                                                       \
    const auto ok_result = (expression);                                                     \
    ASSERT_TRUE(ok_result.has_value()) << tsuzuku::testing_support::tell(ok_result.error()); \
  } while (false)
#define INSTANTIATE_EACH_DATABASE(Fixture)                                                                    \
  INSTANTIATE_TEST_SUITE_P(Each, Fixture,                                                                     \
                           ::testing::Values(tsuzuku::sql::Dialect::Sqlite, tsuzuku::sql::Dialect::Postgres), \
                           tsuzuku::testing_support::dialect_name)
