#include "journeys/delivery_rules.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "journeys/channel_field.hpp"
#include "journeys/problem.hpp"
#include "journeys/schema/fields.hpp"

namespace tsuzuku::journeys {
namespace {

constexpr std::array<std::string_view, 2> kWhenBlocked = {"move", "drop"};
constexpr std::array<std::string_view, 5> kReasons = {"", "not_yet_due", "quiet_hours", "frequency_cap", "expired"};
static_assert(kReasons.size() == static_cast<std::size_t>(DeliveryReason::Expired) + 1);

constexpr int kDaySeconds = 86'400;
// Quiet hours and caps push a touch in turns; a shop has a handful of each.
constexpr int kRoundsMax = 200;

bool concerns(const std::vector<domain::Channel>& channels, domain::Channel channel) {
  return channels.empty() || std::ranges::find(channels, channel) != channels.end();
}

bool is_quiet(const QuietHours& quiet, int second_of_day) {
  const int from = quiet.from.value_or(0);
  const int to = quiet.to.value_or(0);
  if (from <= to) return second_of_day >= from && second_of_day < to;
  return second_of_day >= from || second_of_day < to;
}

// The end of the quiet hours in which `moment` lies.
std::int64_t quiet_end(const QuietHours& quiet, std::int64_t moment, const TimeZone& zone) {
  const Day day = zone.day_of(moment);
  const int to = quiet.to.value_or(0);
  const std::int64_t today = zone.to_utc(day, to);
  return today > moment ? today : zone.to_utc(day + 1, to);
}

// The touches of one customer that count, of one channel each.
class Calendar {
 public:
  void add(domain::Channel channel, std::int64_t at) { touches_.push_back({channel, at}); }

  // The first moment from `from` on at which one more touch keeps the cap.
  [[nodiscard]] std::int64_t room(const FrequencyCap& cap, std::int64_t from) const {
    std::vector<std::int64_t> times;
    for (const auto& [channel, at] : touches_) {
      if (concerns(cap.channels, channel)) times.push_back(at);
    }
    std::ranges::sort(times);
    const std::int64_t span = cap.hours * std::int64_t{3'600};
    if (keeps(times, from, cap.touches, span)) return from;
    for (const std::int64_t time : times) {
      if (time + span > from && keeps(times, time + span, cap.touches, span)) return time + span;
    }
    return times.back() + span;  // not reached: there the last loop has found room
  }

 private:
  // Whether no span holds more than `most` of `times` and `moment`. Only spans that hold `moment` can be at fault.
  static bool keeps(const std::vector<std::int64_t>& times, std::int64_t moment, int most, std::int64_t span) {
    std::vector<std::int64_t> near;
    for (const std::int64_t time : times) {
      if (time > moment - span && time < moment + span) near.push_back(time);
    }
    near.insert(std::ranges::upper_bound(near, moment), moment);
    const auto count = static_cast<std::size_t>(most);
    for (std::size_t i = 0; i + count < near.size(); ++i) {
      if (near[i + count] - near[i] < span) return false;
    }
    return true;
  }

  std::vector<std::pair<domain::Channel, std::int64_t>> touches_;
};

// Decides one touch against what stands in the calendar.
class Judge {
 public:
  Judge(const PlannedTouch& touch, const DeliveryRules& rules, const Calendar& calendar, const TimeZone& zone)
      : touch_(touch), rules_(rules), calendar_(calendar), zone_(zone) {}

  [[nodiscard]] DeliveryDecision decide(std::int64_t now) const {
    if (touch_.due_at > now) return {touch_.key, DeliveryVerdict::MoveTo, touch_.due_at, DeliveryReason::NotYetDue};
    if (now > touch_.expires_at) return {touch_.key, DeliveryVerdict::Drop, now, DeliveryReason::Expired};
    if (!touch_.advertising) return {touch_.key, DeliveryVerdict::SendNow, now, DeliveryReason::None};
    std::int64_t moment = now;
    DeliveryReason reason = DeliveryReason::None;
    for (int round = 0; round < kRoundsMax; ++round) {
      const auto [next, blocked_by] = push(moment);
      if (blocked_by == DeliveryReason::None) {
        return {touch_.key, moment == now ? DeliveryVerdict::SendNow : DeliveryVerdict::MoveTo, moment, reason};
      }
      if (reason == DeliveryReason::None) reason = blocked_by;
      if (drops(blocked_by)) return {touch_.key, DeliveryVerdict::Drop, now, blocked_by};
      moment = next;
      if (moment > touch_.expires_at) return {touch_.key, DeliveryVerdict::Drop, now, blocked_by};
    }
    return {touch_.key, DeliveryVerdict::Drop, now, reason};  // rules that leave no moment at all
  }

