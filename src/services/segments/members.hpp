#pragma once
// Who is in each segment, kept up to date: who entered and left, when and why. The rows are those that conditions on
// segments, journeys and the pages read.

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "services/customers/customers.hpp"
#include "services/segments/segments.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Why somebody came or went: each question with its answer at that moment, as it was stored.
struct MoveReason {
  std::string leaf;  // the question, a condition of one leaf
  bool holds = false;
  std::optional<std::int64_t> value;
  std::string name;
  friend bool operator==(const MoveReason&, const MoveReason&) = default;
};

struct SegmentMove {
  std::int64_t at = 0;
  CustomerId customer;
  CustomerBrief brief;
  bool entered = true;
  bool condition_changed = false;   // it was the segment that moved, not the customer
  std::vector<MoveReason> reasons;  // none where too many moved at once to ask each
};

struct SegmentMoves {
  std::vector<SegmentMove> moves;  // newest first
  bool more = false;
};

struct SegmentWork {
  std::int64_t asked = 0;  // segments whose members were asked anew
  std::int64_t entered = 0;
  std::int64_t left = 0;
  std::int64_t failed = 0;  // segments that could not be asked, for example because one they name is gone
  [[nodiscard]] bool idle() const { return asked == 0 && failed == 0; }
};

// Not owned: everything it is opened with outlives it. Thread safe: one at a time works on a shop, in whichever
// process.
class SegmentMembers {
 public:
  [[nodiscard]] static Result<SegmentMembers> open(sql::Database& database, const Shops& shops,
                                                   const Conditions& conditions);

  // Asks every segment of every shop whose answer may have changed: orders, people, the day, the condition or a segment
  // that it names; facts outside the ledger every few minutes. Writes in transactions of some hundred rows; what a
  // crash leaves undone is done by the next call. Who moved during an earlier, unfinished call moved then.
  [[nodiscard]] Result<SegmentWork> work_once(std::int64_t now);
  // The same for the segments of one shop. Idle when somebody else is at it.
  [[nodiscard]] Result<SegmentWork> refresh(const Shop& shop, std::int64_t now);

  // From the newest one on; page from 1.
  [[nodiscard]] Result<SegmentMoves> moves(const Shop& shop, SegmentId id, int page, int page_size,
                                           PersonalData personal_data) const;

 private:
  struct Kept;
  struct Difference;
  SegmentMembers(sql::Database& database, const Shops& shops, const Conditions& conditions, sql::Queries queries)
      : database_(&database), shops_(&shops), conditions_(&conditions), queries_(std::move(queries)) {}

  [[nodiscard]] Result<std::vector<Kept>> kept(const Shop& shop) const;
  [[nodiscard]] Status refresh_one(const Shop& shop, const Kept& segment, std::int64_t now, SegmentWork& work);
  [[nodiscard]] Result<std::vector<std::int64_t>> present(SegmentId id) const;
  [[nodiscard]] Status write(const Shop& shop, const Kept& segment, const Difference& difference, std::int64_t now);

  sql::Database* database_;
  const Shops* shops_;
  const Conditions* conditions_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
