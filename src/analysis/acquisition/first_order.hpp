#pragma once
// How a customer came: by a trial (お試し・サンプル請求) or at once by the main goods, and whether a trial led to them.
//
// An order of main goods holds a line of ordinary goods; a trial holds trial goods or samples and none of those. Orders
// of gifts, inserts or adjustments only, and returns without an order, are neither. The first order that is either one
// is how the customer came. Ordinary goods of the same day make it no trial where a day's orders are one purchase.

#include <optional>

#include "analysis/common/scope.hpp"

namespace tsuzuku::analysis::acquisition {

enum class Goods { None, Trial, Main };

// REQUIRES: scope has lines.
[[nodiscard]] Goods goods_of(const Scope& scope, ledger::OrderIndex order);

// Orders are told in ledger order, only those that count.
class FirstOrder {
 public:
  explicit FirstOrder(const Scope& scope) : scope_(&scope) {}
  void add(ledger::OrderIndex order, int day) {
    if (converted_ || (first_ && !trial_)) return;  // nothing more to learn
    const Goods goods = goods_of(*scope_, order);
    if (goods == Goods::None) return;
    if (!first_) {
      first_ = order;
      day_ = day;
      trial_ = goods == Goods::Trial;
    } else if (goods == Goods::Main) {
      if (day == day_ && scope_->ledger->merge_same_day()) {
        trial_ = false;
      } else {
        converted_ = day;
      }
    }
  }
  // Nothing where the customer never came.
  [[nodiscard]] std::optional<ledger::OrderIndex> first() const { return first_; }
  [[nodiscard]] int day() const { return day_; }
  [[nodiscard]] bool trial() const { return trial_; }
  // Day of the first order of main goods after a trial.
  [[nodiscard]] std::optional<int> converted() const { return converted_; }

 private:
  const Scope* scope_;
  std::optional<ledger::OrderIndex> first_;
  std::optional<int> converted_;
  int day_ = 0;
  bool trial_ = false;
};

}  // namespace tsuzuku::analysis::acquisition
