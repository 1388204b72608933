#include "sql/sqlite_session.hpp"

#include <utility>

#include "base/log.hpp"
#include "sql/parameters.hpp"

namespace tsuzuku::sql {
namespace {

struct BindAt {
  sqlite3_stmt* statement;
  int position;
  // The row outlives the execution, so text and blobs are not copied; see Reset.
  int operator()(Null) const { return sqlite3_bind_null(statement, position); }
  int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, position, value); }
  int operator()(double value) const { return sqlite3_bind_double(statement, position, value); }
  int operator()(const std::string& value) const {
    return sqlite3_bind_text64(statement, position, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  int operator()(const Blob& value) const {
    return value.empty() ? sqlite3_bind_zeroblob(statement, position, 0)
                         : sqlite3_bind_blob64(statement, position, value.data(), value.size(), SQLITE_STATIC);
  }
};

int bind_row(sqlite3_stmt* statement, const Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const int code = std::visit(BindAt{statement, static_cast<int>(i) + 1}, row[i]);
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

// Ends an execution however it went, and lets go of the caller's text.
class Reset {
 public:
  explicit Reset(sqlite3_stmt* statement) : statement_(statement) {}
  Reset(Reset&&) = delete;
  Reset& operator=(Reset&&) = delete;
  ~Reset() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

 private:
  sqlite3_stmt* statement_;
};

std::unexpected<Error> error_of(sqlite3_stmt* statement, const Query& query) {
  return sqlite_error(sqlite3_db_handle(statement), query.name);
}

std::string_view column_text(sqlite3_stmt* statement, int column) {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

Value column_value(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return sqlite3_column_int64(statement, column);
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    case SQLITE_TEXT:
      return std::string(column_text(statement, column));
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(statement, column));
      return Blob(bytes, bytes + sqlite3_column_bytes(statement, column));
    }
    default:
      return Null{};
  }
}

// Runs a bound statement to its end; rows go to `sink`.
template <typename Sink>
Status step_all(sqlite3_stmt* statement, const Query& query, Sink sink) {
  int code = sqlite3_step(statement);
  for (; code == SQLITE_ROW; code = sqlite3_step(statement)) sink();
  if (code != SQLITE_DONE) return error_of(statement, query);
  return {};
}

Result<std::vector<Row>> fetch(sqlite3_stmt* statement, const Query& query, const Row& parameters) {
  const Reset reset(statement);
  if (bind_row(statement, parameters) != SQLITE_OK) return error_of(statement, query);
  std::vector<Row> rows;
  const int columns = sqlite3_column_count(statement);
  TSUZUKU_CHECK(step_all(statement, query, [&] {
    Row& row = rows.emplace_back();
    row.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) row.push_back(column_value(statement, column));
  }));
  return rows;
}

class SqliteCursor final : public Cursor {
 public:
  SqliteCursor(sqlite3_stmt* statement, const Query& query, Row parameters)
      : statement_(statement), reset_(statement), query_(query), parameters_(std::move(parameters)) {}

  [[nodiscard]] Status start() {
    if (bind_row(statement_, parameters_) != SQLITE_OK) return error_of(statement_, query_);
    return {};
  }
  [[nodiscard]] Result<bool> next() override {
    if (done_) return false;
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    done_ = true;
    if (code != SQLITE_DONE) return error_of(statement_, query_);
    return false;
  }
  [[nodiscard]] bool is_null(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  [[nodiscard]] std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
  [[nodiscard]] double real(int column) const override { return sqlite3_column_double(statement_, column); }
  [[nodiscard]] std::string_view text(int column) const override { return column_text(statement_, column); }
  void integers(std::span<std::int64_t> row) const override {
    int column = 0;
    for (std::int64_t& value : row) {
      value = sqlite3_column_int64(statement_, column);
      // Null reads as 0 too; its type is only asked for then.
      if (value == 0 && is_null(column)) value = kNullInteger;
      ++column;
    }
  }

 private:
  sqlite3_stmt* statement_;
  Reset reset_;
  Query query_;
  Row parameters_;
  bool done_ = false;
};

}  // namespace

