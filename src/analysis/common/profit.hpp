#pragma once
// What is left of an order's money, layer by layer:
//   accepted      what was ordered
//   net           accepted - out of stock - discounts - points, and later what came back
//   gross         net - cost of the goods
//   contribution  gross - sending the parcel - fee of the payment (and, where they are asked for, the touches)
// Goods whose cost is not known are taken at a margin that the shop assumes; the assumption stands beside every number
// that it made. Cost of goods that came back is not taken back: it is not told whether they can be sold again.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis {

struct Layers {
  Money accepted = 0;
  Money net = 0;
  Money gross = 0;
  Money contribution = 0;
  Money uncosted = 0;  // asked for goods whose cost is not known: how much of gross leans on the assumed margin

  void add(const Layers& other) {
    accepted += other.accepted;
    net += other.net;
    gross += other.gross;
    contribution += other.contribution;
    uncosted += other.uncosted;
  }
  // What came back lowers every layer below the first.
  void take_back(Money amount) {
    net -= amount;
    gross -= amount;
    contribution -= amount;
  }
};

// `margin_percent` (of goods without a known cost), `shipping_cost` (of a shipped order), `payment_fee_permille` (of
// what an order is worth).
[[nodiscard]] std::vector<Parameter> profit_parameters();

class ProfitTerms {
 public:
  ProfitTerms(const Scope& scope, const Arguments& arguments);

  // Of an order that counts, before returns. Every amount is rounded half away from zero to a minor unit.
  [[nodiscard]] Layers of(ledger::OrderIndex order) const;

  // Which terms acted: "margin_assumed" when goods without a cost were sold among what was counted, and the two others
  // as they are set.
  [[nodiscard]] std::vector<Phrase> assumptions(Money uncosted) const;

 private:
  ledger::View view_;
  Currency currency_;
  std::int64_t margin_percent_;
  Money shipping_cost_;
  std::int64_t payment_fee_permille_;
};

}  // namespace tsuzuku::analysis
