#include "services/customers/facts.hpp"

#include <algorithm>

#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::services {
namespace {

// Every customer lies in one chunk, so threads never write the same place.
struct FactsVisitor {
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = true;

  CustomerFacts& facts;
  const ledger::Columns& columns;
  ledger::CustomerIndex customer = analysis::kNobody;

  void begin(ledger::CustomerIndex next, ledger::OrderIndex) { customer = next; }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    if (customer == analysis::kNobody) return;
    facts.sales[customer] += columns.net_before_returns[order];
    if (!starts_purchase) return;
    if (facts.purchases[customer]++ == 0) facts.first_day[customer] = static_cast<std::uint16_t>(day);
    facts.last_day[customer] = static_cast<std::uint16_t>(day);
  }
  void returned(int, int, Money amount) {
    if (customer != analysis::kNobody) facts.sales[customer] -= amount;
  }
  void end() {}
};

}  // namespace

CustomerFacts count_customer_facts(std::shared_ptr<const ledger::Ledger> ledger, std::optional<Day> as_of) {
  if (!as_of) as_of = ledger->last_known_day();
  const std::size_t customers = ledger->customer_count();
  CustomerFacts facts{.ledger = std::move(ledger), .as_of = as_of};
  facts.purchases.resize(customers);
  facts.first_day.resize(customers, ledger::kNever);
  facts.last_day.resize(customers, ledger::kNever);
  facts.sales.resize(customers);
  const analysis::Scope scope{.ledger = facts.ledger.get(),
                              .selection = analysis::Selection::Facts,
                              .as_of = std::clamp(as_of.value_or(Day{-1}).value, -1, ledger::kLastLedgerDay),
                              .from = 0,
                              .to = ledger::kLastLedgerDay};
  std::ignore = analysis::reduce_orders(*facts.ledger, {}, analysis::LeftOutTally{},
                                        [&](ledger::OrderRange chunk, analysis::LeftOutTally& ignored) {
                                          FactsVisitor visitor{facts, facts.ledger->columns()};
                                          analysis::Walk(scope, visitor, ignored)(chunk);
                                        });
  return facts;
}

std::shared_ptr<const CustomerFacts> CustomerFactsHolder::get(ShopId shop, std::shared_ptr<const ledger::Ledger> ledger,
                                                              std::optional<Day> as_of) {
  {
    const std::lock_guard lock(mutex_);
    const Kept& kept = kept_[shop.value];
    if (kept.facts && kept.facts->ledger == ledger && kept.asked == as_of) return kept.facts;
  }
  auto facts = std::make_shared<const CustomerFacts>(count_customer_facts(std::move(ledger), as_of));
  const std::lock_guard lock(mutex_);
  // Somebody looking back at an old day must not push out what everybody else looks at.
  if (!as_of) kept_[shop.value] = {as_of, facts};
  return facts;
}

}  // namespace tsuzuku::services
