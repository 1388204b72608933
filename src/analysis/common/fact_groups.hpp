#pragma once
// The parameter `by` of analyses of orders: which group an order falls into, and what the group is called in the first
// column (`group`).

#include <string>
#include <vector>

#include "analysis/analysis.hpp"
#include "analysis/common/order_facts.hpp"

namespace tsuzuku::analysis {

// From this purchase on they share one group.
inline constexpr int kLastStageGroup = 12;

// none, month (of the order), stage ("1" … "12+"; "-" of nobody), payment_method, source ("-" not told).
[[nodiscard]] Parameter by_parameter();
[[nodiscard]] Column group_column();

class FactGroups {
 public:
  // REQUIRES: the descriptor has by_parameter(). The scope's ledger must outlive it.
  FactGroups(const Scope& scope, const Arguments& arguments);

  [[nodiscard]] std::size_t count() const { return count_; }
  // < count(), in the order in which groups are shown.
  [[nodiscard]] std::size_t operator()(const OrderFact& fact) const;
  // Null where there is but one.
  [[nodiscard]] Value name(std::size_t group) const;
  // The group a cell names; count() for one that no order is in. Errors: "analysis.cell_missing", "cell_bad_value".
  [[nodiscard]] Result<std::size_t> find(const Cell& cell) const;

 private:
  enum class By { None, Month, Stage, PaymentMethod, Source };
  // Not told comes last: 0 -> count - 1, 1 -> 0, …
  [[nodiscard]] std::size_t not_told_last(std::size_t index) const { return index == 0 ? count_ - 1 : index - 1; }
  [[nodiscard]] std::span<const std::string> names() const;

  const ledger::Ledger* ledger_;
  By by_ = By::None;
  std::size_t count_ = 1;
  int first_day_ = 0;
  YearMonth first_month_;
  std::vector<std::uint16_t> month_of_day_;  // since first_day_
};

}  // namespace tsuzuku::analysis
