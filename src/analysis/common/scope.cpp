#include "analysis/common/scope.hpp"

#include <algorithm>
#include <limits>
#include <span>

namespace tsuzuku::analysis {
namespace {

constexpr std::size_t kNamesInMessage = 20;

std::string some_of(std::span<const std::string> names) {
  std::vector<std::string> known;
  for (const std::string& name : names) {
    if (!name.empty() && known.size() < kNamesInMessage) known.push_back(name);
  }
  return joined(known);
}

// Nothing when there is no such name; index 0 is what is not told.
std::optional<std::size_t> position_of(const std::string& name, std::span<const std::string> names) {
  if (name == kNotTold) return 0;
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

Result<std::optional<std::uint16_t>> find_source(const ledger::Ledger& ledger, const Arguments& arguments) {
  const std::string& name = arguments.text("source");
  if (name.empty()) return std::nullopt;
  if (const auto found = position_of(name, ledger.sources())) return static_cast<std::uint16_t>(*found);
  return fail(ErrorKind::Usage, "analysis.unknown_source", {{"source", name}, {"known", some_of(ledger.sources())}});
}

Result<std::optional<std::uint8_t>> find_payment_method(const ledger::Ledger& ledger, const Arguments& arguments) {
  const std::string& name = arguments.text("payment_method");
  if (name.empty()) return std::nullopt;
  if (const auto found = position_of(name, ledger.payment_methods())) return static_cast<std::uint8_t>(*found);
  return fail(ErrorKind::Usage, "analysis.unknown_payment_method",
              {{"payment_method", name}, {"known", some_of(ledger.payment_methods())}});
}

Result<std::optional<ledger::ProductIndex>> find_product(const ledger::Blocks* blocks, const Arguments& arguments) {
  const std::string& code = arguments.text("product");
  if (code.empty()) return std::nullopt;
  if (blocks == nullptr || !blocks->lines)
    return fail(ErrorKind::Internal, "analysis.block_missing", {{"block", "lines"}});
  if (const auto found = blocks->lines->find_product(code)) return found;
  return fail(ErrorKind::Usage, "analysis.unknown_product",
              {{"product", code}, {"known", some_of(blocks->lines->products().codes)}});
}

Result<Scope> resolve(const ledger::Ledger& ledger, const ledger::Blocks* blocks, const Descriptor& descriptor,
                      const Arguments& arguments) {
  constexpr int kNoLimit = std::numeric_limits<int>::max();
  Scope scope;
  scope.ledger = &ledger;
  scope.blocks = blocks;
  scope.selection = descriptor.selection;
  const Day as_of = arguments.day("as_of").value_or(ledger.last_known_day().value_or(Day{-1}));
  scope.as_of = std::clamp(as_of.value, -1, ledger::kLastLedgerDay);
  scope.from = arguments.day("from").value_or(Day{-kNoLimit}).value;
  scope.to = arguments.day("to").value_or(Day{kNoLimit}).value;
  if (scope.from > scope.to) {
    return fail(ErrorKind::Usage, "analysis.period_reversed",
                {{"from", to_text(Day{scope.from})}, {"to", to_text(Day{scope.to})}});
  }
  TSUZUKU_TRY(source, find_source(ledger, arguments));
  TSUZUKU_TRY(payment_method, find_payment_method(ledger, arguments));
  TSUZUKU_TRY(product, find_product(blocks, arguments));
  scope.source = source;
  scope.payment_method = payment_method;
  scope.product = product;
  return scope;
}

}  // namespace

bool Scope::contains_product(ledger::OrderIndex order) const {
  const auto [begin, end] = blocks->lines->lines_of(order);
  const auto products = blocks->lines->product().subspan(begin, end - begin);
  return std::ranges::find(products, *product) != products.end();
}

bool Scope::first_purchase_contains_product(ledger::OrderIndex first, ledger::OrderIndex end) const {
  const ledger::View now = view();
  const auto day = ledger->columns().day[first];
  for (ledger::OrderIndex order = first; order < end && ledger->columns().day[order] == day; ++order) {
    if (now.is_purchase(order) && contains_product(order)) return true;
    if (!ledger->merge_same_day()) return false;
  }
  return false;
}

Result<Scope> resolve_scope(const ledger::Blocks& blocks, const Descriptor& descriptor, const Arguments& arguments) {
  return resolve(*blocks.ledger, &blocks, descriptor, arguments);
}

Result<Scope> resolve_scope(const ledger::Ledger& ledger, const Descriptor& descriptor, const Arguments& arguments) {
  return resolve(ledger, nullptr, descriptor, arguments);
}

Table begin_table(const Scope& scope, const Descriptor& descriptor, const Arguments& arguments) {
  const ledger::Ledger& ledger = *scope.ledger;
  Table table;
  table.analysis = descriptor.name;
  table.version = descriptor.version;
  table.parameters = arguments.entries();
  table.as_of = arguments.day("as_of");
  if (!table.as_of) table.as_of = ledger.last_known_day();
  for (auto& [name, value] : table.parameters) {
    if (name == "as_of" && table.as_of) value = *table.as_of;
  }
  table.unit = descriptor.unit;
  table.currency = ledger.currency();
  table.columns = descriptor.columns;

  if (ledger.order_count() == 0) {
    table.assumptions.push_back({"no_orders", {}});
  } else if (scope.as_of < ledger.first_day()->value) {
    table.assumptions.push_back({"before_first_order", {{"first_day", to_text(*ledger.first_day())}}});
  } else if (const auto last = ledger.last_known_day(); last && table.as_of > last) {
    table.assumptions.push_back({"after_last_known", {{"last_day", to_text(*last)}}});
  }
  table.assumptions.push_back({ledger.merge_same_day() ? "same_day_merged" : "same_day_separate", {}});
  return table;
}

}  // namespace tsuzuku::analysis
