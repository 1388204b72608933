#pragma once
// From typed words to customers.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "ledger/ledger.hpp"
#include "services/customers/customers.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct FoundCustomer {
  ledger::CustomerIndex customer = 0;
  std::string order_number;  // when that is what was typed
  friend bool operator==(const FoundCustomer&, const FoundCustomer&) = default;
};

struct FoundCustomers {
  std::vector<FoundCustomer> exact;           // by the whole number of an order or of the customer, each once
  std::vector<ledger::CustomerIndex> others;  // ascending, without those
  bool more = false;                          // than limits::kSearchMatches: which of them were taken is not said
};

// Of the customers that `ledger` holds: those it does not hold are another shop's, or newer. `queries`:
// services/customers/list.sql. Masked finds by whole numbers only: whoever may not see names must not guess them letter
// by letter either.
[[nodiscard]] Result<FoundCustomers> find_by_words(sql::Session& session, const sql::Queries& queries, ShopId shop,
                                                   const ledger::Ledger& ledger, std::string_view typed,
                                                   PersonalData personal_data);

}  // namespace tsuzuku::services
