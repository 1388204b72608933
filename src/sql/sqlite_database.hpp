#pragma once
// A SQLite file: one writer connection, several readers.

#include <memory>
#include <string>

#include "sql/database.hpp"
#include "sql/pool.hpp"
#include "sql/sqlite_connection.hpp"

namespace tsuzuku::sql {

class SqliteDatabase final : public Database {
 public:
  [[nodiscard]] static Result<std::shared_ptr<Database>> open(const std::string& path, const OpenOptions& options);

  [[nodiscard]] Dialect dialect() const override { return Dialect::Sqlite; }
  [[nodiscard]] Result<std::unique_ptr<Session>> reader() override;
  [[nodiscard]] Result<std::unique_ptr<Session>> reader_if_free() override;
  [[nodiscard]] Result<std::unique_ptr<Session>> writer(int wait_seconds) override;
  [[nodiscard]] Result<std::optional<std::shared_ptr<void>>> try_lock(std::string_view name) override;
  [[nodiscard]] Status backup_to(const std::string& target) override;

 private:
  SqliteDatabase(std::string path, const OpenOptions& options);
  [[nodiscard]] Result<std::unique_ptr<Session>> lend(SqliteRole role, int wait_seconds);

  std::string path_;
  OpenOptions options_;
  std::shared_ptr<Pool<SqliteConnection>> readers_;
  std::shared_ptr<Pool<SqliteConnection>> writers_;
};

}  // namespace tsuzuku::sql
