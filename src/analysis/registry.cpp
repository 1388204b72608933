#include "analysis/registry.hpp"

#include <algorithm>
#include <array>

#include "analysis/acquisition/acquisition.hpp"
#include "analysis/after_trouble/after_trouble.hpp"
#include "analysis/basket/basket.hpp"
#include "analysis/calendar/calendar.hpp"
#include "analysis/churn_calibration/churn_calibration.hpp"
#include "analysis/churn_signal/churn_signal.hpp"
#include "analysis/cohorts/cohorts.hpp"
#include "analysis/cpm/cpm.hpp"
#include "analysis/cpm_moves/cpm_moves.hpp"
#include "analysis/customer_balance/customer_balance.hpp"
#include "analysis/customers/customers.hpp"
#include "analysis/days_to_next/days_to_next.hpp"
#include "analysis/deciles/deciles.hpp"
#include "analysis/delivery/delivery.hpp"
#include "analysis/delivery_repeat/delivery_repeat.hpp"
#include "analysis/ltv/ltv.hpp"
#include "analysis/ltv_levers/ltv_levers.hpp"
#include "analysis/net_sales/net_sales.hpp"
#include "analysis/order_to_cash/order_to_cash.hpp"
#include "analysis/payment_delay/payment_delay.hpp"
#include "analysis/planner/planner.hpp"
#include "analysis/product_flow/product_flow.hpp"
#include "analysis/products/products.hpp"
#include "analysis/r30/r30.hpp"
#include "analysis/retention/retention.hpp"
#include "analysis/retention_trap/retention_trap.hpp"
#include "analysis/returns/returns.hpp"
#include "analysis/rfm/rfm.hpp"
#include "analysis/rfm_moves/rfm_moves.hpp"
#include "analysis/shipment_losses/shipment_losses.hpp"
#include "analysis/stages/stages.hpp"
#include "analysis/stock/stock.hpp"
#include "analysis/weakest_link/weakest_link.hpp"

namespace tsuzuku::analysis {

std::span<const Analysis> analyses() {
  constexpr ledger::BlockSet kMoney{ledger::Block::Facts, ledger::Block::Touches};
  constexpr ledger::BlockSet kCosts{ledger::Block::Facts};
  static constexpr std::array kAnalyses{
      Analysis{&stages::descriptor, &stages::run, &stages::membership},
      Analysis{&days_to_next::descriptor, &days_to_next::run, &days_to_next::membership},
      Analysis{&retention::descriptor, &retention::run, &retention::membership, {ledger::Block::Subscriptions}},
      Analysis{&retention_trap::descriptor, &retention_trap::run, nullptr},
      Analysis{
          &churn_signal::descriptor, &churn_signal::run, &churn_signal::membership, {ledger::Block::Subscriptions}},
      Analysis{&churn_calibration::descriptor, &churn_calibration::run, nullptr, {ledger::Block::Subscriptions}},
      Analysis{&cohorts::descriptor, &cohorts::run, &cohorts::membership},
      Analysis{&rfm::descriptor, &rfm::run, &rfm::membership},
      Analysis{&cpm::descriptor, &cpm::run, &cpm::membership},
      Analysis{&rfm_moves::descriptor, &rfm_moves::run, &rfm_moves::membership},
      Analysis{&cpm_moves::descriptor, &cpm_moves::run, &cpm_moves::membership},
      Analysis{&customer_balance::descriptor, &customer_balance::run, &customer_balance::membership},
      Analysis{&weakest_link::descriptor, &weakest_link::run, &weakest_link::membership},
      Analysis{&planner::descriptor, &planner::run, nullptr, kCosts},
      Analysis{&ltv::descriptor, &ltv::run, &ltv::membership, kMoney},
      Analysis{&ltv_levers::descriptor, &ltv_levers::run, &ltv_levers::membership, kMoney},
      Analysis{.descriptor = &acquisition::descriptor,
               .run = &acquisition::run,
               .membership = &acquisition::membership,
               .needs = {ledger::Block::Lines, ledger::Block::Facts},
               .with_cancelled = true},
      Analysis{&net_sales::descriptor, &net_sales::run, &net_sales::membership},
      Analysis{&products::descriptor, &products::run, &products::membership, {ledger::Block::Lines}},
      Analysis{&product_flow::descriptor, &product_flow::run, &product_flow::membership, {ledger::Block::Lines}},
      Analysis{&basket::descriptor, &basket::run, &basket::membership, {ledger::Block::Lines}},
      Analysis{&r30::descriptor, &r30::run, nullptr},
      Analysis{&deciles::descriptor, &deciles::run, &deciles::membership},
      Analysis{.descriptor = &order_to_cash::descriptor,
               .run = &order_to_cash::run,
               .membership = &order_to_cash::membership,
               .with_cancelled = true},
      Analysis{.descriptor = &shipment_losses::descriptor,
               .run = &shipment_losses::run,
               .membership = &shipment_losses::membership,
               .with_cancelled = true},
      Analysis{.descriptor = &payment_delay::descriptor,
               .run = &payment_delay::run,
               .membership = &payment_delay::membership,
               .with_cancelled = true},
      Analysis{.descriptor = &returns::descriptor,
               .run = &returns::run,
               .membership = &returns::membership,
               .needs = {ledger::Block::Lines},
               .with_cancelled = true},
      Analysis{&after_trouble::descriptor, &after_trouble::run, &after_trouble::membership},
      Analysis{.descriptor = &delivery::descriptor,
               .run = &delivery::run,
               .membership = &delivery::membership,
               .with_cancelled = true},
      Analysis{&delivery_repeat::descriptor, &delivery_repeat::run, &delivery_repeat::membership},
      Analysis{&calendar::descriptor, &calendar::run, &calendar::membership},
      Analysis{&stock::descriptor, &stock::run, nullptr, {ledger::Block::Lines, ledger::Block::Facts}},
      Analysis{&customers::descriptor, &customers::run, nullptr},
  };
  return kAnalyses;
}

Result<const Analysis*> find_analysis(std::string_view name) {
  std::vector<std::string> known;
  for (const Analysis& analysis : analyses()) {
    if (analysis.descriptor().name == name) return &analysis;
    known.push_back(analysis.descriptor().name);
  }
  return fail(ErrorKind::NotFound, "analysis.unknown_analysis",
              {{"analysis", std::string(name)}, {"known", joined(known)}});
}

ledger::BlockSet blocks_for(std::string_view name, const RawArguments& raw) {
  const auto given = [&](std::string_view parameter) {
    const auto found = raw.find(parameter);
    return found == raw.end() ? std::string_view() : std::string_view(found->second);
  };
  // The list of customers asks the analysis whose cell they are in.
  const bool of_a_cell = name == customers::descriptor().name && !given("of").empty();
  const auto found = find_analysis(of_a_cell ? given("of") : name);
  ledger::BlockSet blocks = found ? (*found)->needs : ledger::BlockSet{};
  // Neither a filter nor a cut by product can do without lines.
  if (!given("product").empty() || given("by") == "product") blocks.add(ledger::Block::Lines);
  return blocks;
}

Result<Table> analyse(const ledger::Blocks& blocks, std::string_view name, const RawArguments& raw,
                      const Execution& execution) {
  TSUZUKU_TRY(analysis, find_analysis(name));
  TSUZUKU_TRY(arguments, Arguments::parse(analysis->descriptor(), raw));
  return analysis->run(blocks, arguments, execution);
}

}  // namespace tsuzuku::analysis
