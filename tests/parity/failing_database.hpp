#pragma once
// A database that goes away at the n-th call of its writer, once, as a process does that is killed there: nothing of
// the open transaction is kept. Or it goes away when it has committed and has not said so yet.

#include <limits>
#include <memory>

#include "sql/database.hpp"

namespace tsuzuku::parity {

class FailingDatabase final : public sql::Database {
 public:
  explicit FailingDatabase(sql::Database& real) : real_(&real) {}

  // The call to fail, counted from 1; every later one of the same transaction fails too.
  void fail_at(int call) {
    calls_left_ = call;
    failed_ = false;
  }
  void lose_answer_of_next_commit() {
    lose_answer_ = true;
    failed_ = false;
  }
  [[nodiscard]] bool has_failed() const { return failed_; }

  [[nodiscard]] sql::Dialect dialect() const override { return real_->dialect(); }
  [[nodiscard]] Result<std::unique_ptr<sql::Session>> reader() override { return real_->reader(); }
  [[nodiscard]] Result<std::unique_ptr<sql::Session>> reader_if_free() override { return real_->reader_if_free(); }
  [[nodiscard]] Result<std::unique_ptr<sql::Session>> writer(int wait_seconds) override {
    TSUZUKU_TRY(session, real_->writer(wait_seconds));
    return std::unique_ptr<sql::Session>(std::make_unique<FailingSession>(*this, std::move(session)));
  }
  [[nodiscard]] Result<std::optional<std::shared_ptr<void>>> try_lock(std::string_view name) override {
    return real_->try_lock(name);
  }
  [[nodiscard]] Status backup_to(const std::string& target) override { return real_->backup_to(target); }

 private:
  class FailingSession final : public sql::Session {
   public:
    FailingSession(FailingDatabase& database, std::unique_ptr<sql::Session> real)
        : database_(&database), real_(std::move(real)) {}

    [[nodiscard]] sql::Dialect dialect() const override { return real_->dialect(); }
    [[nodiscard]] Result<std::vector<sql::Row>> rows(const sql::Query& query, const sql::Parameters& values) override {
      TSUZUKU_CHECK(pass());
      return real_->rows(query, values);
    }
    [[nodiscard]] Result<std::int64_t> run(const sql::Query& query, const sql::Parameters& values) override {
      TSUZUKU_CHECK(pass());
      return real_->run(query, values);
    }
    [[nodiscard]] Status run_batch(const sql::Query& query, std::span<const sql::Row> rows) override {
      TSUZUKU_CHECK(pass());
      return real_->run_batch(query, rows);
    }
    [[nodiscard]] Result<std::vector<std::vector<sql::Row>>> rows_batch(const sql::Query& query,
                                                                        std::span<const sql::Row> rows) override {
      TSUZUKU_CHECK(pass());
      return real_->rows_batch(query, rows);
    }
    [[nodiscard]] Result<std::unique_ptr<sql::Cursor>> stream(const sql::Query& query,
                                                              const sql::Parameters& values) override {
      TSUZUKU_CHECK(pass());
      return real_->stream(query, values);
    }
    [[nodiscard]] Status execute_script(std::string_view sql) override {
      TSUZUKU_CHECK(pass());
      return real_->execute_script(sql);
    }
    [[nodiscard]] Status begin() override {
      TSUZUKU_CHECK(pass());
      return real_->begin();
    }
    [[nodiscard]] Status commit() override {
      TSUZUKU_CHECK(pass());
      TSUZUKU_CHECK(real_->commit());
      if (!database_->lose_answer_) return {};
      database_->lose_answer_ = false;
      gone_ = database_->failed_ = true;
      return fail(ErrorKind::Unavailable, "sql.connection");
    }
    [[nodiscard]] Status rollback() override { return real_->rollback(); }

   private:
    Status pass() {
      if (--database_->calls_left_ == 0) gone_ = database_->failed_ = true;
      if (gone_) return fail(ErrorKind::Unavailable, "sql.connection");
      return {};
    }
    FailingDatabase* database_;
    std::unique_ptr<sql::Session> real_;
    bool gone_ = false;
  };

  sql::Database* real_;
  int calls_left_ = std::numeric_limits<int>::max();
  bool failed_ = false;
  bool lose_answer_ = false;
};

}  // namespace tsuzuku::parity
