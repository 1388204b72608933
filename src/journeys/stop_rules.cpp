#include "journeys/stop_rules.hpp"

#include <algorithm>

#include "journeys/moments.hpp"

namespace tsuzuku::journeys {
namespace {

// The stop rules' conditions one after the other; remembers what was asked, for "why".
class Gate {
 public:
  Gate(const Plan& plan, const Context& context, std::vector<Reason>* checked)
      : definition_(plan.definition()), entry_(plan.entry_condition()), context_(context), checked_(checked) {}

  [[nodiscard]] std::optional<Objection> objection() {
    if (definition_.goal && definition_.stop.goal) {
      if (auto found = objects_when(Answer::Yes, definition_.goal->condition, EndReason::Goal)) return found;
    }
    if (auto found = objects_when(Answer::Yes, definition_.stop.condition, EndReason::StopCondition)) return found;
    if (entry_ != nullptr && entry_->when_it_ends == EntryCondition::WhenItEnds::Leave) {
      return objects_when(Answer::No, entry_->condition, EndReason::ConditionEnded);
    }
    return std::nullopt;
  }

 private:
  std::optional<Objection> objects_when(Answer against, const std::string& condition, EndReason reason) {
    if (condition.empty()) return std::nullopt;
    const Answer answer = context_.holds(condition);
    if (answer == Answer::Unknown) return Objection{};
    if (checked_ != nullptr) checked_->push_back({Reason::Kind::Checked, "", condition, answer == Answer::Yes});
    if (answer == against) return Objection{reason};
    return std::nullopt;
  }

  const Definition& definition_;
  const EntryCondition* entry_;
  const Context& context_;
  std::vector<Reason>* checked_;
};

bool holds_product(const Facts& facts, const std::vector<std::string>& products) {
  return std::ranges::any_of(facts, [&](const Fact& fact) {
    return fact.name == "product" && std::ranges::find(products, fact.value) != products.end();
  });
}

bool concerns_channel(const Plan& plan, const Facts& facts) {
  const auto name = find_fact(facts, "channel");
  if (!name) return true;
  const auto channel = domain::channel_from(*name);
  return channel && plan.sends_by(*channel);
}

bool reaches_goal(const Plan& plan, const Run& run, const Happened& event, const TimeZone& zone) {
  const auto& goal = plan.definition().goal;
  if (!goal || !plan.definition().stop.goal || goal->event != event.kind) return false;
  // Orders of one shop day are one purchase: a cart that splits frozen goods off has not sold twice.
  const bool split_order = event.kind == EventKind::Ordered && entry_kind(run.entry_key) == EventKind::Ordered &&
                           shop_day(event.at, zone) == shop_day(run.memory.since, zone);
  return !split_order && matches(goal->match, event.facts);
}

}  // namespace

std::optional<Objection> reason_against(const Plan& plan, const Run& run, const Context& context,
                                        std::vector<Reason>* checked) {
  if (run.state == RunState::Ended && run.end_reason && withdraws_touches(*run.end_reason)) {
    return Objection{run.end_reason};
  }
  return Gate(plan, context, checked).objection();
}

std::optional<EndReason> stopped_by(const Plan& plan, const Run& run, const Happened& event, const TimeZone& zone) {
  const StopRules& stop = plan.definition().stop;
  const auto entered_by = entry_kind(run.entry_key);
  const bool same_key = event.key == key_part(run.entry_key);
  const bool same_order = same_key && entered_by && is_about_order(*entered_by) && is_about_order(event.kind);
  if (same_order && (event.kind == EventKind::Cancelled || event.kind == EventKind::Returned)) {
    return stop.order_cancelled ? std::optional(EndReason::OrderCancelled) : std::nullopt;
  }
  if (same_key && entered_by == event.kind) return std::nullopt;                         // the entry again
  if (shop_day(event.at, zone) < shop_day(run.memory.since, zone)) return std::nullopt;  // old news, known late
  if (reaches_goal(plan, run, event, zone)) return EndReason::Goal;
  if (event.kind == EventKind::Ordered && holds_product(event.facts, stop.products)) return EndReason::Bought;
  if (event.kind == EventKind::Unsubscribed && stop.unsubscribed && concerns_channel(plan, event.facts)) {
    return EndReason::Unsubscribed;
  }
  return std::nullopt;
}

}  // namespace tsuzuku::journeys
