#include "services/results/proposal.hpp"

#include <algorithm>
#include <cmath>

#include "models/experiment.hpp"
#include "services/results/results.hpp"

namespace tsuzuku::services {
namespace {

constexpr double kPartOfMean = 0.1;
constexpr int kPermille = 1'000;

// Net of the orders of [from, to] that were not cancelled by `to`.
double bought(const ledger::Ledger& ledger, ledger::CustomerIndex customer, int from, int to) {
  const ledger::Columns& columns = ledger.columns();
  const ledger::OrderRange orders = ledger.orders_of(customer);
  double sum = 0.0;
  for (ledger::OrderIndex order = orders.begin; order < orders.end; ++order) {
    const bool counts = columns.day[order] >= from && columns.day[order] <= to && columns.cancelled[order] > to;
    if (counts) sum += columns.net_before_returns[order];
  }
  return sum;
}

}  // namespace

Result<HoldoutProposal> propose_holdout(const Conditions& conditions, const Shop& shop, std::string_view condition,
                                        std::optional<Money> difference, std::int64_t now) {
  if (difference && *difference <= 0) {
    return fail(ErrorKind::Usage, "results.bad_difference", {{"value", std::to_string(*difference)}});
  }
  TSUZUKU_TRY(checked, conditions.check(shop, condition));
  TSUZUKU_TRY(today, conditions.today(shop, now));
  TSUZUKU_TRY(fulfilled, conditions.ask(shop, checked, today, Conditions::Freshness::LastBuilt));
  const ledger::Ledger& ledger = *fulfilled.blocks.ledger;
  const int to = std::min(today.value, ledger::kLastLedgerDay);
  models::ArmSums sums;
  fulfilled.customers.for_each(
      [&](ledger::CustomerIndex customer) { sums.add(bought(ledger, customer, to - kGoalDays + 1, to), 0.0); });

  HoldoutProposal proposal;
  proposal.customers = sums.customers;
  if (sums.customers == 0) return proposal;
  const auto customers = static_cast<double>(sums.customers);
  proposal.mean = sums.y / customers;
  proposal.deviation = std::sqrt(std::max(sums.yy / customers - proposal.mean * proposal.mean, 0.0));
  proposal.difference = difference ? static_cast<double>(*difference) : kPartOfMean * proposal.mean;
  const auto share = models::holdout_share(sums.customers, proposal.deviation, proposal.difference);
  if (share) proposal.permille = static_cast<int>(std::ceil(*share * kPermille));
  return proposal;
}

}  // namespace tsuzuku::services
