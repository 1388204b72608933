#include <gtest/gtest.h>

#include <stdexcept>

#include "sql/database.hpp"

namespace tsuzuku::sql {
namespace {

using Names = std::vector<std::string>;

Query only(std::string_view text, Dialect dialect = Dialect::Postgres) {
  const auto queries = Queries::parse("test.sql", text, dialect);
  EXPECT_TRUE(queries.has_value());
  return queries && queries->all().size() == 1 ? queries->all().front() : Query{};
}

TEST(QueryFile, NumbersParametersByFirstUse) {
  const Query query = only("-- name: find\nselect * from t where a = :b and c = :a or d = :b;\n");
  EXPECT_EQ(query.name, "find");
  EXPECT_EQ(query.text, "select * from t where a = $1 and c = $2 or d = $1");
  EXPECT_EQ(query.parameters, (Names{"b", "a"}));
  EXPECT_EQ(only("-- name: x\nselect :a", Dialect::Sqlite).text, "select ?1");
}

TEST(QueryFile, LeavesStringsQuotedNamesAndCastsAlone) {
  const Query query = only("-- name: x\nselect ':a', 'it''s :b', \":c\", x::text, :d::bigint from t");
  EXPECT_EQ(query.text, "select ':a', 'it''s :b', \":c\", x::text, $1::bigint from t");
  EXPECT_EQ(query.parameters, (Names{"d"}));
}

TEST(QueryFile, DropsComments) {
  const Query query =
      only("-- what it is for\n-- name: x\nselect 1 -- not :this\n/* nor :that */ from t;\n-- the next\n");
  EXPECT_EQ(query.text, "select 1 \n  from t");
  EXPECT_TRUE(query.parameters.empty());
}

TEST(QueryFile, SurvivesUnfinishedTexts) {
  EXPECT_EQ(only("-- name: x\nselect 'open").text, "select 'open");
  EXPECT_EQ(only("-- name: x\nselect 1 /* open").text, "select 1");
  EXPECT_EQ(only("-- name: x\nselect :").text, "select :");
  EXPECT_EQ(only("-- name: x\nselect 1 --").text, "select 1");
}

TEST(QueryFile, KeepsWhatBelongsToTheDialect) {
  constexpr std::string_view kText =
      "-- name: a\nselect 1\n-- name: b [sqlite]\nselect 2\n-- name: b [postgres]\nselect 3\n";
  const auto sqlite = Queries::parse("test.sql", kText, Dialect::Sqlite);
  const auto postgres = Queries::parse("test.sql", kText, Dialect::Postgres);
  ASSERT_TRUE(sqlite && postgres);
  EXPECT_EQ(sqlite->get("b").text, "select 2");
  EXPECT_EQ(postgres->get("b").text, "select 3");
  EXPECT_EQ(postgres->all().size(), 2U);
  EXPECT_THROW(static_cast<void>(sqlite->get("c")), std::logic_error);
}

struct Broken {
  std::string_view text;
  std::string_view key;
  std::string_view line;
};

TEST(QueryFile, NamesTheLineThatIsWrong) {
  for (const Broken& broken : {Broken{"select 1\n-- name: x\nselect 1", "sql.file_text_before_name", "1"},
                               Broken{"-- name: x\nselect 1\n-- name: x\nselect 2", "sql.file_name_twice", "3"},
                               Broken{"-- name: x [oracle]\nselect 1", "sql.file_bad_name", "1"},
                               Broken{"-- name:\nselect 1", "sql.file_bad_name", "1"},
                               Broken{"\n-- name: x\n-- nothing\n;", "sql.file_empty_query", "2"}}) {
    const auto queries = Queries::parse("test.sql", broken.text, Dialect::Sqlite);
    ASSERT_FALSE(queries.has_value()) << broken.text;
    EXPECT_EQ(queries.error().key, broken.key);
    EXPECT_EQ(queries.error().arguments.at(1).second, broken.line);
  }
}

}  // namespace
}  // namespace tsuzuku::sql
