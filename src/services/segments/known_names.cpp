#include "services/segments/known_names.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <ranges>
#include <span>
#include <utility>

namespace tsuzuku::services {
namespace {

// `uses`: codes into `names`, one for each use. The empty name stands for "not told".
template <typename Code>
std::vector<std::string> most_used(std::span<const std::string> names, std::span<const Code> uses) {
  std::vector<std::int64_t> counts(names.size());
  for (const Code code : uses) ++counts[code];
  std::vector<std::size_t> order(names.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t code) { return names[code].empty(); });
  std::ranges::sort(order, {}, [&](std::size_t code) { return std::pair(-counts[code], names[code]); });
  std::vector<std::string> found;
  for (const std::size_t code : order | std::views::take(kKnownNames)) found.push_back(names[code]);
  return found;
}

std::vector<std::string> tags_most_used(const ledger::People& people) {
  std::vector<ledger::TagIndex> uses;
  for (ledger::CustomerIndex customer = 0; customer < people.customer_count(); ++customer)
    std::ranges::copy(people.tags_of(customer), std::back_inserter(uses));
  return most_used<ledger::TagIndex>(people.tags(), uses);
}

}  // namespace

Result<KnownNames> known_names(sql::Session& session, const sql::Queries& queries, const Shop& shop,
                               const ledger::Blocks& blocks) {
  const ledger::Ledger& ledger = *blocks.ledger;
  KnownNames known;
  known["source"] = most_used<std::uint16_t>(ledger.sources(), ledger.columns().source);
  known["payment_method"] = most_used<std::uint8_t>(ledger.payment_methods(), ledger.columns().payment_method);
  if (blocks.lines) {
    known["product"] = most_used<ledger::ProductIndex>(blocks.lines->products().codes, blocks.lines->product());
  }
  if (blocks.people) {
    known["prefecture"] = most_used<ledger::NameIndex>(blocks.people->prefectures(), blocks.people->prefecture());
    known["tag"] = tags_most_used(*blocks.people);
  }
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kStored{{{"segment", "names_of_segments"},
                                                                                  {"journey", "names_of_journeys"},
                                                                                  {"campaign", "names_of_campaigns"},
                                                                                  {"template", "names_of_templates"}}};
  for (const auto& [source, query] : kStored) {
    TSUZUKU_TRY(rows,
                session.rows(queries.get(query), {{"shop_id", shop.id.value}, {"limit", std::int64_t{kKnownNames}}}));
    auto& names = known[std::string(source)];
    for (const sql::Row& row : rows) names.push_back(sql::text(row[0]));
  }
  return known;
}

}  // namespace tsuzuku::services
