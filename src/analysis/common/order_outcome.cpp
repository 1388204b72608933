#include "analysis/common/order_outcome.hpp"

namespace tsuzuku::analysis {
namespace {

using domain::LossReason;

constexpr int kMatureDays = 14;
constexpr int kMatureDaysMax = 365;

constexpr Outcome outcome_of(LossReason reason) {
  constexpr auto kFirst = static_cast<int>(Outcome::CreditDenied) - static_cast<int>(LossReason::CreditDenied);
  // A cancellation without any word beside it.
  if (reason == LossReason::None) return Outcome::NotTold;
  return static_cast<Outcome>(static_cast<int>(reason) + kFirst);
}
static_assert(outcome_of(LossReason::CreditDenied) == Outcome::CreditDenied);
static_assert(outcome_of(LossReason::OutOfStock) == Outcome::OutOfStock);
static_assert(outcome_of(LossReason::NotTold) == Outcome::NotTold);

}  // namespace

std::string name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::Shipped:
      return "shipped";
    case Outcome::Pending:
      return "pending";
    case Outcome::Overdue:
      return "overdue";
    default:
      break;
  }
  const int reason =
      static_cast<int>(outcome) - static_cast<int>(Outcome::CreditDenied) + static_cast<int>(LossReason::CreditDenied);
  return std::string(domain::name_of(static_cast<LossReason>(reason)));
}

const std::vector<std::string>& outcome_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < kOutcomes; ++i) names.push_back(name_of(static_cast<Outcome>(i)));
    return names;
  }();
  return kNames;
}

OutcomeRule::OutcomeRule(const Scope& scope, const Arguments& arguments)
    : fulfilment_(scope),
      columns_(&scope.ledger->columns()),
      as_of_(scope.as_of),
      mature_days_(static_cast<int>(arguments.integer("mature_days"))) {}

Outcome OutcomeRule::operator()(const OrderFact& fact) const {
  if (fulfilment_.shipped_day(fact.order) != ledger::kNever) return Outcome::Shipped;
  const Money missing = asked(fact) - net(fact);
  const bool nothing_there = missing > 0 && missing >= columns_->accepted[fact.order];
  if (fact.cancelled) {
    const Outcome told = outcome_of(columns_->cancel_reason[fact.order]);
    return told == Outcome::NotTold && nothing_there ? Outcome::OutOfStock : told;
  }
  if (nothing_there) return Outcome::OutOfStock;
  if (!fulfilment_.tells_shipping()) return Outcome::Shipped;
  return matured(fact) ? Outcome::Overdue : Outcome::Pending;
}

Parameter mature_days_parameter() { return integer_parameter("mature_days", kMatureDays, 0, kMatureDaysMax); }

}  // namespace tsuzuku::analysis
