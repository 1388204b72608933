#pragma once
// One PostgreSQL connection with its prepared statements. Used by one thread at a time.

#include <libpq-fe.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sql/database.hpp"

namespace tsuzuku::sql {

enum class PostgresRole { Reader, Writer };

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

struct PostgresStatement {
  std::string name;
  std::vector<Oid> types;  // of the parameters, as the server resolved them
};

// Whether a result tells of success (no result at all means the connection is gone).
[[nodiscard]] bool succeeded(const PGresult* result);

class PostgresConnection {
 public:
  // Errors: Unavailable "sql.connection".
  [[nodiscard]] static Result<std::unique_ptr<PostgresConnection>> open(const std::string& url, PostgresRole role);

  [[nodiscard]] PGconn* handle() const { return connection_.get(); }
  // False once the server hung up, also while the connection lay idle, and when a batch broke off in the middle.
  [[nodiscard]] bool usable() const;
  [[nodiscard]] bool in_transaction() const { return PQtransactionStatus(handle()) != PQTRANS_IDLE; }

  // Prepared once per text. `first` rows hint at the types that the text alone leaves open. Internal "sql.failed"
  // also for a result column of a type the program does not read.
  [[nodiscard]] Result<const PostgresStatement*> prepare(const Query& query, std::span<const Row> first);
  [[nodiscard]] Status script(const std::string& sql, std::string_view name);

  // libpq gives the first answer of a pipeline row by row when the last query before it was read so: every later
  // answer would pass for that of the one before. Whoever reads row by row says so, and a pipeline begins without.
  void begin_single_rows() { single_rows_ = true; }
  [[nodiscard]] Status end_single_rows();

  // The error of a failed result (null: of the connection) as the program's own.
  [[nodiscard]] std::unexpected<Error> error_of(const PGresult* result, std::string_view query) const;

 private:
  struct Close {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };

  explicit PostgresConnection(PGconn* connection) : connection_(connection) {}
  [[nodiscard]] Status forget_statements();

  std::unique_ptr<PGconn, Close> connection_;
  std::unordered_map<std::string, PostgresStatement> statements_;  // by text
  std::size_t made_ = 0;
  bool single_rows_ = false;
};

}  // namespace tsuzuku::sql
