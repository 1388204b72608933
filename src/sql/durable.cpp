#include "sql/durable.hpp"

#include <tuple>
#include <utility>

namespace tsuzuku::sql {

Result<DurableCommits> DurableCommits::on(Session& session) {
  if (session.dialect() != Dialect::Sqlite) return DurableCommits(nullptr);
  TSUZUKU_CHECK(session.execute_script("pragma synchronous = full"));
  return DurableCommits(&session);
}

DurableCommits::DurableCommits(DurableCommits&& other) noexcept : session_(std::exchange(other.session_, nullptr)) {}

// Should it fail, later commits are slower and no less safe.
DurableCommits::~DurableCommits() {
  if (session_ != nullptr) std::ignore = session_->execute_script("pragma synchronous = normal");
}

}  // namespace tsuzuku::sql
