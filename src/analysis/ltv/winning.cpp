#include "analysis/ltv/winning.hpp"

#include <algorithm>

#include "analysis/common/goods.hpp"

namespace tsuzuku::analysis::ltv {
namespace {

By by_of(const std::string& name) {
  if (name == "month") return By::Month;
  if (name == "source") return By::Source;
  if (name == "product") return By::Product;
  return name == "payment_method" ? By::PaymentMethod : By::Nothing;
}

std::string or_not_told(const std::string& name) { return name.empty() ? std::string(kNotTold) : name; }

int first_day_of(const Scope& scope) { return scope.ledger->first_day().value_or(Day{0}).value; }

}  // namespace

Winning::Winning(const Scope& scope, const Arguments& arguments)
    : scope_(scope),
      by_(by_of(arguments.text("by"))),
      by_filter_(arguments.text("new") == "of_filter"),
      months_(first_day_of(scope), std::max(scope.as_of, first_day_of(scope)) + 1),
      first_month_(month_of(Day{first_day_of(scope)})) {
  scope_.selection = Selection::FirstPurchase;
}

template <typename Selects>
std::optional<ledger::OrderIndex> Winning::first_of(ledger::CustomerIndex customer, ledger::OrderIndex first,
                                                    const Selects& selects) const {
  const ledger::View view = scope_.view();
  const ledger::OrderIndex end = scope_.ledger->orders_of(customer).end;
  for (ledger::OrderIndex order = first; order < end && view.exists(order); ++order) {
    if (view.is_purchase(order) && selects(order)) return order;
  }
  return std::nullopt;
}

std::optional<ledger::OrderIndex> Winning::won_by(ledger::CustomerIndex customer, ledger::OrderIndex first) const {
  if (!by_filter_) {
    const ledger::OrderIndex end = scope_.ledger->orders_of(customer).end;
    return scope_.selects_customer(first, end) ? std::optional(first) : std::nullopt;
  }
  const auto won = first_of(customer, first, [&](ledger::OrderIndex order) { return scope_.selects_order(order); });
  return won && scope_.in_period(scope_.ledger->columns().day[*won]) ? won : std::nullopt;
}

std::optional<ledger::OrderIndex> Winning::won_by_source(ledger::CustomerIndex customer,
                                                         ledger::OrderIndex first) const {
  if (!by_filter_ || !scope_.source) return first;
  const ledger::Columns& columns = scope_.ledger->columns();
  return first_of(customer, first, [&](ledger::OrderIndex order) { return columns.source[order] == *scope_.source; });
}

std::size_t Winning::raw_group(ledger::OrderIndex won) const {
  const ledger::Columns& columns = scope_.ledger->columns();
  switch (by_) {
    case By::Month:
      return static_cast<std::size_t>(month_of_order(won) - first_month_);
    case By::Source:
      return columns.source[won];
    case By::PaymentMethod:
      return columns.payment_method[won];
    case By::Product: {
      MainProduct main(*scope_.blocks->lines);
      main.add(won);
      return main.product();
    }
    case By::Nothing:
      break;
  }
  return 0;
}

std::size_t Winning::raw_groups() const {
  const ledger::Ledger& ledger = *scope_.ledger;
  switch (by_) {
    case By::Month:
      return scope_.as_of < first_day_of(scope_)
                 ? 0
                 : static_cast<std::size_t>(month_of(Day{scope_.as_of}) - first_month_) + 1;
    case By::Source:
      return ledger.sources().size();
    case By::PaymentMethod:
      return ledger.payment_methods().size();
    case By::Product:
      return scope_.blocks->lines->products().codes.size();
    case By::Nothing:
      break;
  }
  return 1;
}

std::string Winning::name(std::size_t raw_group) const {
  switch (by_) {
    case By::Month:
      return to_text(first_month_ + static_cast<int>(raw_group));
    case By::Source:
      return or_not_told(scope_.ledger->sources()[raw_group]);
    case By::PaymentMethod:
      return or_not_told(scope_.ledger->payment_methods()[raw_group]);
    case By::Product:
      return or_not_told(scope_.blocks->lines->products().codes[raw_group]);
    case By::Nothing:
      break;
  }
  return "*";
}

}  // namespace tsuzuku::analysis::ltv
