#pragma once
// Everything that happened with a customer on one line of time, newest first. Every module that knows of something
// plugs in by one interface: a TimelineSource, and its line in timeline_sources.cpp.

#include <compare>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/time_zone.hpp"
#include "services/customers/customers.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Where an entry leads: "order", "import", "note", …, and which one.
struct TimelineLink {
  std::string resource;
  std::string id;
  friend bool operator==(const TimelineLink&, const TimelineLink&) = default;
};

struct TimelineEntry {
  std::int64_t at = 0;  // UTC seconds; end_of_day() of what is known by its day only
  std::int64_t id = 0;  // of the thing; orders entries of one moment
  bool day_only = false;
  std::string title;      // key below "timeline."
  ErrorArguments values;  // fill it
  std::string text;       // a person's own words: a note, the evidence of a consent
  std::optional<Money> amount;
  std::optional<TimelineLink> link;
  std::string_view kind;  // the source's; set by read_timeline

  friend bool operator==(const TimelineEntry&, const TimelineEntry&) = default;
};

// An entry's place: later ones come first, of one moment the larger id.
struct TimelinePlace {
  std::int64_t at = std::numeric_limits<std::int64_t>::max();
  std::int64_t id = std::numeric_limits<std::int64_t>::max();
  friend auto operator<=>(const TimelinePlace&, const TimelinePlace&) = default;
};
[[nodiscard]] inline TimelinePlace place_of(const TimelineEntry& entry) { return {entry.at, entry.id}; }

// What a source is asked for: at most `limit` entries before `before`, newest first. More do no harm: the rest is cut.
struct TimelineQuestion {
  sql::Session& session;
  ShopId shop;
  CustomerId customer;
  TimelinePlace before;
  std::int64_t limit = 0;
  const TimeZone& zone;
  PersonalData personal_data = PersonalData::Masked;  // Masked: no words that people wrote
};

// The last second of a day of the shop: what is known by its day only stands behind what has a time on that day.
[[nodiscard]] std::int64_t end_of_day(Day day, const TimeZone& zone);

class TimelineSource {
 public:
  virtual ~TimelineSource() = default;
  [[nodiscard]] virtual std::string_view kind() const = 0;  // "order", "note", …: what the page filters by
  [[nodiscard]] virtual Result<std::vector<TimelineEntry>> entries(const TimelineQuestion& question) const = 0;
};

using TimelineSources = std::vector<std::unique_ptr<TimelineSource>>;

// All there are, in the one visible list (timeline_sources.cpp); of one moment the later in the list comes first.
[[nodiscard]] Result<TimelineSources> make_timeline_sources(sql::Dialect dialect);

// Each once: several sources may share one.
[[nodiscard]] std::vector<std::string_view> timeline_kinds(const TimelineSources& sources);

struct TimelinePage {
  std::vector<TimelineEntry> entries;  // newest first
  std::string next;                    // where the next page begins; empty on the last one

  friend bool operator==(const TimelinePage&, const TimelinePage&) = default;
};

// `begin`: TimelinePage::next, or empty for the newest. `kinds`: only those; none = all. Errors (Usage):
// "customers.bad_timeline_place", "customers.unknown_timeline_kind" (with the known ones). `question.before` is not
// read.
[[nodiscard]] Result<TimelinePage> read_timeline(const TimelineSources& sources, TimelineQuestion question,
                                                 std::string_view begin, std::span<const std::string> kinds);

}  // namespace tsuzuku::services
