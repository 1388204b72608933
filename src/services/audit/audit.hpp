#pragma once
// The record of who did what. It only grows: no statement of the program changes or removes an entry.

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct AuditEntry {
  std::int64_t at = 0;           // UTC seconds
  std::optional<StaffId> staff;  // nothing: the command line
  std::optional<ShopId> shop;
  std::string action;  // "sign_in", "import.start" ...: a word for programs, put into words at the edge
  std::string object;  // what it was done to: an id or a name
  std::string detail;  // JSON text, or empty

  friend bool operator==(const AuditEntry&, const AuditEntry&) = default;
};

struct AuditLine {
  AuditEntry entry;
  std::string staff_name;  // empty for the command line
  std::string shop_name;

  friend bool operator==(const AuditLine&, const AuditLine&) = default;
};

struct AuditPage {
  std::vector<AuditLine> lines;  // newest first
  std::int64_t rows_total = 0;

  friend bool operator==(const AuditPage&, const AuditPage&) = default;
};

// Not owned: database and ids outlive it.
class Audit {
 public:
  [[nodiscard]] static Result<Audit> open(sql::Database& database, IdMaker& ids);

  [[nodiscard]] Status append(const AuditEntry& entry);
  // Inside the transaction of what it tells of: both stay or neither.
  [[nodiscard]] Status append(sql::Session& session, const AuditEntry& entry);
  // `page` from 1; `page_size` from 1 to limits::kPageRows, else Usage "audit.bad_page".
  [[nodiscard]] Result<AuditPage> page(std::int64_t page, int page_size) const;

 private:
  Audit(sql::Database& database, IdMaker& ids, sql::Queries queries)
      : database_(&database), ids_(&ids), queries_(std::move(queries)) {}
  sql::Database* database_;
  IdMaker* ids_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
