#include "tests/support/both_databases.hpp"

namespace tsuzuku::sql {
namespace {

const Migration kFirst{1, "0001_first.sql",
                       "create table a (id $INT64 not null primary key, n $INT, x $REAL, t $TEXT, b $BLOB) $STRICT;\n"
                       "create index a_by_n on a (n);"};
const Migration kSecond{2, "0002_second.sql", "create table b (k $TEXT not null primary key) $WITHOUT_ROWID;"};

class MigrateTest : public testing_support::EachDatabase {
 protected:
  [[nodiscard]] Result<int> version() {
    TSUZUKU_TRY(session, database().reader());
    return schema_version(*session);
  }
};
INSTANTIATE_EACH_DATABASE(MigrateTest);

TEST_P(MigrateTest, AppliesWhatIsMissingAndOnlyThat) {
  EXPECT_EQ(version().value(), 0);
  ASSERT_VALUE(first, migrate(database(), std::vector{kFirst}));
  EXPECT_EQ(first.from, 0);
  EXPECT_EQ(first.to, 1);
  ASSERT_VALUE(second, migrate(database(), std::vector{kFirst, kSecond}));
  EXPECT_EQ(second.from, 1);
  EXPECT_EQ(second.to, 2);
  ASSERT_VALUE(again, migrate(database(), std::vector{kFirst, kSecond}));
  EXPECT_EQ(again.from, 2);
  EXPECT_EQ(again.to, 2);
  ASSERT_VALUE(session, database().writer());
  const std::int64_t large = std::int64_t{1} << 60;
  ASSERT_OK(session->execute_script("insert into a (id) values (" + std::to_string(large) + ")"));
}

TEST_P(MigrateTest, AFailedMigrationLeavesNothing) {
  const Migration broken{2, "0002_broken.sql", "create table b (k $TEXT); create table a (again $INT);"};
  const auto failed = migrate(database(), std::vector{kFirst, broken});
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(version().value(), 1);
  ASSERT_OK(migrate(database(), std::vector{kFirst, kSecond}));
}

TEST_P(MigrateTest, RefusesAnotherHistory) {
  ASSERT_OK(migrate(database(), std::vector{kFirst, kSecond}));
  EXPECT_EQ(migrate(database(), std::vector{kFirst}).error().key, "sql.schema_newer");
  Migration edited = kFirst;
  edited.text += " ";
  const auto changed = migrate(database(), std::vector{edited, kSecond});
  ASSERT_FALSE(changed.has_value());
  EXPECT_EQ(changed.error().key, "sql.schema_changed");
  EXPECT_EQ(changed.error().kind, ErrorKind::Conflict);
}

TEST_P(MigrateTest, RunsTheDatabasesOwnParts) {
  const std::string text =
      "create table a (n $INT);\n-- [sqlite]\ncreate table of_sqlite (n integer);\n-- [postgres]\ncreate table "
      "of_postgres (n integer);\n-- [both]\ncreate table b (n $INT);\n";
  ASSERT_OK(migrate(database(), std::vector{Migration{1, "0001_x.sql", text}}));
  ASSERT_VALUE(session, database().writer());
  const std::string own = session->dialect() == Dialect::Sqlite ? "of_sqlite" : "of_postgres";
  for (const std::string& table : {std::string("a"), std::string("b"), own}) {
    ASSERT_OK(session->execute_script("insert into " + table + " (n) values (1)"));
  }
  const std::string other = session->dialect() == Dialect::Sqlite ? "of_postgres" : "of_sqlite";
  EXPECT_FALSE(session->execute_script("select * from " + other).has_value());
}

TEST_P(MigrateTest, RefusesAnUnknownWord) {
  const auto failed = migrate(database(), std::vector{Migration{1, "0001_x.sql", "create table a (n $MONEY)"}});
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().key, "sql.unknown_macro");
  EXPECT_EQ(version().value(), 0);
}

}  // namespace
}  // namespace tsuzuku::sql
