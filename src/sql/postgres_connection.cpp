#include "sql/postgres_connection.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sql/postgres_codec.hpp"

namespace tsuzuku::sql {
namespace {

constexpr std::size_t kCachedStatements = 256;

std::string field(const PGresult* result, int code) {
  const char* value = result ? PQresultErrorField(result, code) : nullptr;
  return value ? value : "";
}

std::unexpected<Error> connection_error(const PGconn* connection) {
  return fail(ErrorKind::Unavailable, "sql.connection", {{"detail", std::string(trim(PQerrorMessage(connection)))}});
}

// The first value of each parameter that says a type; a NULL says nothing.
std::vector<Oid> wanted_types(std::size_t count, std::span<const Row> rows) {
  std::vector<Oid> types(count, oid::kUnknown);
  std::size_t open = count;
  for (const Row& row : rows) {
    if (open == 0) break;
    for (std::size_t i = 0; i < std::min(count, row.size()); ++i) {
      if (types[i] != oid::kUnknown) continue;
      types[i] = wanted_type(row[i]);
      if (types[i] != oid::kUnknown) --open;
    }
  }
  return types;
}

}  // namespace

bool succeeded(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE;
}

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string& url, PostgresRole role) {
  // What the URL says comes last and wins.
  const std::array keywords{"connect_timeout", "application_name", "client_encoding", "dbname",
                            static_cast<const char*>(nullptr)};
  const std::array values{"10", "tsuzuku", "UTF8", url.c_str(), static_cast<const char*>(nullptr)};
  PGconn* made = PQconnectdbParams(keywords.data(), values.data(), 1);
  std::unique_ptr<PostgresConnection> connection(new PostgresConnection(made));
  if (PQstatus(made) != CONNECTION_OK) return connection_error(made);
  PQsetNoticeProcessor(made, [](void*, const char*) {}, nullptr);
  if (role == PostgresRole::Reader) {
    TSUZUKU_CHECK(connection->script("set default_transaction_read_only = on", "configure"));
  }
  return connection;
}

bool PostgresConnection::usable() const {
  if (PQpipelineStatus(handle()) != PQ_PIPELINE_OFF) return false;
  // A server that ends says so and then hangs up: the first read takes its words, the second one sees the end.
  return PQconsumeInput(handle()) == 1 && PQconsumeInput(handle()) == 1 && PQstatus(handle()) == CONNECTION_OK;
}

std::unexpected<Error> PostgresConnection::error_of(const PGresult* result, std::string_view query) const {
  const std::string state = field(result, PG_DIAG_SQLSTATE);
  if (PQstatus(handle()) != CONNECTION_OK || state.empty() || state.starts_with("08") || state.starts_with("57P")) {
    return connection_error(handle());
  }
  const std::string message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  const ErrorArguments constraint{{"constraint", field(result, PG_DIAG_CONSTRAINT_NAME)}};
  if (state == "23505") return fail(ErrorKind::Conflict, "sql.unique", constraint);
  if (state == "23503") return fail(ErrorKind::Conflict, "sql.foreign_key");
  if (state == "23502") {
    return fail(ErrorKind::InvalidInput, "sql.not_null", {{"constraint", field(result, PG_DIAG_COLUMN_NAME)}});
  }
  if (state == "23514") return fail(ErrorKind::InvalidInput, "sql.check", constraint);
  if (state.starts_with("22")) return fail(ErrorKind::InvalidInput, "sql.bad_value", {{"detail", message}});
  if (state == "40001" || state == "40P01" || state == "55P03") return fail(ErrorKind::Unavailable, "sql.busy");
  if (state == "53100") return fail(ErrorKind::Unavailable, "sql.disk_full", {{"detail", message}});
  if (state.starts_with("53")) return fail(ErrorKind::Unavailable, "sql.connection", {{"detail", message}});
  return fail(ErrorKind::Internal, "sql.failed",
              {{"query", std::string(query)}, {"detail", message + " (" + state + ")"}});
}

Result<const PostgresStatement*> PostgresConnection::prepare(const Query& query, std::span<const Row> first) {
  if (const auto known = statements_.find(query.text); known != statements_.end()) return &known->second;
  if (statements_.size() >= kCachedStatements) TSUZUKU_CHECK(forget_statements());
  PostgresStatement statement{"s" + std::to_string(++made_), {}};
  const std::vector<Oid> wanted = wanted_types(query.parameters.size(), first);
  const PostgresResult prepared(
      PQprepare(handle(), statement.name.c_str(), query.text.c_str(), static_cast<int>(wanted.size()), wanted.data()));
  if (!succeeded(prepared.get())) return error_of(prepared.get(), query.name);
  const PostgresResult described(PQdescribePrepared(handle(), statement.name.c_str()));
  if (!succeeded(described.get())) return error_of(described.get(), query.name);
  TSUZUKU_CHECK(check_columns(described.get(), query.name));
  for (int i = 0; i < PQnparams(described.get()); ++i) statement.types.push_back(PQparamtype(described.get(), i));
  return &statements_.emplace(query.text, std::move(statement)).first->second;
}

Status PostgresConnection::forget_statements() {
  statements_.clear();
  return script("deallocate all", "deallocate");
}

Status PostgresConnection::end_single_rows() {
  if (!single_rows_) return {};
  single_rows_ = false;
  return script("select 1", "end_single_rows");
}

Status PostgresConnection::script(const std::string& sql, std::string_view name) {
  const PostgresResult result(PQexec(handle(), sql.c_str()));
  if (!succeeded(result.get())) return error_of(result.get(), name);
  return {};
}

}  // namespace tsuzuku::sql
