#include "analysis/common/scope.hpp"

#include <algorithm>
#include <limits>

namespace tsuzuku::analysis {
namespace {

constexpr std::size_t kSourcesInMessage = 20;

Result<std::uint16_t> find_source(const ledger::Ledger& ledger, const std::string& name) {
  if (name == kSourceNotTold) return std::uint16_t{0};
  const auto sources = ledger.sources();
  const auto found = std::ranges::find(sources, name);
  if (found != sources.end()) return static_cast<std::uint16_t>(found - sources.begin());

  std::vector<std::string> known;
  for (const std::string& source : sources) {
    if (!source.empty() && known.size() < kSourcesInMessage) known.push_back(source);
  }
  return fail(ErrorKind::Usage, "analysis.unknown_source", {{"source", name}, {"known", joined(known)}});
}

}  // namespace

Result<Scope> resolve_scope(const ledger::Ledger& ledger, const Descriptor& descriptor, const Arguments& arguments) {
  constexpr int kNoLimit = std::numeric_limits<int>::max();
  Scope scope{.ledger = &ledger, .selection = descriptor.selection};
  const Day as_of = arguments.day("as_of").value_or(ledger.last_known_day().value_or(Day{-1}));
  scope.as_of = std::clamp(as_of.value, -1, ledger::kLastLedgerDay);
  scope.from = arguments.day("from").value_or(Day{-kNoLimit}).value;
  scope.to = arguments.day("to").value_or(Day{kNoLimit}).value;
  if (scope.from > scope.to) {
    return fail(ErrorKind::Usage, "analysis.period_reversed",
                {{"from", to_text(Day{scope.from})}, {"to", to_text(Day{scope.to})}});
  }
  if (const std::string& name = arguments.text("source"); !name.empty()) {
    TSUZUKU_TRY(source, find_source(ledger, name));
    scope.source = source;
  }
  return scope;
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
  }
  table.assumptions.push_back({ledger.merge_same_day() ? "same_day_merged" : "same_day_separate", {}});
  return table;
}

}  // namespace tsuzuku::analysis
