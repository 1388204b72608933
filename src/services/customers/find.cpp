#include "services/customers/find.hpp"

#include <algorithm>
#include <iterator>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/codes.hpp"
#include "services/customers/search_text.hpp"

namespace tsuzuku::services {
namespace {

using ledger::CustomerIndex;

// The first column of every row, as far as the ledger holds it.
struct Held {
  std::vector<CustomerIndex> customers;  // ascending
  std::int64_t rows = 0;
};

Result<Held> held(sql::Session& session, const sql::Query& query, const sql::Parameters& parameters,
                  const ledger::Ledger& ledger) {
  TSUZUKU_TRY(cursor, session.stream(query, parameters));
  Held found;
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) break;
    ++found.rows;
    if (const auto customer = ledger.find_customer(cursor->integer(0))) found.customers.push_back(*customer);
  }
  std::ranges::sort(found.customers);
  return found;
}

Status find_by_number(sql::Session& session, const sql::Queries& queries, ShopId shop, const ledger::Ledger& ledger,
                      std::string_view typed, std::vector<FoundCustomer>& found) {
  const auto add = [&](const std::vector<CustomerIndex>& customers, const std::string& order_number) {
    for (const CustomerIndex one : customers) {
      if (std::ranges::find(found, one, &FoundCustomer::customer) == found.end()) found.push_back({one, order_number});
    }
  };
  constexpr auto kNumber = static_cast<std::int64_t>(domain::IdentityKind::CustomerNumber);
  for (const std::string& number : number_spellings(typed)) {
    TSUZUKU_TRY(of_order, held(session, queries.get("customer_of_order"),
                               {{"order_number", number}, {"shop_id", shop.value}}, ledger));
    add(of_order.customers, number);
    TSUZUKU_TRY(of_number, held(session, queries.get("customer_of_number"),
                                {{"value", number}, {"shop_id", shop.value}, {"kind", kNumber}}, ledger));
    add(of_number.customers, {});
  }
  return {};
}

// One more than are taken. The index knows no shops: only where it has more than that and some of them are another
// shop's, the customers' rows are asked as well.
Result<std::vector<CustomerIndex>> match(sql::Session& session, const sql::Queries& queries, ShopId shop,
                                         const ledger::Ledger& ledger, const std::string& words) {
  constexpr std::int64_t kMost = limits::kSearchMatches + 1;
  TSUZUKU_TRY(all, held(session, queries.get("match_words"), {{"words", words}, {"limit", kMost}}, ledger));
  if (all.rows < kMost || std::ssize(all.customers) == all.rows) return std::move(all.customers);
  TSUZUKU_TRY(ours, held(session, queries.get("match_words_of_shop"),
                         {{"words", words}, {"shop_id", shop.value}, {"limit", kMost}}, ledger));
  return std::move(ours.customers);
}

}  // namespace

Result<FoundCustomers> find_by_words(sql::Session& session, const sql::Queries& queries, ShopId shop,
                                     const ledger::Ledger& ledger, std::string_view typed, PersonalData personal_data) {
  FoundCustomers found;
  const std::string_view whole = cut_utf8(typed, limits::kSearchBytes);
  TSUZUKU_CHECK(find_by_number(session, queries, shop, ledger, whole, found.exact));
  if (personal_data == PersonalData::Masked) return found;
  const std::vector<SearchWord> words = parse_search(whole);
  if (words.empty()) return found;
  TSUZUKU_TRY(matched, match(session, queries, shop, ledger, match_text(words, session.dialect())));
  found.more = std::ssize(matched) > limits::kSearchMatches;
  if (found.more) matched.pop_back();
  std::erase_if(matched, [&](CustomerIndex one) {
    return std::ranges::find(found.exact, one, &FoundCustomer::customer) != found.exact.end();
  });
  found.others = std::move(matched);
  return found;
}

}  // namespace tsuzuku::services
