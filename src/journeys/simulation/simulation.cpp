#include "journeys/simulation/simulation.hpp"

#include <algorithm>
#include <queue>

#include "base/limits.hpp"
#include "base/stable_hash.hpp"

namespace tsuzuku::journeys::simulation {
namespace {

constexpr std::int64_t kHour = 3'600;
constexpr std::int64_t kBegin = 1'767'193'200;  // 2026-01-01 00:00 in Tokyo
constexpr std::int64_t kOutageRetry = 30;
constexpr std::int64_t kDownAtMost = 1'800;
// Nobody works on one moment so often: then time itself would be stuck, and that is a finding too.
constexpr int kRoundsAtOneMoment = 1'000'000;

// The machine's clock is an hour off, either way, for one half day in twenty.
std::int64_t clock_error(std::int64_t now, const Options& options) {
  if (options.calm) return 0;
  const int draw = stable_slot(now / (12 * kHour), "clock:" + std::to_string(options.seed), 40);
  return draw == 0 ? kHour : draw == 1 ? -kHour : 0;
}

std::vector<std::string> entry_conditions(const std::vector<Plan>& plans) {
  std::vector<std::string> conditions;
  for (const Plan& plan : plans) {
    const EntryCondition* entry = plan.entry_condition();
    if (entry == nullptr) continue;
    if (std::ranges::find(conditions, entry->condition) == conditions.end()) conditions.push_back(entry->condition);
  }
  return conditions;
}

struct Later {
  bool operator()(const Reaction& a, const Reaction& b) const { return a.at > b.at; }
};

class Simulation {
 public:
  Simulation(const std::vector<Plan>& plans, const Options& options, const Machinery& machinery, const TimeZone& zone)
      : plans_(plans),
        options_(options),
        crowd_({.customers = options.customers,
                .days = options.days,
                .seed = options.seed,
                .begin = kBegin,
                .entry_conditions = entry_conditions(plans),
                .calm = options.calm}),
        crashes_(stable_hash(1, "crashes:" + std::to_string(options.seed)), options.crashes, kBegin, crowd_.end()),
        store_({options.seed, options.calm, options.atomicity}, crashes_),
        channel_({options.seed, options.calm, options.channel_can_tell}),
        world_{plans, crowd_, zone, options.shop_rules, kBegin, options.calm, options.sender_journal},
        engine_(world_, machinery, store_, channel_, crashes_) {}

  Report run() {
    std::int64_t now = kBegin;
    for (int rounds = 0; now <= crowd_.end() && rounds < kRoundsAtOneMoment; ++rounds) {
      tell(now);
      live(now);
      const std::int64_t next = std::max(now, next_moment(now));
      if (next > now) rounds = 0;
      now = next;
    }
    Report report;
    report.found = audit(plans_, crowd_, store_, channel_, crowd_.end());
    report.crashes = crashes_.happened();
    report.outages = outages_;
    report.told = static_cast<std::int64_t>(told_);
    for (const auto& [content, times] : channel_.received()) report.received.push_back(content);
    std::ranges::sort(report.received);
    return report;
  }

 private:
  // What the world tells until now.
  void tell(std::int64_t now) {
    const std::vector<WorldEvent>& events = crowd_.events();
    for (; told_ < events.size() && events[told_].known_at <= now; ++told_) {
      const WorldEvent& event = events[told_];
      store_.enqueue({0, event.customer, told_, event.condition, crowd_.told(event)});
    }
    for (; !reactions_.empty() && reactions_.top().at <= now; reactions_.pop()) {
      const Reaction& reaction = reactions_.top();
      store_.enqueue({0, reaction.customer, std::nullopt, 0, {reaction.at, reaction.event}});
    }
  }

  void live(std::int64_t now) {
    if (now < down_until_) return;
    const std::int64_t clock = now + clock_error(now, options_);
    try {
      const bool recovered = !died_ || engine_.recover(clock);
      if (recovered) died_ = false;
      if (!recovered || !engine_.work(clock)) {
        ++outages_;
        down_until_ = now + kOutageRetry;
      }
    } catch (const Crash&) {
      died_ = true;
      down_until_ = now + 1 + stable_slot(crashes_.happened(), "down:" + std::to_string(options_.seed), kDownAtMost);
    }
    for (Reaction& reaction : channel_.take_reactions()) reactions_.push(std::move(reaction));
  }

  [[nodiscard]] std::int64_t next_moment(std::int64_t now) const {
    if (now < down_until_) return down_until_;
    std::int64_t next = crowd_.end() + 1;
    if (told_ < crowd_.events().size()) next = std::min(next, crowd_.events()[told_].known_at);
    if (!reactions_.empty()) next = std::min(next, reactions_.top().at);
    if (const auto due = engine_.next_due(now + clock_error(now, options_))) {
      // By the machine's clock; where that changes on the way, a look in between does no harm.
      std::int64_t at = *due - clock_error(now, options_);
      if (!options_.calm) at = std::min(at, (now / (12 * kHour) + 1) * 12 * kHour);
      next = std::min(next, std::max(at, now));
    }
    return next;
  }

  const std::vector<Plan>& plans_;
  const Options& options_;
  Crowd crowd_;
  Crashes crashes_;
  Store store_;
  FakeChannel channel_;
  World world_;
  Engine engine_;
  std::size_t told_ = 0;
  std::priority_queue<Reaction, std::vector<Reaction>, Later> reactions_;
  std::int64_t down_until_ = 0;
  bool died_ = false;
  int outages_ = 0;
};

}  // namespace

Result<Report> simulate(const std::vector<Plan>& plans, const Options& options, const Machinery& machinery) {
  const auto zone = TimeZone::find(options.time_zone);
  const bool sane = options.customers > 0 && options.customers <= limits::kSimulatedCustomers && options.days > 0 &&
                    options.days <= limits::kSimulatedDays && options.crashes >= 0 &&
                    options.crashes <= limits::kSimulatedCrashes;
  if (!sane || !zone) {
    return fail(ErrorKind::Usage, "journeys.simulation_options",
                {{"customers", std::to_string(limits::kSimulatedCustomers)},
                 {"days", std::to_string(limits::kSimulatedDays)},
                 {"crashes", std::to_string(limits::kSimulatedCrashes)}});
  }
  return Simulation(plans, options, machinery, *zone).run();
}

json::object to_json(const Report& report) {
  const Findings& found = report.found;
  json::array in_doubt;
  for (const std::string& key : found.in_doubt_keys) in_doubt.emplace_back(key);
  return {{"planned", found.planned},
          {"sent", found.sent},
          {"sent_twice", found.sent_twice},
          {"lost", found.lost},
          {"stuck", found.stuck},
          {"in_doubt", found.in_doubt},
          {"unrecorded", found.unrecorded},
          {"skipped", found.skipped},
          {"failed", found.failed},
          {"waiting", found.waiting},
          {"held_out", found.held_out},
          {"runs", found.runs},
          {"told", report.told},
          {"crashes", report.crashes},
          {"outages", report.outages},
          {"in_doubt_keys", std::move(in_doubt)}};
}

}  // namespace tsuzuku::journeys::simulation
