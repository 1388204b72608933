#pragma once
// Keeps the queue in step with analysis r30: opens tasks for repeat customers who have gone quiet, and closes those of
// customers who have ordered since, or whose day 60 has passed.

#include "base/error.hpp"
#include "ledger/ledger.hpp"
#include "services/shops/shops.hpp"
#include "services/tasks/tasks.hpp"

namespace tsuzuku::services {

struct QueueReport {
  Day as_of;  // the shop's day, or the last one its data knows of
  std::int64_t opened = 0;
  std::int64_t ordered = 0;   // closed: the customer came by itself
  std::int64_t missed = 0;    // closed: nobody spoke to the customer in time
  std::int64_t refusing = 0;  // no task: they do not want to be called
};

// `today` is the shop's day. One transaction; asking again on the same day and data changes nothing. A shop without
// orders has nothing to do.
[[nodiscard]] Result<QueueReport> refresh_r30_queue(sql::Database& database, Tasks& tasks, const Shop& shop,
                                                    const ledger::Ledger& ledger, Day today, std::int64_t now);

}  // namespace tsuzuku::services
