#pragma once
// A PostgreSQL database behind two pools: connections that may only read, and connections that write.

#include <memory>
#include <string>

#include "sql/database.hpp"
#include "sql/pool.hpp"
#include "sql/postgres_connection.hpp"

namespace tsuzuku::sql {

class PostgresDatabase final : public Database {
 public:
  [[nodiscard]] static Result<std::shared_ptr<Database>> open(const std::string& url, const OpenOptions& options);

  [[nodiscard]] Dialect dialect() const override { return Dialect::Postgres; }
  [[nodiscard]] Result<std::unique_ptr<Session>> reader() override;
  [[nodiscard]] Result<std::unique_ptr<Session>> reader_if_free() override;
  [[nodiscard]] Result<std::unique_ptr<Session>> writer(int wait_seconds) override;
  // The lock lives on a connection of its own; it is gone when the server drops that connection.
  [[nodiscard]] Result<std::optional<std::shared_ptr<void>>> try_lock(std::string_view name) override;
  [[nodiscard]] Status backup_to(const std::string& target) override;

 private:
  PostgresDatabase(std::string url, const OpenOptions& options);
  [[nodiscard]] Result<std::unique_ptr<Session>> lend(PostgresRole role, int wait_seconds);

  std::string url_;
  OpenOptions options_;
  std::shared_ptr<Pool<PostgresConnection>> readers_;
  std::shared_ptr<Pool<PostgresConnection>> writers_;
};

}  // namespace tsuzuku::sql
