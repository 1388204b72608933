// Every named query of every service prepares on both databases, by its text alone.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sql/postgres_connection.hpp"
#include "sql/sqlite_connection.hpp"
#include "tests/parity/parity_test.hpp"

namespace tsuzuku::parity {
namespace {

struct SqlFile {
  std::string path;
  std::string text;
};

std::vector<SqlFile> service_files() {
  std::vector<SqlFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(TSUZUKU_SOURCE_DIR "/src/services")) {
    if (entry.path().extension() != ".sql") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    files.push_back({std::filesystem::relative(entry.path(), TSUZUKU_SOURCE_DIR).string(), text.str()});
  }
  return files;
}

// Calls `prepare` with every query of every file in the words of `dialect`; returns how many there were.
template <typename Prepare>
int prepare_all(sql::Dialect dialect, Prepare prepare) {
  int prepared = 0;
  for (const SqlFile& file : service_files()) {
    const auto queries = sql::Queries::parse(file.path, file.text, dialect);
    if (!queries) {
      ADD_FAILURE() << testing_support::tell(queries.error());
      continue;
    }
    for (const sql::Query& query : queries->all()) {
      const auto result = prepare(query);
      EXPECT_TRUE(result.has_value()) << file.path << ": " << testing_support::tell(result.error());
      ++prepared;
    }
  }
  return prepared;
}

TEST(QueriesParity, EveryQueryPreparesOnSqlite) {
  const testing_support::TemporaryFolder folder;
  const std::string path = folder.file("prepare.sqlite");
  ASSERT_OK(testing_support::migrated(path));
  ASSERT_VALUE(connection, sql::SqliteConnection::open(path, {}));
  EXPECT_GT(prepare_all(sql::Dialect::Sqlite, [&](const sql::Query& query) { return connection->prepare(query); }), 0);
}

TEST(QueriesParity, EveryQueryPreparesOnPostgres) {
  ASSERT_VALUE(url, testing_support::fresh_database());
  ASSERT_OK(testing_support::migrated(url));
  ASSERT_VALUE(connection, sql::PostgresConnection::open(url, sql::PostgresRole::Writer));
  EXPECT_GT(
      prepare_all(sql::Dialect::Postgres, [&](const sql::Query& query) { return connection->prepare(query, {}); }), 0);
}

TEST(QueriesParity, BothDatabasesHaveTheSameNames) {
  const auto names_in = [](sql::Dialect dialect) {
    std::vector<std::string> names;
    for (const SqlFile& file : service_files()) {
      const auto queries = sql::Queries::parse(file.path, file.text, dialect);
      if (!queries) continue;
      for (const sql::Query& query : queries->all()) {
        std::string name = file.path + ":" + query.name;
        for (const std::string& parameter : query.parameters) name += " " + parameter;
        names.push_back(std::move(name));
      }
    }
    std::ranges::sort(names);
    return names;
  };
  EXPECT_EQ(names_in(sql::Dialect::Sqlite), names_in(sql::Dialect::Postgres));
}

}  // namespace
}  // namespace tsuzuku::parity
