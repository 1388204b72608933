#pragma once
// The opened store with the services on it: what every subcommand and the server start from.

#include <filesystem>
#include <memory>
#include <string>

#include "base/error.hpp"
#include "base/id.hpp"
#include "services/imports/imports.hpp"
#include "services/ledgers/ledgers.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::app {

[[nodiscard]] std::int64_t now_utc_seconds();
[[nodiscard]] double monotonic_seconds();

enum class Migrations {
  // Refuse a store that is behind: Conflict "store.migrations_pending". One that nobody has used yet is set up at once.
  Require,
  Apply,  // `tsuzuku migrate`
};

struct StoreOptions {
  std::filesystem::path data = "./data";  // SQLite file, uploads, temporary files
  std::string database;                   // postgresql://…; empty = <data>/tsuzuku.sqlite
  bool create = true;                     // false: NotFound "store.not_there" instead of making a new one
  Migrations migrations = Migrations::Require;
};

// Not movable: services refer to its members.
class Store {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Store>> open(const StoreOptions& options);

  [[nodiscard]] sql::Database& database() { return *database_; }
  [[nodiscard]] IdMaker& ids() { return ids_; }
  [[nodiscard]] services::Shops& shops() { return *shops_; }
  [[nodiscard]] services::Imports& imports() { return *imports_; }
  [[nodiscard]] services::Ledgers& ledgers() { return *ledgers_; }
  [[nodiscard]] const std::filesystem::path& data() const { return data_; }
  [[nodiscard]] std::filesystem::path spool_folder() const { return data_ / "tmp"; }
  [[nodiscard]] std::filesystem::path upload_folder() const { return data_ / "uploads"; }
  [[nodiscard]] std::filesystem::path ledger_folder() const { return data_ / "ledgers"; }
  [[nodiscard]] std::filesystem::path profile_folder() const { return data_ / "profiles"; }
  [[nodiscard]] sql::MigrationReport migrated() const { return migrated_; }

 private:
  Store();
  std::filesystem::path data_;
  std::shared_ptr<sql::Database> database_;
  IdMaker ids_;
  sql::MigrationReport migrated_;
  std::unique_ptr<services::Shops> shops_;
  std::unique_ptr<services::Imports> imports_;
  std::unique_ptr<services::Ledgers> ledgers_;
};

}  // namespace tsuzuku::app
