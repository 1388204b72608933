#include "journeys/propose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/limits.hpp"

namespace tsuzuku::journeys {
namespace {

constexpr int kArrivedAfter = 3;               // days after delivery: did everything arrive?
constexpr int kHowToAfter = 7;                 // is it being used?
constexpr int kBeforeEmpty = 5;                // days left in the pack when the reminder comes
constexpr int kDaysApart = 4;                  // messages closer together are one too many
constexpr std::int64_t kFewConversions = 100;  // enough to go by, not enough to be sure
constexpr double kHoldoutLeast = 0.05;
constexpr double kHoldoutMost = 0.3;
constexpr double kMonthsToDecide = 6;
constexpr double kPowerFactor = 7.849;  // (1.960 + 0.842)², 5 % two-sided, 80 % power
constexpr int kTenOClock = 10 * 3'600;

int whole_days(double days) { return static_cast<int>(std::lround(days)); }

bool contradict(const ProposalNumbers& n) {
  const bool days_ascend = 0 <= n.days_p25 && n.days_p25 <= n.days_median && n.days_median <= n.days_p75 &&
                           n.days_p75 <= limits::kJourneyDays;
  return n.stage < 1 || n.matured < n.converted || n.converted < 0 || !days_ascend || n.customers_per_month < 0 ||
         n.value_per_conversion < 0 || n.cost_per_touch < 0 || n.days_to_delivery.value_or(0) < 0 ||
         n.pack_days.value_or(1) < 1;
}

class Proposer {
 public:
  explicit Proposer(const ProposalNumbers& numbers) : n_(numbers), delivery_(numbers.days_to_delivery.value_or(0)) {}

  Proposal propose() {
    p_.rate = static_cast<double>(n_.converted) / static_cast<double>(n_.matured);
    p_.point_value_per_month = static_cast<Money>(std::llround(static_cast<double>(n_.customers_per_month) * 0.01 *
                                                               static_cast<double>(n_.value_per_conversion)));
    say("goal", {{"stage", ValueKind::Count, static_cast<double>(n_.stage)},
                 {"next_stage", ValueKind::Count, static_cast<double>(n_.stage + 1)},
                 {"rate", ValueKind::Rate, p_.rate},
                 {"converted", ValueKind::Count, static_cast<double>(n_.converted)},
                 {"matured", ValueKind::Count, static_cast<double>(n_.matured)}});
    say("worth", {{"money", ValueKind::Money, static_cast<double>(p_.point_value_per_month)},
                  {"customers", ValueKind::Count, static_cast<double>(n_.customers_per_month)}});
    if (n_.converted < kFewConversions) {
      say("few", {{"converted", ValueKind::Count, static_cast<double>(n_.converted)}});
    }
    choose_steps();
    choose_holdout();
    tell_cost();
    draw();
    return std::move(p_);
  }

 private:
  void say(std::string key, std::vector<ReasonValue> values) {
    p_.reasons.push_back({std::move(key), std::move(values)});
  }

  // From the last to the first: those nearest to the purchase matter most, and what would come too close before them
  // is left out.
  void choose_steps() {
    const int last = std::max(whole_days(n_.days_p75), delivery_ + 1);
    add("last_call", last, {"last_call", {{"days", ValueKind::Days, n_.days_p75}}});
    add("offer", whole_days(n_.days_median), {"offer", {{"days", ValueKind::Days, n_.days_median}}});
    const int quarter = whole_days(n_.days_p25);
    if (n_.pack_days) {
      const int nearly_empty = delivery_ + *n_.pack_days - kBeforeEmpty;
      const int day = std::clamp(nearly_empty, quarter, std::max(quarter, whole_days(n_.days_median)));
      add("remind", day,
          {"pack",
           {{"days", ValueKind::Days, static_cast<double>(*n_.pack_days)}, {"quarter", ValueKind::Days, n_.days_p25}}});
    } else {
      add("remind", quarter, {"remind", {{"days", ValueKind::Days, n_.days_p25}}});
    }
    if (n_.stage == 1) add("how_to_use", delivery_ + kHowToAfter, {"how_to_use", {}});
    add("arrived", delivery_ + kArrivedAfter, {"arrived", {}});
  }