 private:
  [[nodiscard]] std::pair<std::int64_t, DeliveryReason> push(std::int64_t moment) const {
    for (const QuietHours& quiet : rules_.quiet_hours) {
      if (concerns(quiet.channels, touch_.channel) && is_quiet(quiet, zone_.second_of_day(moment))) {
        return {quiet_end(quiet, moment, zone_), DeliveryReason::QuietHours};
      }
    }
    for (const FrequencyCap& cap : rules_.caps) {
      if (!concerns(cap.channels, touch_.channel)) continue;
      const std::int64_t room = calendar_.room(cap, moment);
      if (room != moment) return {room, DeliveryReason::FrequencyCap};
    }
    return {moment, DeliveryReason::None};
  }

  [[nodiscard]] bool drops(DeliveryReason reason) const {
    const WhenBlocked rule = reason == DeliveryReason::QuietHours ? touch_.when_quiet : touch_.when_capped;
    return rule == WhenBlocked::Drop;
  }

  const PlannedTouch& touch_;
  const DeliveryRules& rules_;
  const Calendar& calendar_;
  const TimeZone& zone_;
};

bool always_quiet(const DeliveryRules& rules, domain::Channel channel) {
  for (int second = 0; second < kDaySeconds; second += 60) {
    const bool quiet = std::ranges::any_of(rules.quiet_hours, [&](const QuietHours& hours) {
      return concerns(hours.channels, channel) && is_quiet(hours, second);
    });
    if (!quiet) return false;
  }
  return true;
}

}  // namespace

void QuietHours::describe(Fields& fields) {
  fields.clock("from", from, Need::Required);
  fields.clock("to", to, Need::Required);
  describe_channels(fields, "channels", channels);
}

void FrequencyCap::describe(Fields& fields) {
  fields.integer("touches", touches, {1, 1'000});
  fields.integer("hours", hours, {1, 366 * 24});
  describe_channels(fields, "channels", channels);
}

void DeliveryRules::describe(Fields& fields) {
  fields.list("quiet_hours", quiet_hours, {0, 10});
  fields.list("caps", caps, {0, 10});
}

void DeliveryRules::check(Findings& findings) const {
  for (std::size_t i = 0; i < quiet_hours.size(); ++i) {
    if (quiet_hours[i].from && quiet_hours[i].from == quiet_hours[i].to) {
      findings.add("delivery.quiet_hours", Error{ErrorKind::InvalidInput, "journeys.quiet_hours_empty", {}});
    }
  }
  for (int code = 1; code <= static_cast<int>(domain::Channel::Sms); ++code) {
    const auto channel = static_cast<domain::Channel>(code);
    if (!always_quiet(*this, channel)) continue;
    findings.add("delivery.quiet_hours",
                 Error{ErrorKind::InvalidInput, "journeys.always_quiet", {{"channel", std::string(name_of(channel))}}});
    return;
  }
}

DeliveryRules combined(const DeliveryRules& shop, const DeliveryRules& journey) {
  DeliveryRules both = shop;
  both.quiet_hours.insert(both.quiet_hours.end(), journey.quiet_hours.begin(), journey.quiet_hours.end());
  both.caps.insert(both.caps.end(), journey.caps.begin(), journey.caps.end());
  return both;
}

std::span<const std::string_view> when_blocked_names() { return kWhenBlocked; }

std::string_view name_of(DeliveryReason reason) { return kReasons.at(static_cast<std::size_t>(reason)); }

std::vector<DeliveryDecision> decide_delivery(std::span<const PlannedTouch> planned,
                                              std::span<const DeliveryRules* const> rules_of,
                                              std::span<const RecentTouch> recent, std::int64_t now,
                                              const TimeZone& zone) {
  Calendar calendar;
  for (const RecentTouch& touch : recent) {
    if (touch.advertising) calendar.add(touch.channel, touch.at);
  }
  std::vector<std::size_t> order(planned.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    const PlannedTouch& one = planned[a];
    const PlannedTouch& other = planned[b];
    if (one.priority != other.priority) return one.priority > other.priority;
    if (one.due_at != other.due_at) return one.due_at < other.due_at;
    return one.key < other.key;
  });
  std::vector<DeliveryDecision> decisions(planned.size());
  for (const std::size_t i : order) {
    decisions[i] = Judge(planned[i], *rules_of[i], calendar, zone).decide(now);
    const bool counts = planned[i].advertising && decisions[i].verdict != DeliveryVerdict::Drop &&
                        decisions[i].reason != DeliveryReason::NotYetDue;
    if (counts) calendar.add(planned[i].channel, decisions[i].at);
  }
  return decisions;
}

}  // namespace tsuzuku::journeys
