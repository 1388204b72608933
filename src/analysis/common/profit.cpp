#include "analysis/common/profit.hpp"

#include "base/words.hpp"

namespace tsuzuku::analysis {
namespace {

constexpr std::int64_t kShippingMost = 100'000;

}  // namespace

std::vector<Parameter> profit_parameters() {
  Parameter shipping = money_parameter("shipping_cost", 0);
  shipping.maximum = kShippingMost;
  return {integer_parameter("margin_percent", 50, 0, 100), shipping,
          integer_parameter("payment_fee_permille", 0, 0, 1'000)};
}

ProfitTerms::ProfitTerms(const Scope& scope, const Arguments& arguments)
    : view_(scope.view()),
      currency_(scope.ledger->currency()),
      margin_percent_(arguments.integer("margin_percent")),
      shipping_cost_(arguments.integer("shipping_cost") * minor_units_per_major(currency_)),
      payment_fee_permille_(arguments.integer("payment_fee_permille")) {}

Layers ProfitTerms::of(ledger::OrderIndex order) const {
  Layers layers;
  layers.accepted = view_.ledger().columns().accepted[order];
  layers.net = view_.net_before_returns(order);
  layers.uncosted = view_.uncosted(order);
  layers.gross = layers.net - view_.cost(order) - divide_rounded(layers.uncosted * (100 - margin_percent_), 100);
  layers.contribution = layers.gross - divide_rounded(layers.net * payment_fee_permille_, 1'000);
  if (view_.shipped(order)) layers.contribution -= shipping_cost_;
  return layers;
}

std::vector<Phrase> ProfitTerms::assumptions(Money uncosted) const {
  std::vector<Phrase> phrases;
  if (uncosted != 0) {
    phrases.push_back(
        {"margin_assumed",
         {{"margin_percent", std::to_string(margin_percent_)}, {"uncosted", money_argument(uncosted, currency_)}}});
  }
  phrases.push_back({"costs_of_an_order",
                     {{"shipping_cost", money_argument(shipping_cost_, currency_)},
                      {"payment_fee_permille", std::to_string(payment_fee_permille_)}}});
  return phrases;
}

}  // namespace tsuzuku::analysis
