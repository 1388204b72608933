#include "services/results/proposal.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "services/results/outcome.hpp"
#include "services/results/results.hpp"

namespace tsuzuku::services {
namespace {

constexpr double kPartOfMean = 0.1;
constexpr int kPermille = 1'000;
constexpr double kHalf = 0.5;
// Of twice as many expected, the least number of buyers comes in 97 cases of 100.
constexpr std::int64_t kBuyersExpected = 2 * kLeastBuyersForVerdict;

// Of all, so that there may be a verdict. REQUIRES: somebody bought.
double least_share(std::int64_t customers, std::int64_t buyers) {
  return std::max(static_cast<double>(kLeastInArmForVerdict) / static_cast<double>(customers),
                  static_cast<double>(kBuyersExpected) / static_cast<double>(buyers));
}

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

std::string_view name_of(HoldoutReason reason) {
  constexpr std::array<std::string_view, 6> kNames{"enough",    "least",          "too_few",
                                                   "too_small", "nothing_bought", "nobody"};
  return kNames[static_cast<std::size_t>(reason)];
}

double HoldoutProposal::detectable() const {
  if (!permille) return detectable_by_half;
  return models::detectable(customers, deviation, static_cast<double>(*permille) / kPermille);
}

HoldoutProposal proposal_of(const models::ArmSums& bought, std::int64_t buyers, std::optional<Money> difference) {
  HoldoutProposal proposal;
  proposal.customers = bought.customers;
  proposal.buyers = buyers;
  if (bought.customers == 0) return proposal;
  const auto customers = static_cast<double>(bought.customers);
  proposal.mean = bought.y / customers;
  proposal.deviation = std::sqrt(std::max(bought.yy / customers - proposal.mean * proposal.mean, 0.0));
  proposal.difference = difference ? static_cast<double>(*difference) : kPartOfMean * proposal.mean;
  proposal.reason = HoldoutReason::NothingBought;
  if (buyers == 0 || proposal.mean <= 0.0) return proposal;

  proposal.detectable_by_half = models::detectable(bought.customers, proposal.deviation, kHalf);
  const double least = least_share(bought.customers, buyers);
  const auto share = models::holdout_share(bought.customers, proposal.deviation, proposal.difference);
  proposal.reason = HoldoutReason::TooSmall;
  if (least > kHalf) return proposal;
  proposal.reason = HoldoutReason::TooFew;
  if (!share) return proposal;
  proposal.reason = *share < least ? HoldoutReason::Least : HoldoutReason::Enough;
  proposal.permille = static_cast<int>(std::ceil(std::max(*share, least) * kPermille));
  return proposal;
}

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
  std::int64_t buyers = 0;
  fulfilled.customers.for_each([&](ledger::CustomerIndex customer) {
    const double net = bought(ledger, customer, to - kGoalDays + 1, to);
    sums.add(net, 0.0);
    buyers += net > 0 ? 1 : 0;
  });
  return proposal_of(sums, buyers, difference);
}

}  // namespace tsuzuku::services
