#pragma once
// The list of a shop's customers: searched, filtered, sorted, page by page.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "base/money.hpp"
#include "domain/codes.hpp"
#include "ledger/blocks.hpp"
#include "services/customers/customers.hpp"
#include "services/customers/facts.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

enum class CustomerSort { LastOrder, Purchases, Sales, Name };

// "last_order", "purchases", "sales", "name"
[[nodiscard]] std::string_view name_of(CustomerSort sort);
[[nodiscard]] std::optional<CustomerSort> customer_sort_named(std::string_view name);

// Nothing told: anybody fits.
struct CustomerFilter {
  std::optional<int> purchases_min;
  std::optional<int> purchases_max;
  std::optional<int> quiet_days_min;  // since the last purchase, on the as-of day
  std::optional<int> quiet_days_max;
  std::string tag;
  std::optional<domain::Channel> consents_to;  // the latest word on this channel is "given"
  // Of the ledger that is asked: a set found before, such as the members of a segment.
  std::function<bool(ledger::CustomerIndex)> among{};

  // What asks for ledger::Block::People.
  [[nodiscard]] bool needs_people() const { return !tag.empty() || consents_to.has_value(); }
};

struct CustomerListRequest {
  std::string words;
  CustomerFilter filter;
  CustomerSort sort = CustomerSort::LastOrder;
  int page = 1;  // from 1
  int page_size = 50;
  PersonalData personal_data = PersonalData::Masked;
};

struct CustomerListRow {
  std::int64_t id = 0;
  std::string number;
  std::string name;
  std::string name_kana;
  std::string email;
  std::string phone;
  std::string prefecture;
  std::int64_t purchases = 0;
  std::optional<Day> first_day;
  std::optional<Day> last_day;
  Money sales = 0;
  std::string found_order;  // the order's number, when that is what was searched for

  friend bool operator==(const CustomerListRow&, const CustomerListRow&) = default;
};

struct CustomerListPage {
  std::optional<Day> as_of;  // as CustomerFacts
  std::vector<CustomerListRow> rows;
  std::int64_t rows_total = 0;
  bool more =
      false;  // the search matches more than limits::kSearchMatches: rows_total and the order are of those taken

  friend bool operator==(const CustomerListPage&, const CustomerListPage&) = default;
};

// `queries`: list.sql. `people` may be null when the filter does not need it. Whoever was found by a whole number comes
// first; everybody else as sorted, equals by id: the newest first, in the order of names the oldest.
[[nodiscard]] Result<CustomerListPage> list_customers(sql::Session& session, const sql::Queries& queries, ShopId shop,
                                                      const CustomerFacts& facts, const ledger::People* people,
                                                      const CustomerListRequest& request);

}  // namespace tsuzuku::services
