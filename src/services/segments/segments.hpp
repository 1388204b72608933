#pragma once
// The segments of a shop: named conditions that are asked again and again (live), or whose members of one day were
// kept (frozen).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "services/segments/conditions.hpp"
#include "services/segments/kinds.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Who names a segment in a condition.
struct SegmentUse {
  std::string kind;  // "segment", "journey", "campaign"
  std::int64_t id = 0;
  std::string name;
  friend bool operator==(const SegmentUse&, const SegmentUse&) = default;
};

struct Segment {
  SegmentId id;
  std::string name;
  SegmentKind kind = SegmentKind::Live;
  std::string condition;  // of a frozen one: what it was made by, which may be a cell (cell_question.hpp)
  std::optional<Day> frozen_day;
  std::optional<std::int64_t> customers;  // nothing: not counted yet
  std::int64_t entered_7d = 0;            // moves of the last seven days
  std::int64_t left_7d = 0;
  std::vector<SegmentUse> used_by;
  std::int64_t created_at = 0;
  std::int64_t updated_at = 0;

  friend bool operator==(const Segment&, const Segment&) = default;
};

struct NewSegment {
  std::string name;
  SegmentKind kind = SegmentKind::Live;
  std::string condition;
};

inline constexpr std::size_t kListedCustomersMost = 300'000;

// Customers to be kept by themselves, who are no condition's.
struct NewList {
  std::string name;
  std::string made_by;  // text_of_cell()
  Day day;              // as of which they were found
  std::vector<std::int64_t> customers;
};

struct SegmentChange {
  std::optional<std::string> name;
  std::optional<std::string> condition;
};

// The text that asks for the members of a segment, live or frozen.
[[nodiscard]] std::string condition_of_segment(const std::string& name);

// Not owned: everything it is opened with outlives it. Thread safe.
class Segments {
 public:
  [[nodiscard]] static Result<Segments> open(sql::Database& database, IdMaker& ids, const Conditions& conditions);

  [[nodiscard]] Result<std::vector<Segment>> list(const Shop& shop, std::int64_t now) const;  // by name
  [[nodiscard]] Result<Segment> get(const Shop& shop, SegmentId id, std::int64_t now) const;  // "segments.unknown_id"

  // The members come later, from SegmentMembers::refresh(). Errors: those of the condition; Usage "segments.no_name",
  // "segments.name_too_long", Conflict "segments.name_taken".
  [[nodiscard]] Result<Segment> create(const Shop& shop, const NewSegment& segment, std::optional<StaffId> staff,
                                       std::int64_t now);
  // A frozen segment with its members, all in one transaction. Errors as above; TooLarge "segments.list_too_large".
  [[nodiscard]] Result<Segment> create_list(const Shop& shop, const NewList& list, std::optional<StaffId> staff,
                                            std::int64_t now);
  // The members of `id` from now on by themselves.
  [[nodiscard]] Result<Segment> freeze(const Shop& shop, SegmentId id, const std::string& name,
                                       std::optional<StaffId> staff, std::int64_t now);
  // Also: Conflict "segments.frozen" for the condition of a frozen one, "segments.used" (names) for the name of one
  // that conditions use.
  [[nodiscard]] Result<Segment> change(const Shop& shop, SegmentId id, const SegmentChange& change, std::int64_t now);
  // Conflict "segments.used" (names).
  [[nodiscard]] Status remove(const Shop& shop, SegmentId id);

 private:
  Segments(sql::Database& database, IdMaker& ids, const Conditions& conditions, sql::Queries queries)
      : database_(&database), ids_(&ids), conditions_(&conditions), queries_(std::move(queries)) {}
  [[nodiscard]] Result<std::vector<Segment>> read(sql::Session& session, const Shop& shop, std::string_view query,
                                                  sql::Parameters parameters, std::int64_t now) const;

  sql::Database* database_;
  IdMaker* ids_;
  const Conditions* conditions_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
