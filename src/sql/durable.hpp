#pragma once
// Commits that outlive a power cut. SQLite's writer syncs its log only now and then (an import would gain nothing):
// what somebody outside has been told, or is about to be told, must be on the disk first.

#include "sql/database.hpp"

namespace tsuzuku::sql {

// Transactions begun while it lives, on this writing session. PostgreSQL syncs every commit anyway.
class DurableCommits {
 public:
  [[nodiscard]] static Result<DurableCommits> on(Session& session);
  DurableCommits(DurableCommits&& other) noexcept;
  DurableCommits& operator=(DurableCommits&&) = delete;
  ~DurableCommits();

 private:
  explicit DurableCommits(Session* session) : session_(session) {}
  Session* session_;  // null: nothing to take back
};

}  // namespace tsuzuku::sql
