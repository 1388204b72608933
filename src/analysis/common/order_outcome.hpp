#pragma once
// What became of an accepted order on its way to the customer, under exactly one name.

#include <array>
#include <string>
#include <vector>

#include "analysis/common/fulfilment.hpp"
#include "analysis/common/order_facts.hpp"
#include "domain/loss_reason.hpp"

namespace tsuzuku::analysis {

// In the order of tables. From CreditDenied on the order is lost, with the numbers of domain::LossReason.
enum class Outcome : std::uint8_t {
  Shipped = 0,  // left by the as-of day; what was refused or came back afterwards is a return
  Pending,      // younger than mature_days
  Overdue,      // neither shipped nor lost after mature_days or more
  CreditDenied,
  Unpaid,
  CustomerRequest,
  DuplicateOrFraud,
  OutOfStock,  // also one that is not cancelled, but none of its goods is there
  Address,
  ShopReason,
  Other,
  NotTold,
};
inline constexpr std::size_t kOutcomes = 12;

[[nodiscard]] constexpr bool is_lost(Outcome outcome) { return outcome >= Outcome::CreditDenied; }

// "shipped", "pending", "overdue", then the reasons as domain::name_of spells them.
[[nodiscard]] std::string name_of(Outcome outcome);
[[nodiscard]] const std::vector<std::string>& outcome_names();

// Where a shop tells no days of shipping whatever is not lost counts as shipped.
class OutcomeRule {
 public:
  // REQUIRES: the descriptor has mature_days_parameter().
  OutcomeRule(const Scope& scope, const Arguments& arguments);

  [[nodiscard]] Outcome operator()(const OrderFact& fact) const;
  [[nodiscard]] bool matured(const OrderFact& fact) const { return as_of_ - fact.day >= mature_days_; }
  [[nodiscard]] const Fulfilment& fulfilment() const { return fulfilment_; }
  // What was asked for: net before returns and out of stock.
  [[nodiscard]] Money asked(const OrderFact& fact) const {
    return Money{columns_->accepted[fact.order]} - columns_->discounts[fact.order] - columns_->points[fact.order];
  }
  [[nodiscard]] Money net(const OrderFact& fact) const { return columns_->net_before_returns[fact.order]; }

 private:
  Fulfilment fulfilment_;
  const ledger::Columns* columns_;
  int as_of_;
  int mature_days_;
};

[[nodiscard]] Parameter mature_days_parameter();

}  // namespace tsuzuku::analysis
