#include "services/customers/list.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <span>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "services/customers/find.hpp"

namespace tsuzuku::services {
namespace {

using ledger::CustomerIndex;
using Customers = std::vector<CustomerIndex>;

constexpr std::array kSorts{std::pair{CustomerSort::LastOrder, std::string_view("last_order")},
                            std::pair{CustomerSort::Purchases, std::string_view("purchases")},
                            std::pair{CustomerSort::Sales, std::string_view("sales")},
                            std::pair{CustomerSort::Name, std::string_view("name")}};
// So few are sorted by themselves; more are met by walking the names in their order.
constexpr std::size_t kFewCustomers = 2'000;
constexpr std::int64_t kNamesAtFirst = 1'000;
constexpr std::int64_t kNamesAtOnce = 32'000;

class Fit {
 public:
  Fit(const CustomerFacts& facts, const ledger::People* people, const CustomerFilter& filter)
      : facts_(facts), people_(people), filter_(filter) {
    if (filter.tag.empty()) return;
    const auto tag = std::ranges::find(people->tags(), filter.tag);
    if (tag != people->tags().end()) tag_ = static_cast<ledger::TagIndex>(tag - people->tags().begin());
  }

  [[nodiscard]] bool operator()(CustomerIndex customer) const {
    const int purchases = static_cast<int>(facts_.purchases[customer]);
    if (purchases < filter_.purchases_min.value_or(0)) return false;
    if (purchases > filter_.purchases_max.value_or(std::numeric_limits<int>::max())) return false;
    if (filter_.among && !filter_.among(customer)) return false;
    return fits_quiet(customer) && fits_tag(customer) && fits_consent(customer);
  }

 private:
  [[nodiscard]] bool fits_quiet(CustomerIndex customer) const {
    if (!filter_.quiet_days_min && !filter_.quiet_days_max) return true;
    if (!facts_.as_of || facts_.last_day[customer] == ledger::kNever) return false;
    const int quiet = facts_.as_of->value - facts_.last_day[customer];
    return quiet >= filter_.quiet_days_min.value_or(0) &&
           quiet <= filter_.quiet_days_max.value_or(std::numeric_limits<int>::max());
  }
  [[nodiscard]] bool fits_tag(CustomerIndex customer) const {
    if (filter_.tag.empty()) return true;
    return tag_ && std::ranges::binary_search(people_->tags_of(customer), *tag_);
  }
  [[nodiscard]] bool fits_consent(CustomerIndex customer) const {
    return !filter_.consents_to || people_->consent(customer, *filter_.consents_to) == domain::ConsentState::Given;
  }

