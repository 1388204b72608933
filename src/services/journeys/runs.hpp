#pragma once
// Runs as they are stored, and what they want done, carried out in the same transaction.

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "journeys/run.hpp"
#include "journeys/step.hpp"
#include "services/customers/tags.hpp"
#include "services/messages/touches.hpp"
#include "services/tasks/tasks.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// A run whose memory cannot be read has no memory and says so: it is to be ended, nothing is guessed.
struct StoredRun {
  journeys::Run run;
  bool damaged = false;
};

// From the columns of "runs_of_customer", in their order; a row may have more.
[[nodiscard]] StoredRun run_from(const sql::Row& row);

// Not owned: all of them outlive it. Every function works inside the caller's transaction, which holds the customer.
class Runs {
 public:
  Runs(sql::Queries queries, Touches& touches, Tasks& tasks, CustomerTags& tags)
      : queries_(std::move(queries)), touches_(&touches), tasks_(&tasks), tags_(&tags) {}

  // All of the customer's, of any journey, the oldest first.
  [[nodiscard]] Result<std::vector<StoredRun>> of(sql::Session& session, ShopId shop, CustomerId customer) const;
  // Those of them that still have something to send.
  [[nodiscard]] Result<std::vector<RunId>> with_open_touches(sql::Session& session, ShopId shop,
                                                             CustomerId customer) const;
  [[nodiscard]] Status add(sql::Session& session, ShopId shop, const journeys::Run& run) const;
  [[nodiscard]] Status write(sql::Session& session, const journeys::Run& run) const;
  // Touches, tasks and tags; each under its key, so that the same command again is nothing.
  [[nodiscard]] Status carry_out(sql::Session& session, ShopId shop, const journeys::StepResult& step,
                                 std::int64_t now) const;
  // What the run has planned and not yet sent is skipped.
  [[nodiscard]] Status withdraw(sql::Session& session, ShopId shop, const journeys::Run& run,
                                journeys::EndReason reason, std::int64_t now) const;

 private:
  sql::Queries queries_;
  Touches* touches_;
  Tasks* tasks_;
  CustomerTags* tags_;
};

}  // namespace tsuzuku::services
