#include "analysis/weakest_link/purchase_chain.hpp"

#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis::weakest_link {
namespace {

struct PurchaseVisitor {
  static constexpr bool kMoney = true;
  static constexpr bool kAges = true;
  static constexpr bool kEverybody = false;

  const Measure& measure;
  int as_of;
  int window_days;
  ChainCounts& counts;
  int number = 0;  // of the purchase that is being added up
  int day_of_purchase = 0;
  Money value = 0;
  // Money of orders that begin no purchase: of the one that begins on their day, or else of the one before.
  Money waiting = 0;
  int day_of_waiting = -1;
  bool last_waits = false;  // the order visited last

  void begin(ledger::CustomerIndex, ledger::OrderIndex) {
    number = 0;
    value = 0;
    waiting = 0;
    day_of_waiting = -1;
  }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    const Layers layers = measure.layers(order);
    counts.uncosted += layers.uncosted;
    last_waits = !starts_purchase;
    if (day_of_waiting != day) settle();
    if (last_waits) {
      waiting += measure.of(layers);
      day_of_waiting = day;
      return;
    }
    if (number > 0) close(day);
    ++number;
    day_of_purchase = day;
    value = measure.of(layers) + waiting;
    waiting = 0;
  }
  void returned(int, int, Money amount) { (last_waits ? waiting : value) -= amount; }
  void end() {
    settle();
    close(-1);
  }

  // What came before the first purchase is nobody's.
  void settle() {
    if (number > 0) value += waiting;
    waiting = 0;
  }

  // `next`: day of the next purchase; below 0 there is none.
  void close(int next) {
    const bool in_time = next >= 0 && next - day_of_purchase <= window_days;
    counts.link(number).add(value, measure.flows().of(number).contains(day_of_purchase),
                            as_of - day_of_purchase >= window_days, in_time);
  }
};

}  // namespace

Scope by_first_purchase(Scope scope) {
  scope.selection = Selection::FirstPurchase;
  return scope;
}

Chain count_purchases(const Scope& scope, const Arguments& arguments, const Execution& execution) {
  const Scope customers = by_first_purchase(scope);
  const Measure measure(scope, arguments);
  const int window_days = static_cast<int>(arguments.integer("window_days"));
  return reduce_orders(*scope.ledger, execution, ChainCounts(kPurchaseLinks),
                       [&](ledger::OrderRange chunk, ChainCounts& counts) {
                         PurchaseVisitor visitor{measure, scope.as_of, window_days, counts};
                         Walk(customers, visitor, counts.left_out)(chunk);
                       })
      .chain(measure.flows());
}

}  // namespace tsuzuku::analysis::weakest_link
