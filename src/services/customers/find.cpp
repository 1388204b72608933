#include "services/customers/find.hpp"

#include <algorithm>
#include <iterator>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/codes.hpp"
#include "services/customers/search_text.hpp"

namespace tsuzuku::services {
namespace {

void add_once(std::vector<FoundCustomer>& found, FoundCustomer customer) {
  if (std::ranges::find(found, customer.id, &FoundCustomer::id) == found.end()) found.push_back(std::move(customer));
}

Status find_by_number(sql::Session& session, const sql::Queries& queries, ShopId shop, std::string_view typed,
                      std::vector<FoundCustomer>& found) {
  for (const std::string& number : number_spellings(typed)) {
    TSUZUKU_TRY(orders,
                session.rows(queries.get("customer_of_order"), {{"order_number", number}, {"shop_id", shop.value}}));
    for (const sql::Row& row : orders) add_once(found, {sql::integer(row[0]), number});
    TSUZUKU_TRY(customers, session.rows(queries.get("customer_of_number"),
                                        {{"value", number},
                                         {"shop_id", shop.value},
                                         {"kind", static_cast<std::int64_t>(domain::IdentityKind::CustomerNumber)}}));
    for (const sql::Row& row : customers) add_once(found, {sql::integer(row[0]), {}});
  }
  return {};
}

}  // namespace

Result<FoundCustomers> find_by_words(sql::Session& session, const sql::Queries& queries, ShopId shop,
                                     std::string_view typed, PersonalData personal_data) {
  FoundCustomers found;
  const std::string_view whole = cut_utf8(typed, limits::kSearchBytes);
  TSUZUKU_CHECK(find_by_number(session, queries, shop, whole, found.exact));
  if (personal_data == PersonalData::Masked) return found;
  const std::vector<SearchWord> words = parse_search(whole);
  if (words.empty()) return found;
  TSUZUKU_TRY(rows, session.rows(queries.get("match_words"), {{"words", match_text(words, session.dialect())},
                                                              {"shop_id", shop.value},
                                                              {"limit", limits::kSearchMatches + 1}}));
  found.more = std::ssize(rows) > limits::kSearchMatches;
  if (found.more) rows.pop_back();
  found.others.reserve(rows.size());
  for (const sql::Row& row : rows) {
    const std::int64_t id = sql::integer(row[0]);
    if (std::ranges::find(found.exact, id, &FoundCustomer::id) == found.exact.end()) found.others.push_back(id);
  }
  std::ranges::sort(found.others);
  return found;
}

}  // namespace tsuzuku::services
