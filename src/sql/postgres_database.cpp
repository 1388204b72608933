#include "sql/postgres_database.hpp"

#include <algorithm>
#include <utility>

#include "sql/postgres_codec.hpp"
#include "sql/postgres_session.hpp"

namespace tsuzuku::sql {
namespace {

std::shared_ptr<Pool<PostgresConnection>> make_pool(const std::string& url, PostgresRole role, int capacity) {
  return std::make_shared<Pool<PostgresConnection>>(static_cast<std::size_t>(std::max(capacity, 1)),
                                                    [=] { return PostgresConnection::open(url, role); });
}

struct HeldLock {
  explicit HeldLock(std::unique_ptr<PostgresConnection> held) : connection(std::move(held)) {}
  HeldLock(HeldLock&&) = delete;
  HeldLock& operator=(HeldLock&&) = delete;
  // Closing alone would free the lock some time later, when the server notices.
  ~HeldLock() { static_cast<void>(connection->script("select pg_advisory_unlock_all()", "unlock")); }
  std::unique_ptr<PostgresConnection> connection;
};

}  // namespace

Result<std::shared_ptr<Database>> PostgresDatabase::open(const std::string& url, const OpenOptions& options) {
  std::shared_ptr<PostgresDatabase> database(new PostgresDatabase(url, options));
  TSUZUKU_CHECK(database->reader());  // tells now, not at the first request, when the server cannot be reached
  return database;
}

PostgresDatabase::PostgresDatabase(std::string url, const OpenOptions& options)
    : url_(std::move(url)),
      options_(options),
      readers_(make_pool(url_, PostgresRole::Reader, options.connections)),
      writers_(make_pool(url_, PostgresRole::Writer, options.connections)) {}

Result<std::unique_ptr<Session>> PostgresDatabase::lend(PostgresRole role, int wait_seconds) {
  const auto& pool = role == PostgresRole::Writer ? writers_ : readers_;
  TSUZUKU_TRY(lease, Lease<PostgresConnection>::take(pool, std::chrono::seconds(wait_seconds)));
  return std::make_unique<PostgresSession>(std::move(lease), role);
}

Result<std::unique_ptr<Session>> PostgresDatabase::reader() {
  return lend(PostgresRole::Reader, options_.busy_seconds);
}

Result<std::unique_ptr<Session>> PostgresDatabase::reader_if_free() { return lend(PostgresRole::Reader, 0); }

Result<std::unique_ptr<Session>> PostgresDatabase::writer(int wait_seconds) {
  return lend(PostgresRole::Writer, wait_seconds);
}

Result<std::optional<std::shared_ptr<void>>> PostgresDatabase::try_lock(std::string_view name) {
  TSUZUKU_TRY(connection, PostgresConnection::open(url_, PostgresRole::Writer));
  const std::string key(name);
  const char* const values[] = {key.c_str()};
  const PostgresResult result(PQexecParams(connection->handle(),
                                           "select pg_try_advisory_lock(hashtextextended($1::text, 0))", 1, nullptr,
                                           values, nullptr, nullptr, 1));
  if (!succeeded(result.get())) return connection->error_of(result.get(), "try_lock");
  if (decode_integer(result.get(), 0, 0) == 0) return std::nullopt;
  return std::make_shared<HeldLock>(std::move(connection));
}

Status PostgresDatabase::backup_to(const std::string&) { return fail(ErrorKind::Usage, "sql.backup_postgres"); }

}  // namespace tsuzuku::sql
