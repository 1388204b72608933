#include "tests/oracle/duckdb.hpp"

#include <duckdb.h>

#include <stdexcept>

namespace tsuzuku::oracle {
namespace {

void check(duckdb_state state, const std::string& what) {
  if (state != DuckDBSuccess) throw std::runtime_error("DuckDB: " + what);
}

class QueryResult {
 public:
  QueryResult(duckdb_connection connection, const std::string& sql) {
    if (duckdb_query(connection, sql.c_str(), &result_) != DuckDBSuccess) {
      const std::string message = duckdb_result_error(&result_);
      duckdb_destroy_result(&result_);
      throw std::runtime_error("DuckDB: " + message + "\nin: " + sql);
    }
  }
  QueryResult(const QueryResult&) = delete;
  QueryResult& operator=(const QueryResult&) = delete;
  ~QueryResult() { duckdb_destroy_result(&result_); }
  [[nodiscard]] duckdb_result& get() { return result_; }

 private:
  duckdb_result result_{};
};

Value value_at(duckdb_vector vector, duckdb_type type, idx_t row) {
  std::uint64_t* validity = duckdb_vector_get_validity(vector);
  if (validity != nullptr && !duckdb_validity_row_is_valid(validity, row)) return {};
  const void* data = duckdb_vector_get_data(vector);
  switch (type) {
    case DUCKDB_TYPE_BIGINT:
      return static_cast<const std::int64_t*>(data)[row];
    case DUCKDB_TYPE_DOUBLE:
      return static_cast<const double*>(data)[row];
    case DUCKDB_TYPE_BOOLEAN:
      return static_cast<const bool*>(data)[row];
    case DUCKDB_TYPE_VARCHAR: {
      duckdb_string_t text = static_cast<const duckdb_string_t*>(data)[row];
      return std::string(duckdb_string_t_data(&text), duckdb_string_t_length(text));
    }
    default:
      throw std::runtime_error("DuckDB: cast this column to bigint, double, boolean or varchar");
  }
}

}  // namespace

struct DuckDb::Impl {
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  ~Impl() {
    duckdb_disconnect(&connection);
    duckdb_close(&database);
  }
};

DuckDb::DuckDb(unsigned threads) : impl_(std::make_unique<Impl>()) {
  check(duckdb_open(nullptr, &impl_->database), "cannot open");
  check(duckdb_connect(impl_->database, &impl_->connection), "cannot connect");
  run("set threads = " + std::to_string(threads));
}
DuckDb::DuckDb(DuckDb&&) noexcept = default;
DuckDb& DuckDb::operator=(DuckDb&&) noexcept = default;
DuckDb::~DuckDb() = default;

void DuckDb::run(const std::string& sql) { const QueryResult result(impl_->connection, sql); }

std::vector<Row> DuckDb::rows(const std::string& sql) {
  QueryResult result(impl_->connection, sql);
  std::vector<Row> rows;
  for (duckdb_data_chunk chunk = duckdb_fetch_chunk(result.get()); chunk != nullptr;
       chunk = duckdb_fetch_chunk(result.get())) {
    const idx_t columns = duckdb_data_chunk_get_column_count(chunk);
    const idx_t size = duckdb_data_chunk_get_size(chunk);
    for (idx_t row = 0; row < size; ++row) {
      Row& values = rows.emplace_back();
      for (idx_t column = 0; column < columns; ++column) {
        values.push_back(
            value_at(duckdb_data_chunk_get_vector(chunk, column), duckdb_column_type(&result.get(), column), row));
      }
    }
    duckdb_destroy_data_chunk(&chunk);
  }
  return rows;
}

struct DuckDb::Appender::Impl {
  duckdb_appender appender = nullptr;
  ~Impl() { duckdb_appender_destroy(&appender); }
};

DuckDb::Appender::Appender(DuckDb& database, const std::string& table) : impl_(std::make_unique<Impl>()) {
  check(duckdb_appender_create(database.impl_->connection, nullptr, table.c_str(), &impl_->appender),
        "no table " + table);
}
DuckDb::Appender::Appender(Appender&&) noexcept = default;
DuckDb::Appender& DuckDb::Appender::operator=(Appender&&) noexcept = default;
DuckDb::Appender::~Appender() = default;

void DuckDb::Appender::add(std::int64_t value) { check(duckdb_append_int64(impl_->appender, value), "append"); }
void DuckDb::Appender::add(Day value) { check(duckdb_append_date(impl_->appender, {value.value}), "append"); }
void DuckDb::Appender::add(const std::optional<Day>& value) {
  if (value) return add(*value);
  check(duckdb_append_null(impl_->appender), "append");
}
void DuckDb::Appender::add(const std::optional<std::int64_t>& value) {
  if (value) return add(*value);
  check(duckdb_append_null(impl_->appender), "append");
}
void DuckDb::Appender::add(bool value) { check(duckdb_append_bool(impl_->appender, value), "append"); }
void DuckDb::Appender::add(const std::string& value) {
  check(duckdb_append_varchar_length(impl_->appender, value.data(), value.size()), "append");
}
void DuckDb::Appender::end_row() { check(duckdb_appender_end_row(impl_->appender), "end of row"); }
void DuckDb::Appender::finish() {
  if (duckdb_appender_close(impl_->appender) == DuckDBSuccess) return;
  const char* message = duckdb_appender_error(impl_->appender);
  throw std::runtime_error(std::string("DuckDB: ") + (message == nullptr ? "append" : message));
}

}  // namespace tsuzuku::oracle
