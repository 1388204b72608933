#include "services/results/reading.hpp"

#include <algorithm>

namespace tsuzuku::services {
namespace {

constexpr std::size_t at(Measure measure) { return static_cast<std::size_t>(measure); }

}  // namespace

Result<std::vector<SentTouch>> TouchStream::of(std::int64_t customer) {
  std::vector<SentTouch> touches;
  while (any_ && at_ <= customer) {
    if (at_ == customer) {
      touches.push_back({rows_->integer(1), rows_->integer(2), rows_->integer(3) != 0, rows_->integer(4) != 0});
    }
    TSUZUKU_TRY(more, rows_->next());
    any_ = more;
    if (any_) at_ = rows_->integer(0);
  }
  return touches;
}

bool Reading::leave_out(const char* reason) {
  ++left_out_[reason];
  return false;
}

Result<bool> Reading::begin(const WayIn& way) {
  TSUZUKU_CHECK(end());
  const Day day = zone_->day_of(way.entered_at);
  if (reckoning_.from && day < *reckoning_.from) return false;
  if (reckoning_.to && day > *reckoning_.to) return false;
  if (way.customer == last_customer_) return false;  // their first way in counts
  last_customer_ = way.customer;
  const bool held_out_globally = way.arm == journeys::Arm::GlobalHoldout;
  if (held_out_globally && reckoning_.arms == Arms::OfOne) return leave_out("global_holdout");
  first_ = std::min(first_.value_or(day), day);
  last_ = std::max(last_.value_or(day), day);
  if (way.entered_at + reckoning_.window > reckoning_.until) return leave_out("window_open");
  way_ = way;
  const bool treated = reckoning_.arms == Arms::OfOne ? way.arm == journeys::Arm::Treated : !held_out_globally;
  seen_ = Observation{.treated = treated, .entered = day};
  return true;
}

void Reading::order(std::int64_t ordered_at, std::int64_t day, bool purchase, std::int64_t net, std::int64_t cost) {
  const bool after = ordered_at > way_->entered_at;
  auto& sums = after ? seen_.after : seen_.before;
  sums[at(Measure::Net)] += static_cast<double>(net);
  sums[at(Measure::Gross)] += static_cast<double>(net - cost);
  net_ += net;
  if (cost == 0) net_without_cost_ += net;
  if (!purchase) return;
  std::set<std::int64_t>& days = after ? days_after_ : days_before_;
  const bool counts = !reckoning_.merge_same_day || days.insert(day).second;
  if (counts) ++sums[at(Measure::Orders)];
}

Status Reading::end() {
  if (!way_) return {};
  TSUZUKU_TRY(touches, touches_->of(way_->customer));
  for (const SentTouch& touch : touches) {
    if (touch.sent_at < way_->entered_at || touch.sent_at > way_->entered_at + reckoning_.window) continue;
    seen_.sent = true;
    seen_.opened = seen_.opened || touch.opened;
    seen_.clicked = seen_.clicked || touch.clicked;
    seen_.touch_cost += static_cast<double>(touch.cost);
  }
  seen_.after[at(Measure::Contribution)] = seen_.after[at(Measure::Gross)] - seen_.touch_cost;
  seen_.before[at(Measure::Contribution)] = seen_.before[at(Measure::Gross)];
  sums_.add(seen_);
  days_after_.clear();
  days_before_.clear();
  way_.reset();
  return {};
}

}  // namespace tsuzuku::services
