#include "sql/postgres_session.hpp"

#include <charconv>
#include <utility>

#include "base/log.hpp"
#include "sql/parameters.hpp"
#include "sql/postgres_batch.hpp"
#include "sql/postgres_codec.hpp"
#include "sql/postgres_cursor.hpp"

namespace tsuzuku::sql {
namespace {

constexpr int kBinaryResult = 1;

std::int64_t rows_changed(PGresult* result) {
  if (std::string_view(PQcmdStatus(result)).starts_with("SELECT")) return 0;  // would count the rows read
  const std::string_view digits = PQcmdTuples(result);
  std::int64_t count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return count;
}

std::vector<Row> decode_all(const PGresult& result) {
  std::vector<Row> rows;
  rows.reserve(static_cast<std::size_t>(PQntuples(&result)));
  for (int row = 0; row < PQntuples(&result); ++row) rows.push_back(decode_row(result, row));
  return rows;
}

}  // namespace

PostgresSession::~PostgresSession() {
  if (!lease_->usable() || !lease_->in_transaction()) return;
  if (const Status rolled_back = lease_->script("rollback", "rollback"); !rolled_back) {
    log::error("sql.rollback_failed", rolled_back.error().arguments);
  }
}

Result<PostgresResult> PostgresSession::execute_row(const Query& query, const Row& row) {
  TSUZUKU_TRY(statement, lease_->prepare(query, {&row, 1}));
  EncodedParameters encoded;
  encoded.encode(row, statement->types);
  PostgresResult result(PQexecPrepared(lease_->handle(), statement->name.c_str(), encoded.count(), encoded.values(),
                                       encoded.lengths(), encoded.formats(), kBinaryResult));
  if (!succeeded(result.get())) return lease_->error_of(result.get(), query.name);
  return result;
}

Result<PostgresResult> PostgresSession::execute(const Query& query, const Parameters& parameters) {
  TSUZUKU_TRY(row, in_order(query, parameters));
  TSUZUKU_CHECK(state_.check());
  return state_.note(execute_row(query, row));
}

Result<std::vector<Row>> PostgresSession::rows(const Query& query, const Parameters& parameters) {
  TSUZUKU_TRY(result, execute(query, parameters));
  return decode_all(*result);
}

Result<std::int64_t> PostgresSession::run(const Query& query, const Parameters& parameters) {
  TSUZUKU_TRY(result, execute(query, parameters));
  return rows_changed(result.get());
}

Status PostgresSession::run_batch(const Query& query, std::span<const Row> parameter_rows) {
  TSUZUKU_CHECK(state_.check());
  return state_.note(execute_batch(*lease_, query, parameter_rows, [](const PGresult&) { return Status(); }));
}

Result<std::vector<std::vector<Row>>> PostgresSession::rows_batch(const Query& query,
                                                                  std::span<const Row> parameter_rows) {
  TSUZUKU_CHECK(state_.check());
  std::vector<std::vector<Row>> results;
  results.reserve(parameter_rows.size());
  TSUZUKU_CHECK(state_.note(execute_batch(*lease_, query, parameter_rows, [&](const PGresult& result) -> Status {
    results.push_back(decode_all(result));
    return {};
  })));
  return results;
}

Result<std::unique_ptr<Cursor>> PostgresSession::start_stream(const Query& query, const Row& row) {
  TSUZUKU_TRY(statement, lease_->prepare(query, {&row, 1}));
  return PostgresCursor::start(*lease_, query, *statement, row, state_);
}

Result<std::unique_ptr<Cursor>> PostgresSession::stream(const Query& query, const Parameters& parameters) {
  TSUZUKU_TRY(row, in_order(query, parameters));
  TSUZUKU_CHECK(state_.check());
  return state_.note(start_stream(query, row));
}

Status PostgresSession::execute_script(std::string_view sql) {
  TSUZUKU_CHECK(state_.check());
  TSUZUKU_CHECK(check_text(sql));
  return state_.note(lease_->script(std::string(sql), "script"));
}

Status PostgresSession::begin() {
  TSUZUKU_CHECK(state_.check_begin());
  // A reader sees one moment for as long as its transaction lasts, as on SQLite.
  TSUZUKU_CHECK(
      lease_->script(role_ == PostgresRole::Reader ? "begin isolation level repeatable read" : "begin", "begin"));
  state_.opened();
  return {};
}

Status PostgresSession::commit() {
  TSUZUKU_CHECK(state_.check_commit());  // the server would answer COMMIT with ROLLBACK, and call it a success
  TSUZUKU_CHECK(state_.note(lease_->script("commit", "commit")));
  state_.closed();
  return {};
}

Status PostgresSession::rollback() {
  state_.closed();
  if (!lease_->in_transaction()) return {};
  return lease_->script("rollback", "rollback");
}

}  // namespace tsuzuku::sql
