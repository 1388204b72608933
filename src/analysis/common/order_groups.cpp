#include "analysis/common/order_groups.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace tsuzuku::analysis {

OrderGroups::OrderGroups(const Scope& scope, std::string_view by) : ledger_(scope.ledger) {
  if (by == kByProduct) {
    kind_ = Kind::Product;
    lines_ = scope.blocks->lines.get();
    count_ = lines_->products().codes.size();
  } else if (by == kBySource) {
    kind_ = Kind::Source;
    count_ = ledger_->sources().size();
  } else if (by == kByPaymentMethod) {
    kind_ = Kind::PaymentMethod;
    count_ = ledger_->payment_methods().size();
  } else if (by == kByFirstMonth) {
    kind_ = Kind::FirstMonth;
    const Day first = ledger_->first_day().value_or(Day{0});
    first_month_ = month_of(first);
    count_ = static_cast<std::size_t>(month_of(ledger_->last_day().value_or(first)) - first_month_) + 1;
  }
}

std::size_t OrderGroups::of(ledger::OrderIndex order) const {
  const ledger::Columns& columns = ledger_->columns();
  switch (kind_) {
    case Kind::Nothing:
      return 0;
    case Kind::Product: {
      MainProduct main(*lines_);
      main.add(order);
      return main.product();
    }
    case Kind::Source:
      return columns.source[order];
    case Kind::PaymentMethod:
      return columns.payment_method[order];
    case Kind::FirstMonth:
      return static_cast<std::size_t>(month_of(Day{columns.day[order]}) - first_month_);
  }
  return 0;
}

std::string OrderGroups::name_of(std::size_t group) const {
  const auto told = [](const std::string& name) { return name.empty() ? std::string(kNotTold) : name; };
  switch (kind_) {
    case Kind::Nothing:
      return {};
    case Kind::Product:
      return told(lines_->products().codes[group]);
    case Kind::Source:
      return told(ledger_->sources()[group]);
    case Kind::PaymentMethod:
      return told(ledger_->payment_methods()[group]);
    case Kind::FirstMonth:
      return to_text(first_month_ + static_cast<int>(group));
  }
  return {};
}

std::vector<std::size_t> largest_groups(const std::vector<std::int64_t>& cases, std::size_t most,
                                        std::span<const std::string> names) {
  std::vector<std::size_t> groups;
  for (std::size_t group = 0; group < cases.size(); ++group) {
    if (cases[group] > 0) groups.push_back(group);
  }
  const auto name = [&](std::size_t group) { return names.empty() ? std::string_view() : names[group]; };
  std::ranges::sort(groups, {}, [&](std::size_t group) { return std::tuple(-cases[group], name(group), group); });
  groups.resize(std::min(groups.size(), most));
  return groups;
}

}  // namespace tsuzuku::analysis
