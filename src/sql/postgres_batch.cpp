#include "sql/postgres_batch.hpp"

#include <algorithm>

#include "sql/parameters.hpp"
#include "sql/postgres_codec.hpp"

namespace tsuzuku::sql {
namespace {

// Rows between two synchronisation points: enough to hide the round trip, few enough for the server's
// answers to fit the socket's buffer.
constexpr std::size_t kSegmentRows = 500;
constexpr int kBinaryResult = 1;

class Pipeline {
 public:
  explicit Pipeline(PGconn* connection) : connection_(connection) { PQenterPipelineMode(connection_); }
  Pipeline(Pipeline&&) = delete;
  Pipeline& operator=(Pipeline&&) = delete;
  ~Pipeline() { PQexitPipelineMode(connection_); }

 private:
  PGconn* connection_;
};

class Batch {
 public:
  Batch(PostgresConnection& connection, const Query& query, const PostgresStatement& statement, const ResultSink& sink)
      : connection_(connection), query_(query), statement_(statement), sink_(sink) {}

  // One segment: all sent, then all read. Reads to the synchronisation point even after an error, so that
  // the connection is usable again.
  [[nodiscard]] Status run(std::span<const Row> rows) {
    for (const Row& row : rows) {
      encoded_.encode(row, statement_.types);
      if (PQsendQueryPrepared(connection_.handle(), statement_.name.c_str(), encoded_.count(), encoded_.values(),
                              encoded_.lengths(), encoded_.formats(), kBinaryResult) != 1) {
        return connection_.error_of(nullptr, query_.name);
      }
    }
    if (PQpipelineSync(connection_.handle()) != 1) return connection_.error_of(nullptr, query_.name);
    Status outcome;
    bool between = false;  // two statements
    while (true) {
      const PostgresResult result(PQgetResult(connection_.handle()));
      if (!result) {
        // Nothing twice: the server went away while we were sending. libpq may call the connection good all the same.
        if (between || PQstatus(connection_.handle()) != CONNECTION_OK) {
          return connection_.error_of(nullptr, query_.name);
        }
        between = true;
        continue;
      }
      between = false;
      const ExecStatusType status = PQresultStatus(result.get());
      if (status == PGRES_PIPELINE_SYNC) return outcome;
      if (outcome) outcome = take(result.get());
    }
  }

 private:
  [[nodiscard]] Status take(const PGresult* result) {
    if (!succeeded(result)) return connection_.error_of(result, query_.name);
    return sink_(*result);
  }

  PostgresConnection& connection_;
  const Query& query_;
  const PostgresStatement& statement_;
  const ResultSink& sink_;
  EncodedParameters encoded_;
};

}  // namespace

Row decode_row(const PGresult& result, int row) {
  Row values;
  const int columns = PQnfields(&result);
  values.reserve(static_cast<std::size_t>(columns));
  for (int column = 0; column < columns; ++column) values.push_back(decode(&result, row, column));
  return values;
}

Status execute_batch(PostgresConnection& connection, const Query& query, std::span<const Row> parameter_rows,
                     const ResultSink& sink) {
  for (const Row& row : parameter_rows) TSUZUKU_CHECK(check_row(query, row));
  TSUZUKU_TRY(statement, connection.prepare(query, parameter_rows));
  TSUZUKU_CHECK(connection.end_single_rows());
  const Pipeline pipeline(connection.handle());
  Batch batch(connection, query, *statement, sink);
  while (!parameter_rows.empty()) {
    const std::size_t count = std::min(kSegmentRows, parameter_rows.size());
    TSUZUKU_CHECK(batch.run(parameter_rows.first(count)));
    parameter_rows = parameter_rows.subspan(count);
  }
  return {};
}

}  // namespace tsuzuku::sql
