// One contract, two databases: every case runs on SQLite and on PostgreSQL.

#include <array>
#include <limits>

#include "tests/support/both_databases.hpp"

namespace tsuzuku::sql {
namespace {

Query query_of(std::string_view text, Dialect dialect) {
  return Queries::parse("test.sql", "-- name: q\n" + std::string(text), dialect)->get("q");
}

class SessionTest : public testing_support::EachDatabase {
 protected:
  void SetUp() override {
    EachDatabase::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_VALUE(session, database().writer());
    session_ = std::move(session);
    const bool sqlite = GetParam() == Dialect::Sqlite;
    ASSERT_OK(
        session_->execute_script(sqlite ? "create table t (id integer not null primary key, n integer check (n < 100),"
                                          " x real, name text unique, bytes blob) strict"
                                        : "create table t (id bigint not null primary key, n integer check (n < 100),"
                                          " x double precision, name text unique, bytes bytea)"));
  }
  [[nodiscard]] Query query(std::string_view text) const { return query_of(text, GetParam()); }
  [[nodiscard]] Query insert() const {
    return query("insert into t (id, n, x, name, bytes) values (:id, :n, :x, :name, :bytes)");
  }
  [[nodiscard]] static Row row(std::int64_t id) {
    return {id, id % 7, static_cast<double>(id) / 2, "name " + std::to_string(id), Null{}};
  }
  [[nodiscard]] std::int64_t count() {
    const auto rows = session_->rows(query("select count(*) from t"));
    return rows ? integer(rows->at(0).at(0)) : -1;
  }
  std::unique_ptr<Session> session_;
};
INSTANTIATE_EACH_DATABASE(SessionTest);

TEST_P(SessionTest, GivesBackWhatWentIn) {
  const Blob bytes{std::byte{0}, std::byte{255}, std::byte{7}};
  const std::int64_t large = std::numeric_limits<std::int64_t>::max();
  ASSERT_OK(session_->run(insert(), {{"id", large}, {"n", -5}, {"x", 0.1}, {"name", "続く's"}, {"bytes", bytes}}));
  ASSERT_OK(
      session_->run(insert(), {{"id", -large - 1}, {"n", Null{}}, {"x", Null{}}, {"name", Null{}}, {"bytes", Blob{}}}));
  ASSERT_VALUE(rows, session_->rows(query("select id, n, x, name, bytes from t order by id")));
  EXPECT_EQ(rows, (std::vector<Row>{{-large - 1, Null{}, Null{}, Null{}, Blob{}},
                                    {large, std::int64_t{-5}, 0.1, std::string("続く's"), bytes}}));
  EXPECT_TRUE(is_null(rows[0][1]));
  EXPECT_EQ(integer_or(rows[0][1], 9), 9);
  EXPECT_EQ(text(rows[0][3]), "");
}

TEST_P(SessionTest, KeepsAStatementWhateverComesFirst) {
  // A NULL says nothing of its type; what follows in the same statement must still go in.
  for (const Row& values : {Row{std::int64_t{1}, Null{}, Null{}, Null{}, Null{}}, row(2)}) {
    Parameters parameters;
    const Query statement = insert();
    for (std::size_t i = 0; i < values.size(); ++i) parameters.push_back({statement.parameters[i], values[i]});
    ASSERT_OK(session_->run(statement, parameters));
  }
  const Query find = query("select id from t where n = :n");
  ASSERT_VALUE(none, session_->rows(find, {{"n", Null{}}}));
  EXPECT_TRUE(none.empty());
  ASSERT_VALUE(found, session_->rows(find, {{"n", 2}}));
  EXPECT_EQ(found, (std::vector<Row>{{std::int64_t{2}}}));
}

TEST_P(SessionTest, CountsChangedRows) {
  ASSERT_OK(session_->run_batch(insert(), std::vector<Row>{row(1), row(2), row(3)}));
  const auto changed = [&](std::string_view text) { return session_->run(query(text)).value_or(-1); };
  EXPECT_EQ(changed("update t set n = 0 where id > 1"), 2);
  EXPECT_EQ(changed("delete from t where id = 9"), 0);
  EXPECT_EQ(changed("insert into t (id) values (1) on conflict do nothing"), 0);
  EXPECT_EQ(changed("select id from t"), 0);
  ASSERT_VALUE(returned, session_->rows(query("delete from t where id = 3 returning name")));
  EXPECT_EQ(text(returned.at(0).at(0)), "name 3");
}

TEST_P(SessionTest, BatchesKeepTheirOrder) {
  std::vector<Row> rows;
  for (std::int64_t id = 1; id <= 1'501; ++id) rows.push_back(row(id));
  ASSERT_OK(session_->run_batch(insert(), rows));
  EXPECT_EQ(count(), 1'501);
  const std::vector<Row> wanted{{std::int64_t{700}}, {std::int64_t{-1}}, {std::int64_t{1}}};
  ASSERT_VALUE(found, session_->rows_batch(query("select name from t where id = :id"), wanted));
  EXPECT_EQ(found, (std::vector<std::vector<Row>>{{{std::string("name 700")}}, {}, {{std::string("name 1")}}}));
  ASSERT_OK(session_->run_batch(insert(), {}));
}

TEST_P(SessionTest, ABatchStopsAtTheFirstErrorAndTheSessionGoesOn) {
  ASSERT_OK(session_->begin());
  const Status failed = session_->run_batch(insert(), std::vector<Row>{row(1), row(1), row(2)});
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().key, "sql.unique");
  EXPECT_EQ(session_->rows(query("select 1")).error().key, "sql.transaction_failed");
  EXPECT_EQ(session_->commit().error().key, "sql.transaction_failed");
  ASSERT_OK(session_->rollback());
  EXPECT_EQ(count(), 0);
}

TEST_P(SessionTest, TellsConstraintsApart) {
  ASSERT_OK(session_->run_batch(insert(), std::vector<Row>{row(1)}));
  const auto error = [&](Row values) {
    const Status status = session_->run_batch(insert(), std::vector<Row>{std::move(values)});
    return status ? Error{} : status.error();
  };
  EXPECT_EQ(error(row(1)).key, "sql.unique");
  EXPECT_EQ(error(row(1)).kind, ErrorKind::Conflict);
  EXPECT_EQ(error({std::int64_t{2}, Null{}, Null{}, "name 1", Null{}}).key, "sql.unique");
  EXPECT_EQ(error({std::int64_t{2}, std::int64_t{100}, Null{}, Null{}, Null{}}).key, "sql.check");
  EXPECT_EQ(error({std::int64_t{2}, "seven", Null{}, Null{}, Null{}}).key, "sql.bad_value");
  EXPECT_EQ(error({std::int64_t{2}, Null{}, Null{}, std::string("a\0b", 3), Null{}}).key, "sql.nul_in_text");
  EXPECT_EQ(error({std::int64_t{2}}).key, "sql.parameter_count");
  ASSERT_OK(session_->execute_script("create table strict_one (id integer not null, n integer not null)"));
  EXPECT_EQ(session_->run(query("insert into strict_one (id) values (1)")).error().key, "sql.not_null");
  EXPECT_EQ(session_->rows(query("select missing from t")).error().key, "sql.failed");
  EXPECT_EQ(session_->rows(query("select \"missing\" from t")).error().key, "sql.failed");
}

TEST_P(SessionTest, RefusesParametersThatDoNotFit) {
  EXPECT_EQ(session_->rows(query("select :a"), {}).error().key, "sql.parameter_missing");
  EXPECT_EQ(session_->rows(query("select 1"), {{"a", 1}}).error().key, "sql.parameter_unknown");
}

TEST_P(SessionTest, StreamsWithoutHoldingTheResult) {
  std::vector<Row> rows;
  for (std::int64_t id = 1; id <= 3'000; ++id) rows.push_back(row(id));
  ASSERT_OK(session_->run_batch(insert(), rows));
  std::int64_t seen = 0;
  {
    ASSERT_VALUE(cursor,
                 session_->stream(query("select id, x, name, n from t where id > :id order by id"), {{"id", 10}}));
    while (cursor->next().value_or(false)) {
      ++seen;
      ASSERT_EQ(cursor->integer(0), seen + 10);
      ASSERT_DOUBLE_EQ(cursor->real(1), static_cast<double>(seen + 10) / 2);
      ASSERT_EQ(cursor->text(2), "name " + std::to_string(seen + 10));
      ASSERT_FALSE(cursor->is_null(3));
    }
    EXPECT_FALSE(cursor->next().value_or(true));
  }
  EXPECT_EQ(seen, 2'990);
}

// With nothing else said to the server between: the pipeline must not go on row by row.
TEST_P(SessionTest, ABatchAfterAStreamAnswersEachForItself) {
  for (std::int64_t id = 1; id <= 3; ++id) ASSERT_OK(session_->run_batch(insert(), std::vector<Row>{row(id)}));
  const Query by_id = query("select name from t where id = :id");
  const std::vector<Row> wanted{{std::int64_t{1}}, {std::int64_t{2}}, {std::int64_t{3}}};
  for (int round = 0; round < 2; ++round) {  // the second time nothing is prepared any more
    {
      ASSERT_VALUE(rows, session_->stream(query("select id from t order by id")));
      while (rows->next().value()) {
      }
    }
    ASSERT_VALUE(found, session_->rows_batch(by_id, wanted));
    EXPECT_EQ(found, (std::vector<std::vector<Row>>{
                         {{std::string("name 1")}}, {{std::string("name 2")}}, {{std::string("name 3")}}}))
        << "round " << round;
  }
}

TEST_P(SessionTest, AWholeRowOfIntegersTellsNullFromZero) {
  ASSERT_OK(
      session_->run_batch(insert(), std::vector<Row>{{std::int64_t{0}, Null{}, Null{}, Null{}, Null{}},
                                                     {std::int64_t{1}, std::int64_t{0}, Null{}, Null{}, Null{}},
                                                     {std::int64_t{2}, std::int64_t{-3}, Null{}, Null{}, Null{}}}));
  ASSERT_VALUE(cursor, session_->stream(query("select id, n from t order by id")));
  std::vector<std::array<std::int64_t, 2>> rows;
  while (cursor->next().value_or(false)) cursor->integers(rows.emplace_back());
  EXPECT_EQ(rows, (std::vector<std::array<std::int64_t, 2>>{{0, kNullInteger}, {1, 0}, {2, -3}}));
}

TEST_P(SessionTest, AStreamMayBeLeftEarly) {
  std::vector<Row> rows;
  for (std::int64_t id = 1; id <= 5'000; ++id) rows.push_back(row(id));
  ASSERT_OK(session_->run_batch(insert(), rows));
  {
    ASSERT_VALUE(cursor, session_->stream(query("select a.id from t a, t b")));  // 25 million rows
    EXPECT_TRUE(cursor->next().value_or(false));
  }
  EXPECT_EQ(count(), 5'000);
  ASSERT_OK(session_->begin());
  {
    ASSERT_VALUE(cursor, session_->stream(query("select id from t")));
    EXPECT_TRUE(cursor->next().value_or(false));
  }
  EXPECT_EQ(count(), 5'000);
  ASSERT_OK(session_->commit());
}

TEST_P(SessionTest, ACursorTellsOfAnErrorHalfWay) {
  ASSERT_OK(session_->run_batch(insert(), std::vector<Row>{row(1), row(2)}));
  const bool sqlite = GetParam() == Dialect::Sqlite;
  ASSERT_VALUE(cursor, session_->stream(query(sqlite ? "select abs(-9223372036854775806 - id) from t order by id"
                                                     : "select 1 / (1 - id) from t order by id desc")));
  Result<bool> last = cursor->next();
  while (last && *last) last = cursor->next();
  EXPECT_FALSE(last.has_value());
}

TEST_P(SessionTest, TransactionsRollBackUnlessCommitted) {
  {
    ASSERT_VALUE(transaction, Transaction::begin(*session_));
    ASSERT_OK(session_->run_batch(insert(), std::vector<Row>{row(1)}));
  }
  EXPECT_EQ(count(), 0);
  {
    ASSERT_VALUE(transaction, Transaction::begin(*session_));
    ASSERT_OK(session_->run_batch(insert(), std::vector<Row>{row(1)}));
    ASSERT_OK(transaction.commit());
  }
  EXPECT_EQ(count(), 1);
}

TEST_P(SessionTest, TransactionsDoNotNest) {
  EXPECT_FALSE(session_->commit().has_value());
  ASSERT_OK(session_->begin());
  EXPECT_FALSE(session_->begin().has_value());
  ASSERT_OK(session_->run_batch(insert(), std::vector<Row>{row(1)}));
  ASSERT_OK(session_->commit());
  EXPECT_FALSE(session_->commit().has_value());
  ASSERT_OK(session_->rollback());
  EXPECT_EQ(count(), 1);
}

TEST_P(SessionTest, AGivenBackSessionLeavesNothingOpen) {
  ASSERT_OK(session_->begin());
  ASSERT_OK(session_->run_batch(insert(), std::vector<Row>{row(1)}));
  session_.reset();
  ASSERT_VALUE(next, database().writer());
  session_ = std::move(next);
  EXPECT_EQ(count(), 0);
  ASSERT_OK(session_->begin());
}

TEST_P(SessionTest, RepreparesBeyondTheCache) {
  for (int i = 0; i < 600; ++i) {
    ASSERT_VALUE(rows, session_->rows(query("select cast(:a as bigint) + " + std::to_string(i)), {{"a", 1}}));
    ASSERT_EQ(integer(rows.at(0).at(0)), i + 1);
  }
}

TEST_P(SessionTest, ScriptsRunSeveralStatements) {
  ASSERT_OK(session_->execute_script("insert into t (id) values (1); insert into t (id) values (2);"));
  EXPECT_EQ(count(), 2);
  EXPECT_FALSE(session_->execute_script("insert into t (id) values (3); nonsense").has_value());
}

}  // namespace
}  // namespace tsuzuku::sql
