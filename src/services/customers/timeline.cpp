#include "services/customers/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>

#include "base/text.hpp"

namespace tsuzuku::services {
namespace {

constexpr int kSecondsPerDay = 86'400;
constexpr std::int64_t kNowhere = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kEverywhere = std::numeric_limits<std::int64_t>::max();

// A place among the entries of all sources: of one moment the later source comes first.
struct Position {
  std::int64_t at = kEverywhere;
  std::int64_t source = kEverywhere;
  std::int64_t id = kEverywhere;
  friend auto operator<=>(const Position&, const Position&) = default;
};

// "1767225599.3.17"
std::string to_text(const Position& position) {
  return fmt::format("{}.{}.{}", position.at, position.source, position.id);
}

Result<Position> position_from(std::string_view text) {
  Position position;
  if (text.empty()) return position;
  const std::vector<std::string_view> parts = split(text, '.');
  const auto read = [](std::string_view part, std::int64_t& number) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    return error == std::errc{} && end == part.data() + part.size();
  };
  if (parts.size() == 3 && read(parts[0], position.at) && read(parts[1], position.source) &&
      read(parts[2], position.id)) {
    return position;
  }
  return fail(ErrorKind::Usage, "customers.bad_timeline_place", {{"value", std::string(text)}});
}

// What `source` may answer with so that everything lies before `position`.
TimelinePlace before(const Position& position, std::int64_t source) {
  if (source == position.source) return {position.at, position.id};
  return {position.at, source < position.source ? kEverywhere : kNowhere};
}

Status check_kinds(const TimelineSources& sources, std::span<const std::string> kinds) {
  std::string known;
  for (const std::string_view kind : timeline_kinds(sources)) known += (known.empty() ? "" : ", ") + std::string(kind);
  for (const std::string& kind : kinds) {
    const bool is_known = std::ranges::any_of(sources, [&](const auto& source) { return source->kind() == kind; });
    if (!is_known) {
      return fail(ErrorKind::Usage, "customers.unknown_timeline_kind", {{"kind", kind}, {"known", known}});
    }
  }
  return {};
}

}  // namespace

std::vector<std::string_view> timeline_kinds(const TimelineSources& sources) {
  std::vector<std::string_view> kinds;
  for (const auto& source : sources) {
    if (std::ranges::find(kinds, source->kind()) == kinds.end()) kinds.push_back(source->kind());
  }
  return kinds;
}

std::int64_t end_of_day(Day day, const TimeZone& zone) { return zone.to_utc(day, kSecondsPerDay - 1); }

Result<TimelinePage> read_timeline(const TimelineSources& sources, TimelineQuestion question, std::string_view begin,
                                   std::span<const std::string> kinds) {
  TSUZUKU_CHECK(check_kinds(sources, kinds));
  TSUZUKU_TRY(start, position_from(begin));
  const std::int64_t wanted = question.limit;
  question.limit = wanted + 1;  // one more tells whether there is a next page
  std::vector<std::pair<Position, TimelineEntry>> merged;
  for (std::int64_t n = 0; n < std::ssize(sources); ++n) {
    const TimelineSource& source = *sources[static_cast<std::size_t>(n)];
    if (!kinds.empty() && std::ranges::find(kinds, source.kind()) == kinds.end()) continue;
    question.before = before(start, n);
    TSUZUKU_TRY(entries, source.entries(question));
    for (TimelineEntry& entry : entries) {
      if (place_of(entry) >= question.before) continue;
      entry.kind = source.kind();
      const Position position{entry.at, n, entry.id};
      merged.emplace_back(position, std::move(entry));
    }
  }
  std::ranges::sort(merged, std::ranges::greater{}, [](const auto& one) { return one.first; });
  TimelinePage page;
  for (const auto& [position, entry] : merged) {
    if (std::ssize(page.entries) == wanted) {
      page.next = to_text(merged[static_cast<std::size_t>(wanted) - 1].first);
      break;
    }
    page.entries.push_back(entry);
  }
  return page;
}

}  // namespace tsuzuku::services
