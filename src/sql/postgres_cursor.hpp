#pragma once
// A large result of PostgreSQL, row by row (single-row mode).

#include <memory>

#include "sql/postgres_connection.hpp"
#include "sql/transaction_state.hpp"

namespace tsuzuku::sql {

class PostgresCursor final : public Cursor {
 public:
  // `connection` and `state` must outlive the cursor.
  [[nodiscard]] static Result<std::unique_ptr<Cursor>> start(PostgresConnection& connection, const Query& query,
                                                             const PostgresStatement& statement, const Row& parameters,
                                                             TransactionState& state);
  PostgresCursor(PostgresCursor&&) = delete;
  PostgresCursor& operator=(PostgresCursor&&) = delete;
  // Outside a transaction the server is told to stop; inside, where a cancelled statement would spoil the
  // transaction, the rest is read and dropped.
  ~PostgresCursor() override;

  [[nodiscard]] Result<bool> next() override;
  [[nodiscard]] bool is_null(int column) const override;
  [[nodiscard]] std::int64_t integer(int column) const override;
  [[nodiscard]] double real(int column) const override;
  [[nodiscard]] std::string_view text(int column) const override;
  void integers(std::span<std::int64_t> row) const override;

 private:
  PostgresCursor(PostgresConnection& connection, std::string query, TransactionState& state)
      : connection_(connection), query_(std::move(query)), state_(state) {}
  [[nodiscard]] Result<bool> take_next();

  PostgresConnection& connection_;
  std::string query_;
  TransactionState& state_;
  PostgresResult row_;
  bool done_ = false;
};

}  // namespace tsuzuku::sql
