#include "sql/sqlite_database.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <utility>

#include "sql/file_lock.hpp"
#include "sql/sqlite_session.hpp"

namespace tsuzuku::sql {
namespace {

std::shared_ptr<Pool<SqliteConnection>> make_pool(std::size_t capacity, const std::string& path,
                                                  const SqliteOptions& options) {
  return std::make_shared<Pool<SqliteConnection>>(capacity, [=] { return SqliteConnection::open(path, options); });
}

std::unexpected<Error> cannot_write(const std::string& path, std::string detail) {
  return fail(ErrorKind::Unavailable, "sql.cannot_open", {{"path", path}, {"detail", std::move(detail)}});
}

Status copy_pages(sqlite3* source, sqlite3* target) {
  sqlite3_backup* backup = sqlite3_backup_init(target, "main", source, "main");
  if (!backup) return sqlite_error(target, "backup");
  const int copied = sqlite3_backup_step(backup, -1);  // one read transaction: one moment of the source
  const int finished = sqlite3_backup_finish(backup);
  if (copied == SQLITE_BUSY || copied == SQLITE_LOCKED) return fail(ErrorKind::Unavailable, "sql.busy");
  if (finished != SQLITE_OK) return sqlite_error(target, "backup");
  return {};
}

}  // namespace

Result<std::shared_ptr<Database>> SqliteDatabase::open(const std::string& path, const OpenOptions& options) {
  std::error_code ignored;
  if (!options.create && !std::filesystem::exists(path, ignored)) {
    return fail(ErrorKind::NotFound, "sql.no_database", {{"path", path}});
  }
  std::shared_ptr<SqliteDatabase> database(new SqliteDatabase(path, options));
  // Opening the writer now makes the file and tells at once when it cannot be written.
  TSUZUKU_CHECK(database->writer(options.busy_seconds));
  return database;
}

SqliteDatabase::SqliteDatabase(std::string path, const OpenOptions& options)
    : path_(std::move(path)),
      options_(options),
      readers_(make_pool(static_cast<std::size_t>(std::max(options.connections, 1)), path_,
                         {SqliteRole::Reader, false, options.busy_seconds})),
      writers_(make_pool(1, path_, {SqliteRole::Writer, options.create, options.busy_seconds})) {}

Result<std::unique_ptr<Session>> SqliteDatabase::lend(SqliteRole role, int wait_seconds) {
  const auto& pool = role == SqliteRole::Writer ? writers_ : readers_;
  TSUZUKU_TRY(lease, Lease<SqliteConnection>::take(pool, std::chrono::seconds(wait_seconds)));
  return std::make_unique<SqliteSession>(std::move(lease), role);
}

Result<std::unique_ptr<Session>> SqliteDatabase::reader() { return lend(SqliteRole::Reader, options_.busy_seconds); }

Result<std::unique_ptr<Session>> SqliteDatabase::reader_if_free() { return lend(SqliteRole::Reader, 0); }

Result<std::unique_ptr<Session>> SqliteDatabase::writer(int wait_seconds) {
  return lend(SqliteRole::Writer, wait_seconds);
}

Result<std::optional<std::shared_ptr<void>>> SqliteDatabase::try_lock(std::string_view name) {
  std::string file_name(name);
  const auto is_plain = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.'; };
  std::ranges::replace_if(file_name, std::not_fn(is_plain), '_');
  return try_file_lock(path_ + "." + file_name + ".lock");
}

Status SqliteDatabase::backup_to(const std::string& target) {
  const std::string unfinished = target + ".unfinished";
  std::error_code problem;
  std::filesystem::remove(unfinished, problem);
  TSUZUKU_TRY(source, Lease<SqliteConnection>::take(readers_, std::chrono::seconds(options_.busy_seconds)));
  sqlite3* opened = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(unfinished.c_str(), &opened, flags, nullptr);
  Status copied =
      code == SQLITE_OK ? copy_pages(source->handle(), opened) : Status(cannot_write(target, sqlite3_errstr(code)));
  sqlite3_close(opened);
  if (copied) {
    std::filesystem::rename(unfinished, target, problem);
    if (problem) copied = cannot_write(target, problem.message());
  }
  if (!copied) std::filesystem::remove(unfinished, problem);
  return copied;
}

}  // namespace tsuzuku::sql
