#pragma once
// What is out of the ordinary with a customer and may need a hand today.

#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "services/customers/standing.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// An order that is not shipped so long after it was accepted, where this customer's others were.
inline constexpr int kShippingSlowDays = 7;

// A sentence to be: `key` below "customers.signals.", `values` fill it.
struct CustomerSignal {
  std::string key;  // "payment_overdue", "not_shipped", "last_order_returned", "late_by_rhythm", "late_by_shop"
  ErrorArguments values;

  friend bool operator==(const CustomerSignal&, const CustomerSignal&) = default;
};

// Most pressing first. `queries`: standing.sql. Nothing on a day before the last known one: what is to be done is to be
// done today.
[[nodiscard]] Result<std::vector<CustomerSignal>> find_signals(sql::Session& session, const sql::Queries& queries,
                                                               CustomerId customer, const CustomerStanding& standing);

}  // namespace tsuzuku::services