  // In front of those chosen so far, unless it comes too close to them or before the parcel.
  void add(std::string slot, int day, ProposalReason why) {
    const bool close = !p_.steps.empty() && day > p_.steps.front().day - kDaysApart;
    if (day <= delivery_ || close) return;
    p_.steps.insert(p_.steps.begin(), {std::move(slot), day, day - delivery_, std::move(why)});
  }

  // The smallest share of held out with which kPointsToFind can be found within half a year; a third at most.
  void choose_holdout() {
    const double customers = std::max(1.0, static_cast<double>(n_.customers_per_month));
    const double points = kPointsToFind / 100;
    const double needed = kPowerFactor * std::max(p_.rate * (1 - p_.rate), 0.01) / (points * points);
    const double room = customers * kMonthsToDecide / needed;  // 1 / (h (1 - h)) may be so large
    double share = room <= 4 ? kHoldoutMost : (1 - std::sqrt(1 - 4 / room)) / 2;
    share = std::clamp(share, kHoldoutLeast, kHoldoutMost);
    p_.holdout_permille = static_cast<int>(std::ceil(share * 100 - 1e-9)) * 10;  // whole percents
    share = p_.holdout_permille / 1000.0;
    p_.months_to_decide = needed / (share * (1 - share)) / customers;
    say("holdout", {{"share", ValueKind::Rate, share},
                    {"points", ValueKind::Points, kPointsToFind},
                    {"months", ValueKind::Months, p_.months_to_decide}});
    if (p_.months_to_decide > 2 * kMonthsToDecide) say("slow", {{"months", ValueKind::Months, p_.months_to_decide}});
  }

  // At most: whoever buys earlier gets fewer.
  void tell_cost() {
    if (n_.cost_per_touch == 0 || p_.point_value_per_month == 0) return;
    const double treated = static_cast<double>(n_.customers_per_month) * (1 - p_.holdout_permille / 1000.0);
    const double cost = treated * static_cast<double>(p_.steps.size()) * static_cast<double>(n_.cost_per_touch);
    say("cost", {{"money", ValueKind::Money, std::round(cost)},
                 {"points", ValueKind::Points, cost / static_cast<double>(p_.point_value_per_month)}});
  }

  void draw() {
    Definition& d = p_.definition;
    const int window = whole_days(n_.days_p75 + (n_.days_p75 - n_.days_median)) + 1;
    d.goal = Goal{.event = EventKind::Ordered, .days = std::clamp(window, 14, limits::kJourneyDays)};
    d.reentry.rule = Reentry::Rule::Never;
    d.priority = 60;
    d.exclusive = true;
    d.holdout_permille = p_.holdout_permille;
    const bool by_delivery = n_.days_to_delivery.has_value();
    place("start", EntryEvent{.event = by_delivery ? EventKind::Delivered : EventKind::Ordered,
                              .condition = fmt::format("stage = {}", n_.stage),
                              .next = wait_id(p_.steps.front())});
    for (std::size_t i = 0; i < p_.steps.size(); ++i) {
      const ProposedStep& step = p_.steps[i];
      const std::string next = i + 1 < p_.steps.size() ? wait_id(p_.steps[i + 1]) : "done";
      place(wait_id(step),
            Wait{.days = step.entry_day, .at = kTenOClock, .since = Wait::Since::Entry, .next = step.slot});
      place(step.slot, Send{.channel = domain::Channel::Mail, .message = step.slot, .next = next});
    }
    place("done", End{});
  }

  static std::string wait_id(const ProposedStep& step) { return fmt::format("day_{}", step.entry_day); }

  void place(std::string id, NodeKind kind) {
    const double y = 120.0 * static_cast<double>(p_.definition.nodes.size());
    p_.definition.nodes.push_back({std::move(id), "", Position{0, y}, std::move(kind)});
  }

  const ProposalNumbers& n_;
  int delivery_;
  Proposal p_;
};

}  // namespace

Result<Proposal> propose(const ProposalNumbers& numbers) {
  if (contradict(numbers)) return fail(ErrorKind::Usage, "journeys.propose_numbers");
  if (numbers.converted < kConversionsNeeded) {
    return fail(ErrorKind::InvalidInput, "journeys.propose_too_few",
                {{"converted", std::to_string(numbers.converted)}, {"needed", std::to_string(kConversionsNeeded)}});
  }
  return Proposer(numbers).propose();
}

}  // namespace tsuzuku::journeys