template <typename Use>
auto SqliteSession::with_statement(const Query& query, Use use) -> decltype(use(nullptr)) {
  TSUZUKU_CHECK(state_.check());
  auto statement = state_.note(lease_->prepare(query));
  if (!statement) return fail(std::move(statement).error());
  return state_.note(use(*statement));
}

SqliteSession::~SqliteSession() {
  if (!lease_->in_transaction()) return;
  if (const Status rolled_back = lease_->script("rollback", "rollback"); !rolled_back) {
    log::error("sql.rollback_failed", rolled_back.error().arguments);
  }
}

Result<std::vector<Row>> SqliteSession::rows(const Query& query, const Parameters& parameters) {
  TSUZUKU_TRY(row, in_order(query, parameters));
  return with_statement(query, [&](sqlite3_stmt* statement) { return fetch(statement, query, row); });
}

Result<std::int64_t> SqliteSession::run(const Query& query, const Parameters& parameters) {
  TSUZUKU_TRY(row, in_order(query, parameters));
  return with_statement(query, [&](sqlite3_stmt* statement) -> Result<std::int64_t> {
    const Reset reset(statement);
    if (bind_row(statement, row) != SQLITE_OK) return error_of(statement, query);
    TSUZUKU_CHECK(step_all(statement, query, [] {}));
    return sqlite3_stmt_readonly(statement) ? 0 : sqlite3_changes64(lease_->handle());
  });
}

Status SqliteSession::run_batch(const Query& query, std::span<const Row> parameter_rows) {
  return with_statement(query, [&](sqlite3_stmt* statement) -> Status {
    const Reset reset(statement);
    for (const Row& row : parameter_rows) {
      TSUZUKU_CHECK(check_row(query, row));
      if (bind_row(statement, row) != SQLITE_OK) return error_of(statement, query);
      TSUZUKU_CHECK(step_all(statement, query, [] {}));
      sqlite3_reset(statement);
    }
    return {};
  });
}

Result<std::vector<std::vector<Row>>> SqliteSession::rows_batch(const Query& query,
                                                                std::span<const Row> parameter_rows) {
  return with_statement(query, [&](sqlite3_stmt* statement) -> Result<std::vector<std::vector<Row>>> {
    std::vector<std::vector<Row>> results;
    results.reserve(parameter_rows.size());
    for (const Row& row : parameter_rows) {
      TSUZUKU_CHECK(check_row(query, row));
      TSUZUKU_TRY(found, fetch(statement, query, row));
      results.push_back(std::move(found));
    }
    return results;
  });
}

Result<std::unique_ptr<Cursor>> SqliteSession::stream(const Query& query, const Parameters& parameters) {
  TSUZUKU_TRY(row, in_order(query, parameters));
  return with_statement(query, [&](sqlite3_stmt* statement) -> Result<std::unique_ptr<Cursor>> {
    auto cursor = std::make_unique<SqliteCursor>(statement, query, std::move(row));
    TSUZUKU_CHECK(cursor->start());
    return cursor;
  });
}

Status SqliteSession::execute_script(std::string_view sql) {
  TSUZUKU_CHECK(state_.check());
  TSUZUKU_CHECK(check_text(sql));
  return state_.note(lease_->script(std::string(sql), "script"));
}

// Taking the write lock at once: a transaction that reads first and writes later would fail with "locked"
// at the first write when another process wrote in between, however long it waits.
Status SqliteSession::begin() {
  TSUZUKU_CHECK(state_.check_begin());
  TSUZUKU_CHECK(lease_->script(role_ == SqliteRole::Writer ? "begin immediate" : "begin", "begin"));
  state_.opened();
  return {};
}

Status SqliteSession::commit() {
  TSUZUKU_CHECK(state_.check_commit());
  TSUZUKU_CHECK(state_.note(lease_->script("commit", "commit")));
  state_.closed();
  return {};
}

Status SqliteSession::rollback() {
  state_.closed();
  if (!lease_->in_transaction()) return {};  // a full disk has already rolled it back
  return lease_->script("rollback", "rollback");
}

}  // namespace tsuzuku::sql
