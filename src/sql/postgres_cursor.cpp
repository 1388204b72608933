#include "sql/postgres_cursor.hpp"

#include <array>

#include "sql/postgres_codec.hpp"

namespace tsuzuku::sql {
namespace {

constexpr int kBinaryResult = 1;

void cancel(PGconn* connection) {
  std::array<char, 256> reason{};
  PGcancel* request = PQgetCancel(connection);
  PQcancel(request, reason.data(), static_cast<int>(reason.size()));
  PQfreeCancel(request);
}

void read_to_end(PGconn* connection) {
  while (const PostgresResult rest{PQgetResult(connection)}) {
  }
}

}  // namespace

Result<std::unique_ptr<Cursor>> PostgresCursor::start(PostgresConnection& connection, const Query& query,
                                                      const PostgresStatement& statement, const Row& parameters,
                                                      TransactionState& state) {
  EncodedParameters encoded;
  encoded.encode(parameters, statement.types);
  if (PQsendQueryPrepared(connection.handle(), statement.name.c_str(), encoded.count(), encoded.values(),
                          encoded.lengths(), encoded.formats(), kBinaryResult) != 1) {
    return connection.error_of(nullptr, query.name);
  }
  PQsetSingleRowMode(connection.handle());
  connection.begin_single_rows();
  return std::unique_ptr<Cursor>(new PostgresCursor(connection, query.name, state));
}

PostgresCursor::~PostgresCursor() {
  row_.reset();
  if (done_) return;
  if (!state_.is_open()) cancel(connection_.handle());
  read_to_end(connection_.handle());
}

Result<bool> PostgresCursor::take_next() {
  row_.reset(PQgetResult(connection_.handle()));
  if (PQresultStatus(row_.get()) == PGRES_SINGLE_TUPLE) return true;
  done_ = true;
  const bool complete = succeeded(row_.get());
  auto outcome = complete ? Result<bool>(false) : Result<bool>(connection_.error_of(row_.get(), query_));
  row_.reset();
  read_to_end(connection_.handle());
  return outcome;
}

Result<bool> PostgresCursor::next() {
  if (done_) return false;
  return state_.note(take_next());
}

bool PostgresCursor::is_null(int column) const { return PQgetisnull(row_.get(), 0, column) != 0; }
std::int64_t PostgresCursor::integer(int column) const { return decode_integer(row_.get(), 0, column); }
double PostgresCursor::real(int column) const { return decode_real(row_.get(), 0, column); }
std::string_view PostgresCursor::text(int column) const { return decode_text(row_.get(), 0, column); }
void PostgresCursor::integers(std::span<std::int64_t> row) const {
  int column = 0;
  for (std::int64_t& value : row) {
    value = is_null(column) ? kNullInteger : integer(column);
    ++column;
  }
}

}  // namespace tsuzuku::sql
