#include <utility>

#include "base/log.hpp"
#include "sql/database.hpp"

namespace tsuzuku::sql {

Result<Transaction> Transaction::begin(Session& session) {
  TSUZUKU_CHECK(session.begin());
  return Transaction(session);
}

Transaction::Transaction(Transaction&& other) noexcept : session_(std::exchange(other.session_, nullptr)) {}

Transaction::~Transaction() {
  if (!session_) return;
  if (const Status rolled_back = session_->rollback(); !rolled_back) {
    log::warn("sql.rollback_failed", rolled_back.error().arguments);
  }
}

Status Transaction::commit() {
  Session* session = std::exchange(session_, nullptr);
  if (Status committed = session->commit(); !committed) {
    static_cast<void>(session->rollback());
    return committed;
  }
  return {};
}

}  // namespace tsuzuku::sql
