#include "services/results/holdout_report.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::string_view kAll = "everyone";

}  // namespace

Result<HoldoutReport> report_holdout(const GlobalHoldouts& holdouts, const Conditions& conditions, const Shop& shop,
                                     std::int64_t now) {
  HoldoutReport report;
  TSUZUKU_TRY(holdout, holdouts.of(shop.id));
  TSUZUKU_TRY(proposal, propose_holdout(conditions, shop, kAll, std::nullopt, now));
  TSUZUKU_TRY(today, conditions.today(shop, now));
  TSUZUKU_TRY(all, conditions.members(shop.id, kAll, today));
  report.of = std::ssize(all);
  for (const CustomerId customer : all) report.customers += holdout.holds_out(customer) ? 1 : 0;
  report.holdout = std::move(holdout);
  report.proposal = proposal;
  return report;
}

}  // namespace tsuzuku::services
