#include "analysis/net_sales/facts.hpp"

#include <algorithm>

#include "analysis/common/parallel.hpp"

namespace tsuzuku::analysis::net_sales {
namespace {

struct Counts {
  std::vector<Facts> sums;
  LeftOutTally left_out;
  void merge(const Counts& other) {
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i].add(other.sums[i]);
  }
};

}  // namespace

std::vector<DayFacts> facts_by_day(const ledger::Ledger& ledger, YearMonth month, Day as_of,
                                   const Execution& execution) {
  const Scope scope{.ledger = &ledger,
                    .selection = Selection::Facts,
                    .as_of = std::clamp(as_of.value, -1, ledger::kLastLedgerDay),
                    .from = first_day(month).value,
                    .to = last_day(month).value};
  const ledger::Columns& columns = ledger.columns();
  const std::size_t methods = ledger.payment_methods().size();
  const auto place = [&](ledger::OrderIndex order, int day) {
    return static_cast<std::size_t>(day - scope.from) * methods + columns.payment_method[order];
  };
  const auto days = static_cast<std::size_t>(scope.to - scope.from + 1);
  const Counts counts = reduce_orders(ledger, execution, Counts{std::vector<Facts>(days * methods), {}},
                                      [&](ledger::OrderRange chunk, Counts& found) {
                                        FactVisitor visitor{scope, columns, place, found.sums};
                                        Walk(scope, visitor, found.left_out)(chunk);
                                      });
  std::vector<DayFacts> all;
  for (std::size_t i = 0; i < counts.sums.size(); ++i) {
    if (counts.sums[i].facts == 0) continue;
    all.push_back(
        {Day{scope.from + static_cast<int>(i / methods)}, ledger.payment_methods()[i % methods], counts.sums[i]});
  }
  return all;
}

}  // namespace tsuzuku::analysis::net_sales
