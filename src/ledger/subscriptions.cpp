#include "ledger/subscriptions.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "ledger/ledger.hpp"
#include "ledger/placing.hpp"

namespace tsuzuku::ledger {

std::optional<domain::SubscriptionState> Subscriptions::state_on(std::uint32_t subscription, Day as_of) const {
  if (started_[subscription] > as_of.value) return std::nullopt;
  const domain::SubscriptionState told = state_[subscription];
  const bool ended_later = ended_[subscription] != kNever && ended_[subscription] > as_of.value;
  return told == domain::SubscriptionState::Cancelled && ended_later ? domain::SubscriptionState::Active : told;
}

std::size_t Subscriptions::bytes() const {
  return customer_begin_.size() * sizeof(std::uint32_t) +
         count() * (sizeof(domain::SubscriptionState) + sizeof(std::uint16_t) + sizeof(std::uint16_t));
}

Result<std::shared_ptr<const Subscriptions>> SubscriptionsBuilder::finish() {
  if (!std::ranges::is_sorted(rows_, {}, &SubscriptionRow::customer)) {
    return fail(ErrorKind::Internal, "ledger.misaligned", {{"block", "subscriptions"}});
  }
  const std::shared_ptr<Subscriptions> subscriptions(new Subscriptions);
  std::vector<std::uint32_t> begin(ledger_->customer_count() + 1);
  std::vector<domain::SubscriptionState> state;
  std::vector<std::uint16_t> started, ended;
  const auto fits = [](Day day) { return day.value >= 0 && day.value <= kLastLedgerDay; };
  Lookup lookup(ledger_->customer_ids());
  for (const SubscriptionRow& row : rows_) {
    const auto customer = lookup(row.customer);
    if (!customer) continue;
    if (!fits(row.started) || (row.ended && !fits(*row.ended))) {
      return fail(ErrorKind::InvalidInput, "ledger.subscription_day_out_of_range",
                  {{"customer", std::to_string(row.customer)}});
    }
    ++begin[*customer + 1];
    state.push_back(row.state);
    started.push_back(static_cast<std::uint16_t>(row.started.value));
    ended.push_back(row.ended ? static_cast<std::uint16_t>(row.ended->value) : kNever);
  }
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  subscriptions->customer_begin_ = std::move(begin);
  subscriptions->state_ = std::move(state);
  subscriptions->started_ = std::move(started);
  subscriptions->ended_ = std::move(ended);
  return subscriptions;
}

}  // namespace tsuzuku::ledger
