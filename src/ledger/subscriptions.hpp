#pragma once
// The subscriptions of a ledger's customers: a block that aligns with one Ledger by CustomerIndex. A customer's own
// stand by ascending id, so that the n-th of them is what Columns::subscription calls n.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "domain/codes.hpp"
#include "ledger/columns.hpp"

namespace tsuzuku::ledger {

class Ledger;

class Subscriptions {
 public:
  // Half open.
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    [[nodiscard]] std::uint32_t size() const { return end - begin; }
  };

  [[nodiscard]] std::size_t count() const { return state_.size(); }
  [[nodiscard]] std::size_t customer_count() const { return customer_begin_.size() - 1; }
  [[nodiscard]] Range of(CustomerIndex customer) const {
    return {customer_begin_[customer], customer_begin_[customer + 1]};
  }
  // The state as it is told now; the store keeps no earlier ones.
  [[nodiscard]] std::span<const domain::SubscriptionState> state() const { return state_; }
  [[nodiscard]] std::span<const std::uint16_t> started() const { return started_; }
  [[nodiscard]] std::span<const std::uint16_t> ended() const { return ended_; }  // kNever
  // As far as it was known then: not there before it started, and not cancelled before the day it ended.
  [[nodiscard]] std::optional<domain::SubscriptionState> state_on(std::uint32_t subscription, Day as_of) const;

  [[nodiscard]] std::size_t bytes() const;

 private:
  friend class SubscriptionsBuilder;
  friend struct Inside;
  Subscriptions() = default;

  Column<std::uint32_t> customer_begin_{std::vector<std::uint32_t>{0}};
  Column<domain::SubscriptionState> state_;
  Column<std::uint16_t> started_;
  Column<std::uint16_t> ended_;
};

struct SubscriptionRow {
  std::int64_t customer = 0;
  domain::SubscriptionState state = domain::SubscriptionState::Active;
  Day started;
  std::optional<Day> ended;
};

class SubscriptionsBuilder {
 public:
  // The ledger must outlive the builder.
  explicit SubscriptionsBuilder(const Ledger& ledger) : ledger_(&ledger) {}
  // By ascending customer, then by ascending id of the subscription. Those of nobody (a sale without customer) are
  // passed over.
  void add(const SubscriptionRow& row) { rows_.push_back(row); }
  // Errors: InvalidInput "ledger.subscription_day_out_of_range"; Internal "ledger.misaligned" when rows come unsorted.
  [[nodiscard]] Result<std::shared_ptr<const Subscriptions>> finish();

 private:
  const Ledger* ledger_;
  std::vector<SubscriptionRow> rows_;
};

}  // namespace tsuzuku::ledger
