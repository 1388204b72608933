#pragma once
// What happens to a customer, as journeys hear of it.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tsuzuku::journeys {

// The names are stored (journey_events.kind, definitions): never rename. What `key` and the facts hold:
//   ordered, paid, shipped, delivered, cancelled, returned   key: order id; facts: product (repeated), source, payment
//   tag_added, tag_removed                                    key: tag and moment; facts: tag
//   opened, clicked, bounced                                  key: touch event id; facts: journey, node, channel
//   unsubscribed                                              key: consent id; facts: channel (absent: all)
//   task_done                                                 key: task id; facts: journey, node, result
enum class EventKind : std::uint8_t {
  Ordered,
  Paid,
  Shipped,
  Delivered,
  Cancelled,
  Returned,
  TagAdded,
  TagRemoved,
  Opened,
  Clicked,
  Bounced,
  Unsubscribed,
  TaskDone,
};

[[nodiscard]] std::span<const std::string_view> event_names();  // in the order of the enumerators
[[nodiscard]] std::string_view name_of(EventKind kind);
[[nodiscard]] std::optional<EventKind> event_kind_from(std::string_view name);
// Whether the event's key names an order.
[[nodiscard]] bool is_about_order(EventKind kind);

// A name may stand several times: an order has several products.
struct Fact {
  std::string name;
  std::string value;
  friend bool operator==(const Fact&, const Fact&) = default;
};
using Facts = std::vector<Fact>;

// `key` tells two events of one kind apart: the same (kind, key) delivered again is the same event.
struct Happened {
  EventKind kind = EventKind::Ordered;
  std::string key;
  std::int64_t at = 0;  // UTC seconds; of a date without time, the beginning of that day in the shop's zone
  Facts facts;
  friend bool operator==(const Happened&, const Happened&) = default;
};

// "the product is one of these": for every rule one fact of that name must have one of the values.
struct MatchRule {
  std::string fact;
  std::vector<std::string> any_of;
  friend bool operator==(const MatchRule&, const MatchRule&) = default;
};
using Match = std::vector<MatchRule>;

[[nodiscard]] bool matches(const Match& match, const Facts& facts);
// The first value of that name; nothing when there is none.
[[nodiscard]] std::optional<std::string_view> find_fact(const Facts& facts, std::string_view name);

}  // namespace tsuzuku::journeys
