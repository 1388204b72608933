#pragma once
// A lent PostgreSQL connection. Rolls back what is open before it gives the connection back.

#include <functional>
#include <memory>

#include "sql/database.hpp"
#include "sql/pool.hpp"
#include "sql/postgres_connection.hpp"
#include "sql/transaction_state.hpp"

namespace tsuzuku::sql {

class PostgresSession final : public Session {
 public:
  PostgresSession(Lease<PostgresConnection> lease, PostgresRole role) : lease_(std::move(lease)), role_(role) {}
  PostgresSession(PostgresSession&&) = delete;
  PostgresSession& operator=(PostgresSession&&) = delete;
  ~PostgresSession() override;

  [[nodiscard]] Dialect dialect() const override { return Dialect::Postgres; }
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
  [[nodiscard]] Result<PostgresResult> execute(const Query& query, const Parameters& parameters);
  [[nodiscard]] Result<PostgresResult> execute_row(const Query& query, const Row& row);
  [[nodiscard]] Result<std::unique_ptr<Cursor>> start_stream(const Query& query, const Row& row);

  Lease<PostgresConnection> lease_;
  PostgresRole role_;
  TransactionState state_;
};

}  // namespace tsuzuku::sql
