#pragma once
// Several sessions that all see one shop at the same moment, and how its customers are dealt out among them.

#include <atomic>
#include <memory>
#include <span>
#include <vector>

#include "base/error.hpp"
#include "base/threads.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct Reader {
  std::unique_ptr<sql::Session> session;
  sql::Transaction transaction;
};

struct Snapshot {
  // As many sessions as the machine has cores and the database has free, at least one.
  std::vector<Reader> readers;
  // The shop as it is at that moment; a shop that is gone has versions -1.
  std::int64_t data_version = -1;
  std::int64_t people_version = -1;
  std::int64_t data_mark = 0;  // 0: nobody noted the version
  bool merge_same_day = true;

  [[nodiscard]] static Result<Snapshot> open(sql::Database& database, const sql::Queries& queries, const Shop& shop);
  [[nodiscard]] sql::Session& first() { return *readers.front().session; }
};

// Of a version of the shop; 0 when nobody noted it, or no longer.
[[nodiscard]] Result<std::int64_t> mark_of(sql::Session& session, const sql::Queries& queries, const Shop& shop,
                                           std::int64_t data_version);

// after < customer_id <= upto
struct CustomerRange {
  std::int64_t after = 0;
  std::int64_t upto = 0;
};

// Every id.
[[nodiscard]] std::vector<CustomerRange> whole_range();
// One range for each id. REQUIRES: ascending, none twice.
[[nodiscard]] std::vector<CustomerRange> ranges_of(std::span<const std::int64_t> ids);
// Ranges of about as many customers each, which together hold every id: sales without customer too, which live under
// their own order's id. Several for each reader, so that all end together.
[[nodiscard]] std::vector<CustomerRange> cut_into_ranges(std::span<const std::int64_t> customers, std::size_t readers);

// Every reader takes the next range that nobody has taken: `work(session, index of the range)`, which returns a Status.
template <typename Work>
[[nodiscard]] Status read_ranges(Snapshot& snapshot, std::size_t ranges, const Work& work) {
  std::vector<Status> outcomes(snapshot.readers.size());
  std::atomic<std::size_t> next{0};
  on_threads(outcomes.size(), [&](std::size_t n) {
    for (std::size_t range = next++; range < ranges && outcomes[n]; range = next++)
      outcomes[n] = work(*snapshot.readers[n].session, range);
  });
  for (Status& outcome : outcomes) TSUZUKU_CHECK(std::move(outcome));
  return {};
}

}  // namespace tsuzuku::services
