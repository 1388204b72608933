#pragma once
// A lent SQLite connection. Rolls back what is open before it gives the connection back.

#include <memory>

#include "sql/database.hpp"
#include "sql/pool.hpp"
#include "sql/sqlite_connection.hpp"
#include "sql/transaction_state.hpp"

namespace tsuzuku::sql {

class SqliteSession final : public Session {
 public:
  SqliteSession(Lease<SqliteConnection> lease, SqliteRole role) : lease_(std::move(lease)), role_(role) {}
  SqliteSession(SqliteSession&&) = delete;
  SqliteSession& operator=(SqliteSession&&) = delete;
  ~SqliteSession() override;

  [[nodiscard]] Dialect dialect() const override { return Dialect::Sqlite; }
  [[nodiscard]] Result<std::vector<Row>> rows(const Query& query, const Parameters& parameters) override;
  [[nodiscard]] Result<std::int64_t> run(const Query& query, const Parameters& parameters) override;
  [[nodiscard]] Status run_batch(const Query& query, std::span<const Row> parameter_rows) override;
  [[nodiscard]] Result<std::vector<std::vector<Row>>> rows_batch(const Query& query,
                                                                 std::span<const Row> parameter_rows) override;
  [[nodiscard]] Result<std::unique_ptr<Cursor>> stream(const Query& query, const Parameters& parameters) override;
  [[nodiscard]] Status execute_script(std::string_view sql) override;
  [[nodiscard]] Status begin() override;
  [[nodiscard]] Status commit() override;
  [[nodiscard]] Status rollback() override;

 private:
  // Calls `use` with the prepared statement when the transaction is sound, and notes its failure.
  template <typename Use>
  [[nodiscard]] auto with_statement(const Query& query, Use use) -> decltype(use(nullptr));

  Lease<SqliteConnection> lease_;
  SqliteRole role_;
  TransactionState state_;
};

}  // namespace tsuzuku::sql
