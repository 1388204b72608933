#include "services/audit/audit.hpp"

#include "base/limits.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::int64_t kLastPage = 1'000'000'000;  // beyond it the offset would not mean anything

template <typename IdType>
sql::Value value_of(const std::optional<IdType>& id) {
  return id ? sql::Value(id->value) : sql::Value(sql::Null{});
}

template <typename IdType>
std::optional<IdType> id_from(const sql::Value& value) {
  if (sql::is_null(value)) return std::nullopt;
  return IdType{sql::integer(value)};
}

}  // namespace

Result<Audit> Audit::open(sql::Database& database, IdMaker& ids) {
  TSUZUKU_TRY(queries, queries_of("services/audit/audit.sql", database.dialect()));
  return Audit(database, ids, std::move(queries));
}

Status Audit::append(const AuditEntry& entry) {
  TSUZUKU_TRY(session, database_->writer());
  return append(*session, entry);
}

Status Audit::append(sql::Session& session, const AuditEntry& entry) {
  TSUZUKU_CHECK(session.run(queries_.get("append_audit"), {{"audit_id", ids_->next()},
                                                           {"shop_id", value_of(entry.shop)},
                                                           {"staff_id", value_of(entry.staff)},
                                                           {"at", entry.at},
                                                           {"action", entry.action},
                                                           {"object", entry.object},
                                                           {"detail", entry.detail}}));
  return {};
}

Result<AuditPage> Audit::page(std::int64_t page, int page_size) const {
  if (page < 1 || page > kLastPage || page_size < 1 || page_size > limits::kPageRows) {
    return fail(ErrorKind::Usage, "audit.bad_page", {{"most", std::to_string(limits::kPageRows)}});
  }
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(total, session->rows(queries_.get("count_audit")));
  TSUZUKU_TRY(rows,
              session->rows(queries_.get("list_audit"), {{"limit", page_size}, {"offset", (page - 1) * page_size}}));
  AuditPage found{{}, sql::integer(total[0][0])};
  for (const sql::Row& row : rows) {
    AuditEntry entry{sql::integer(row[0]), id_from<StaffId>(row[1]), id_from<ShopId>(row[2]),
                     sql::text(row[3]),    sql::text(row[4]),        sql::text(row[5])};
    found.lines.push_back({std::move(entry), sql::text(row[6]), sql::text(row[7])});
  }
  return found;
}

}  // namespace tsuzuku::services