  const CustomerFacts& facts_;
  const ledger::People* people_;
  const CustomerFilter& filter_;
  std::optional<ledger::TagIndex> tag_;
};

// Who is left after search and filter: `first` in their own order, `others` ascending.
struct Selected {
  std::vector<std::pair<CustomerIndex, std::string>> first;  // with the order's number that was searched for
  Customers others;
  bool more = false;
};

Result<Selected> select(sql::Session& session, const sql::Queries& queries, ShopId shop, const CustomerFacts& facts,
                        const Fit& fits, const CustomerListRequest& request) {
  Selected selected;
  if (trim(request.words).empty()) {
    for (CustomerIndex one = 0; one < facts.purchases.size(); ++one) {
      if (fits(one)) selected.others.push_back(one);
    }
    return selected;
  }
  TSUZUKU_TRY(found, find_by_words(session, queries, shop, *facts.ledger, request.words, request.personal_data));
  selected.more = found.more;
  for (FoundCustomer& one : found.exact) {
    if (fits(one.customer)) selected.first.emplace_back(one.customer, std::move(one.order_number));
  }
  std::ranges::copy_if(found.others, std::back_inserter(selected.others), fits);
  return selected;
}

// What is largest comes first.
std::int64_t rank_of(const CustomerFacts& facts, CustomerSort sort, CustomerIndex customer) {
  switch (sort) {
    case CustomerSort::Purchases:
      return facts.purchases[customer];
    case CustomerSort::Sales:
      return facts.sales[customer];
    case CustomerSort::LastOrder:
    case CustomerSort::Name:
      break;
  }
  return facts.last_day[customer] == ledger::kNever ? -1 : facts.last_day[customer];
}

Customers slice_by_rank(const CustomerFacts& facts, CustomerSort sort, Customers customers, std::size_t begin,
                        std::size_t end) {
  const auto before = [&](CustomerIndex a, CustomerIndex b) {
    const std::int64_t rank_a = rank_of(facts, sort, a), rank_b = rank_of(facts, sort, b);
    return rank_a != rank_b ? rank_a > rank_b : a > b;
  };
  const auto at = [&](std::size_t n) { return customers.begin() + static_cast<std::ptrdiff_t>(n); };
  if (begin > 0 && begin < customers.size()) std::nth_element(customers.begin(), at(begin), customers.end(), before);
  std::partial_sort(at(begin), at(end), customers.end(), before);
  return {at(begin), at(end)};
}

Result<Customers> slice_of_few_by_name(sql::Session& session, const sql::Queries& queries, const CustomerFacts& facts,
                                       const Customers& customers, std::size_t begin, std::size_t end) {
  std::vector<sql::Row> keys;
  keys.reserve(customers.size());
  for (const CustomerIndex one : customers) keys.push_back({facts.ledger->customer_ids()[one]});
  TSUZUKU_TRY(found, session.rows_batch(queries.get("name_key_of"), keys));
  std::vector<std::pair<std::string, CustomerIndex>> named;
  for (std::size_t i = 0; i < customers.size(); ++i) {
    named.emplace_back(found[i].empty() ? std::string() : sql::text(found[i][0][0]), customers[i]);
  }
  std::ranges::sort(named);
  Customers slice;
  for (std::size_t i = begin; i < end; ++i) slice.push_back(named[i].second);
  return slice;
}

Result<Customers> slice_of_many_by_name(sql::Session& session, const sql::Queries& queries, ShopId shop,
                                        const CustomerFacts& facts, const Customers& customers, std::size_t begin,
                                        std::size_t end) {
  std::vector<bool> wanted(facts.purchases.size());
  for (const CustomerIndex one : customers) wanted[one] = true;
  Customers slice;
  std::size_t met = 0;
  std::string key;
  std::int64_t after = 0;
  for (std::int64_t limit = kNamesAtFirst; met < end; limit = std::min(limit * 2, kNamesAtOnce)) {
    TSUZUKU_TRY(rows, session.rows(queries.get("customers_by_name"),
                                   {{"shop_id", shop.value}, {"name_key", key}, {"after", after}, {"limit", limit}}));
    if (rows.empty()) break;
    for (const sql::Row& row : rows) {
      const auto one = facts.ledger->find_customer(sql::integer(row[0]));
      if (!one || !wanted[*one]) continue;
      if (met >= begin && met < end) slice.push_back(*one);
      ++met;
    }
    key = sql::text(rows.back()[1]);
    after = sql::integer(rows.back()[0]);
  }
  return slice;
}

Result<Customers> slice_of(sql::Session& session, const sql::Queries& queries, ShopId shop, const CustomerFacts& facts,
                           CustomerSort sort, Customers customers, std::size_t begin, std::size_t end) {
  end = std::min(end, customers.size());
  if (begin >= end) return Customers();
  if (sort != CustomerSort::Name) return slice_by_rank(facts, sort, std::move(customers), begin, end);
  if (customers.size() <= kFewCustomers) {
    return slice_of_few_by_name(session, queries, facts, customers, begin, end);
  }
  return slice_of_many_by_name(session, queries, shop, facts, customers, begin, end);
}

std::optional<Day> day_of(std::uint16_t day) {
  if (day == ledger::kNever) return std::nullopt;
  return Day{day};
}

CustomerListRow row_of(const sql::Row& row, const CustomerFacts& facts, CustomerIndex customer,
                       PersonalData personal_data) {
  const CustomerBrief brief = brief_of(sql::text(row[1]), sql::text(row[2]), sql::text(row[3]), personal_data);
  const auto personal = [&](std::string text) {
    return personal_data == PersonalData::Shown ? std::move(text) : masked(text);
  };
  return {.id = sql::integer(row[0]),
          .number = brief.number,
          .name = brief.name,
          .name_kana = personal(std::string(trim(sql::text(row[4]) + " " + sql::text(row[5])))),
          .email = personal(sql::text(row[6])),
          .phone = personal(sql::text(row[7])),
          .prefecture = sql::text(row[8]),
          .purchases = facts.purchases[customer],
          .first_day = day_of(facts.first_day[customer]),
          .last_day = day_of(facts.last_day[customer]),
          .sales = facts.sales[customer]};
}

}  // namespace

std::string_view name_of(CustomerSort sort) {
  return std::ranges::find(kSorts, sort, [](const auto& known) { return known.first; })->second;
}

std::optional<CustomerSort> customer_sort_named(std::string_view name) {
  const auto* const found = std::ranges::find(kSorts, name, [](const auto& known) { return known.second; });
  if (found == kSorts.end()) return std::nullopt;
  return found->first;
}

Result<CustomerListPage> list_customers(sql::Session& session, const sql::Queries& queries, ShopId shop,
                                        const CustomerFacts& facts, const ledger::People* people,
                                        const CustomerListRequest& request) {
  const Fit fits(facts, people, request.filter);
  TSUZUKU_TRY(selected, select(session, queries, shop, facts, fits, request));
  CustomerListPage page{.as_of = facts.as_of,
                        .rows_total = std::ssize(selected.first) + std::ssize(selected.others),
                        .more = selected.more};
  const std::size_t begin = static_cast<std::size_t>(request.page - 1) * static_cast<std::size_t>(request.page_size);
  const std::size_t end = begin + static_cast<std::size_t>(request.page_size);
  const std::size_t first = selected.first.size();

  std::vector<std::pair<CustomerIndex, std::string>> shown;
  for (std::size_t i = begin; i < std::min(end, first); ++i) shown.push_back(selected.first[i]);
  TSUZUKU_TRY(others, slice_of(session, queries, shop, facts, request.sort, std::move(selected.others),
                               begin - std::min(begin, first), end - std::min(end, first)));
  for (const CustomerIndex one : others) shown.emplace_back(one, std::string());

  std::vector<sql::Row> keys;
  for (const auto& [one, order] : shown) keys.push_back({facts.ledger->customer_ids()[one]});
  TSUZUKU_TRY(found, session.rows_batch(queries.get("list_row"), keys));
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (found[i].empty()) continue;
    page.rows.push_back(row_of(found[i][0], facts, shown[i].first, request.personal_data));
    page.rows.back().found_order = shown[i].second;
  }
  return page;
}

}  // namespace tsuzuku::services
