#pragma once
// When a customer was won, and in which group that counts.

#include <optional>

#include "analysis/common/full_months.hpp"
#include "analysis/common/scope.hpp"

namespace tsuzuku::analysis::ltv {

enum class By { Month, Source, Product, PaymentMethod, Nothing };

class Winning {
 public:
  // With lines where groups are products. Holds on to what the scope points to.
  Winning(const Scope& scope, const Arguments& arguments);

  // The order by which the customer, whose first purchase begins with the order `first`, was won; nothing when the
  // scope does not select the customer.
  [[nodiscard]] std::optional<ledger::OrderIndex> won_by(ledger::CustomerIndex customer,
                                                         ledger::OrderIndex first) const;
  // The same as far as the source alone decides, whenever it was: whose number the cost of a source is divided by.
  [[nodiscard]] std::optional<ledger::OrderIndex> won_by_source(ledger::CustomerIndex customer,
                                                                ledger::OrderIndex first) const;

  // Whether what a source cost is shared by those it won. Who is won by payment method or product again and again is
  // not one of them.
  [[nodiscard]] bool bears_costs() const { return !by_filter_ || (!scope_.payment_method && !scope_.product); }

  [[nodiscard]] By by() const { return by_; }
  // Below raw_groups().
  [[nodiscard]] std::size_t raw_group(ledger::OrderIndex won) const;
  [[nodiscard]] std::size_t raw_groups() const;
  // A month, the name of a source or payment method, the code of a product; "-" where it is not told.
  [[nodiscard]] std::string name(std::size_t raw_group) const;
  [[nodiscard]] YearMonth first_month() const { return first_month_; }
  [[nodiscard]] YearMonth month_of_order(ledger::OrderIndex order) const {
    return months_.month(scope_.ledger->columns().day[order]);
  }
  [[nodiscard]] Day day_of(ledger::OrderIndex order) const { return Day{scope_.ledger->columns().day[order]}; }
  [[nodiscard]] const FullMonths& months() const { return months_; }

 private:
  template <typename Selects>
  [[nodiscard]] std::optional<ledger::OrderIndex> first_of(ledger::CustomerIndex customer, ledger::OrderIndex first,
                                                           const Selects& selects) const;

  Scope scope_;
  By by_;
  bool by_filter_;  // the first purchase that the filters select, not the first one ever
  FullMonths months_;
  YearMonth first_month_;
};

}  // namespace tsuzuku::analysis::ltv
