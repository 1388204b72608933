// Lending, locks, backup and what happens when the database goes away.

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/support/both_databases.hpp"

namespace tsuzuku::sql {
namespace {

Query query_of(std::string_view text, Dialect dialect) {
  return Queries::parse("test.sql", "-- name: q\n" + std::string(text), dialect)->get("q");
}

class DatabaseTest : public testing_support::EachDatabase {
 protected:
  void SetUp() override {
    EachDatabase::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_VALUE(session, database().writer());
    ASSERT_OK(
        session->execute_script("create table counters (id integer primary key, n integer not null);"
                                "insert into counters (id, n) values (1, 0);"));
  }
  [[nodiscard]] OpenOptions options() const override { return {.busy_seconds = 1, .connections = 2, .create = true}; }
  [[nodiscard]] Query query(std::string_view text) const { return query_of(text, GetParam()); }
  [[nodiscard]] std::int64_t counter(Session& session) const {
    const auto rows = session.rows(query("select n from counters"));
    return rows ? integer(rows->at(0).at(0)) : -1;
  }
};
INSTANTIATE_EACH_DATABASE(DatabaseTest);

TEST_P(DatabaseTest, ReadersCannotWrite) {
  ASSERT_VALUE(reader, database().reader());
  EXPECT_FALSE(reader->run(query("update counters set n = 1")).has_value());
  EXPECT_EQ(counter(*reader), 0);
}

TEST_P(DatabaseTest, AReadingTransactionSeesOneMoment) {
  ASSERT_VALUE(reader, database().reader());
  ASSERT_VALUE(writer, database().writer());
  ASSERT_OK(reader->begin());
  EXPECT_EQ(counter(*reader), 0);
  ASSERT_OK(writer->run(query("update counters set n = 5")));
  EXPECT_EQ(counter(*reader), 0);
  ASSERT_OK(reader->commit());
  EXPECT_EQ(counter(*reader), 5);
}

TEST_P(DatabaseTest, ReadersBeyondTheLimitWaitAndThenFail) {
  ASSERT_VALUE(first, database().reader());
  ASSERT_VALUE(second, database().reader());
  const auto third = database().reader();
  ASSERT_FALSE(third.has_value());
  EXPECT_EQ(third.error().key, "sql.busy");
  EXPECT_EQ(third.error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(database().reader_if_free().error().key, "sql.busy");
  first.reset();
  EXPECT_TRUE(database().reader_if_free().has_value());
  EXPECT_TRUE(database().reader().has_value());
}

TEST_P(DatabaseTest, WritersOfManyThreadsLoseNothing) {
  constexpr int kThreads = 4;
  constexpr int kRounds = 50;
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < kRounds; ++round) {
        auto session = database().writer();
        if (!session || !(*session)->run(query("update counters set n = n + 1"))) ++failures;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  ASSERT_VALUE(reader, database().reader());
  EXPECT_EQ(counter(*reader), kThreads * kRounds);
}

TEST_P(DatabaseTest, ASessionOutlivesItsDatabase) {
  ASSERT_VALUE(opened, open_database(url()));
  ASSERT_VALUE(session, opened->writer());
  opened.reset();
  ASSERT_OK(session->run(query("update counters set n = 3")));
}

TEST_P(DatabaseTest, ALockIsHeldOnce) {
  ASSERT_VALUE(other, open_database(url()));
  ASSERT_VALUE(first, database().try_lock("job/1"));
  ASSERT_TRUE(first.has_value());
  EXPECT_FALSE(database().try_lock("job/1").value().has_value());
  EXPECT_FALSE(other->try_lock("job/1").value().has_value());
  EXPECT_TRUE(other->try_lock("job/2").value().has_value());
  first.reset();
  EXPECT_TRUE(other->try_lock("job/1").value().has_value());
}

class SqliteTest : public ::testing::Test {
 protected:
  [[nodiscard]] static Query query(std::string_view text) { return query_of(text, Dialect::Sqlite); }
  testing_support::TemporaryFolder folder_;
  std::string path_ = folder_.file("shop.sqlite");
};

TEST_F(SqliteTest, BacksUpWhileAWriterIsAtIt) {
  ASSERT_VALUE(opened, open_database(path_));
  ASSERT_VALUE(writer, opened->writer());
  ASSERT_OK(writer->execute_script("create table t (n integer); insert into t values (1)"));
  ASSERT_OK(writer->begin());
  ASSERT_OK(writer->execute_script("insert into t values (2)"));
  ASSERT_OK(opened->backup_to(folder_.file("copy.sqlite")));
  ASSERT_OK(writer->commit());
  ASSERT_VALUE(copy, open_database(folder_.file("copy.sqlite"), {.create = false}));
  ASSERT_VALUE(reader, copy->reader());
  EXPECT_EQ(reader->rows(query("select n from t")).value(), (std::vector<Row>{{std::int64_t{1}}}));
  EXPECT_FALSE(std::filesystem::exists(folder_.file("copy.sqlite.unfinished")));
}

TEST_F(SqliteTest, ABackupThatCannotBeWrittenLeavesTheOldOne) {
  ASSERT_VALUE(opened, open_database(path_));
  const Status status = opened->backup_to(folder_.file("missing/copy.sqlite"));
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().key, "sql.cannot_open");
}

TEST_F(SqliteTest, SaysWhatIsWrongWithAPath) {
  EXPECT_EQ(open_database(path_, {.create = false}).error().key, "sql.no_database");
  EXPECT_EQ(open_database(folder_.file("missing/shop.sqlite")).error().key, "sql.cannot_open");
  std::ofstream(path_) << std::string(4'096, 'x');
  EXPECT_EQ(open_database(path_).error().key, "sql.not_a_database");
}

TEST_F(SqliteTest, AFullDiskIsToldAndNothingIsKept) {
  ASSERT_VALUE(opened, open_database(path_));
  ASSERT_VALUE(writer, opened->writer());
  ASSERT_OK(writer->execute_script("create table t (n integer, filler text)"));
  ASSERT_OK(writer->execute_script("pragma max_page_count = 20"));
  ASSERT_OK(writer->begin());
  const Query insert = query("insert into t values (:n, :filler)");
  const std::vector<Row> rows(500, Row{std::int64_t{1}, std::string(1'000, 'x')});
  const Status status = writer->run_batch(insert, rows);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().key, "sql.disk_full");
  ASSERT_OK(writer->rollback());
  EXPECT_EQ(integer(writer->rows(query("select count(*) from t")).value().at(0).at(0)), 0);
}

TEST_F(SqliteTest, AnotherProcessThatWritesIsWaitedFor) {
  ASSERT_VALUE(ours, open_database(path_, {.busy_seconds = 1}));
  ASSERT_VALUE(theirs, open_database(path_));
  ASSERT_VALUE(their_session, theirs->writer());
  ASSERT_OK(their_session->begin());
  ASSERT_VALUE(session, ours->writer());
  const Status busy = session->begin();
  ASSERT_FALSE(busy.has_value());
  EXPECT_EQ(busy.error().key, "sql.busy");
  their_session.reset();
  ASSERT_OK(session->begin());
}

class PostgresTest : public ::testing::Test {
 protected:
  [[nodiscard]] static Query query(std::string_view text) { return query_of(text, Dialect::Postgres); }
};

TEST_F(PostgresTest, ALostConnectionIsToldAndReplaced) {
  ASSERT_VALUE(url, testing_support::fresh_database());
  ASSERT_VALUE(opened, open_database(url));
  {
    ASSERT_VALUE(session, opened->reader());
    ASSERT_OK(session->rows(query("select 1")));
    ASSERT_OK(testing_support::drop_connections(url));
    const auto lost = session->rows(query("select 1"));
    ASSERT_FALSE(lost.has_value());
    EXPECT_EQ(lost.error().key, "sql.connection");
    EXPECT_EQ(lost.error().kind, ErrorKind::Unavailable);
  }
  {
    ASSERT_VALUE(session, opened->reader());
    ASSERT_OK(session->rows(query("select 1")));
  }
  ASSERT_OK(testing_support::drop_connections(url));  // while it lies idle in the pool
  ASSERT_VALUE(session, opened->reader());
  ASSERT_OK(session->rows(query("select 1")));
}

TEST_F(PostgresTest, ALostConnectionEndsABatchAndAStream) {
  ASSERT_VALUE(url, testing_support::fresh_database());
  ASSERT_VALUE(opened, open_database(url));
  ASSERT_VALUE(first, opened->writer());
  ASSERT_OK(first->execute_script("create table t (n bigint)"));
  ASSERT_OK(testing_support::drop_connections(url));
  EXPECT_EQ(first->run_batch(query("insert into t values (:n)"), std::vector<Row>{{std::int64_t{1}}}).error().key,
            "sql.connection");
  first.reset();
  ASSERT_VALUE(second, opened->writer());
  ASSERT_VALUE(cursor, second->stream(query("select generate_series(1, 10000000)")));
  ASSERT_TRUE(cursor->next().value_or(false));
  ASSERT_OK(testing_support::drop_connections(url));
  Result<bool> last = cursor->next();
  while (last && *last) last = cursor->next();
  ASSERT_FALSE(last.has_value());
  EXPECT_EQ(last.error().key, "sql.connection");
}

// A killed server leaves a warning behind: libpq reads it, calls the connection good and has nothing more, for ever.
TEST_F(PostgresTest, AKilledServerEndsABatch) {
  ASSERT_VALUE(url, testing_support::fresh_database());
  ASSERT_VALUE(opened, open_database(url));
  ASSERT_VALUE(session, opened->writer());
  ASSERT_OK(session->begin());
  const std::vector<Row> rows{{std::int64_t{1}}};
  ASSERT_OK(session->rows_batch(query("select :n + 1"), rows));
  ASSERT_OK(testing_support::kill_server());
  EXPECT_EQ(session->rows_batch(query("select :n + 1"), rows).error().key, "sql.connection");
  EXPECT_FALSE(session->rollback());
  session.reset();
  ASSERT_OK(testing_support::start_server());
  ASSERT_VALUE(next, opened->writer());
  ASSERT_OK(next->rows(query("select 1")));
}

TEST_F(PostgresTest, ATypeTheProgramDoesNotReadIsADefect) {
  ASSERT_VALUE(url, testing_support::fresh_database());
  ASSERT_VALUE(opened, open_database(url));
  ASSERT_VALUE(session, opened->reader());
  EXPECT_EQ(session->rows(query("select sum(n) from (values (1::bigint)) t (n)")).error().key, "sql.failed");
  EXPECT_EQ(opened->backup_to("/tmp/never").error().key, "sql.backup_postgres");
}

TEST_F(PostgresTest, AServerThatIsNotThereIsUnavailable) {
  const auto opened = open_database("postgresql://nobody@/nothing?host=/nonexistent");
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().key, "sql.connection");
}

}  // namespace
}  // namespace tsuzuku::sql
