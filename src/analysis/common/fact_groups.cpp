#include "analysis/common/fact_groups.hpp"

#include <algorithm>
#include <array>

#include "analysis/common/cell.hpp"

namespace tsuzuku::analysis {
namespace {

constexpr std::array kChoices{"none", "month", "stage", "payment_method", "source"};

}  // namespace

Parameter by_parameter() { return choice_parameter("by", {kChoices.begin(), kChoices.end()}); }
Column group_column() { return {"group", ColumnType::Text, "", {}}; }

FactGroups::FactGroups(const Scope& scope, const Arguments& arguments) : ledger_(scope.ledger) {
  by_ = static_cast<By>(std::ranges::find(kChoices, arguments.text("by")) - kChoices.begin());
  first_day_ = ledger_->first_day().value_or(Day{0}).value;
  first_month_ = month_of(Day{first_day_});
  switch (by_) {
    case By::None:
      break;
    case By::Month:
      for (int day = first_day_; day <= scope.as_of; ++day) {
        month_of_day_.push_back(static_cast<std::uint16_t>(month_of(Day{day}) - first_month_));
      }
      count_ = month_of_day_.empty() ? 0 : std::size_t{month_of_day_.back()} + 1;
      break;
    case By::Stage:
      count_ = kLastStageGroup + 1;
      break;
    case By::PaymentMethod:
    case By::Source:
      count_ = names().size();
      break;
  }
}

std::span<const std::string> FactGroups::names() const {
  return by_ == By::Source ? ledger_->sources() : ledger_->payment_methods();
}

std::size_t FactGroups::operator()(const OrderFact& fact) const {
  switch (by_) {
    case By::None:
      return 0;
    case By::Month:
      return month_of_day_[static_cast<std::size_t>(fact.day - first_day_)];
    case By::Stage:
      return not_told_last(static_cast<std::size_t>(std::min(fact.stage, kLastStageGroup)));
    case By::PaymentMethod:
      return not_told_last(ledger_->columns().payment_method[fact.order]);
    case By::Source:
      return not_told_last(ledger_->columns().source[fact.order]);
  }
  return 0;
}

Value FactGroups::name(std::size_t group) const {
  const bool not_told = group + 1 == count_;
  switch (by_) {
    case By::None:
      return {};
    case By::Month:
      return to_text(first_month_ + static_cast<int>(group));
    case By::Stage:
      if (not_told) return std::string(kNotTold);
      return std::to_string(group + 1) + (group + 1 == kLastStageGroup ? "+" : "");
    case By::PaymentMethod:
    case By::Source:
      return not_told ? std::string(kNotTold) : names()[group + 1];
  }
  return {};
}

Result<std::size_t> FactGroups::find(const Cell& cell) const {
  if (by_ == By::None) return 0;
  if (by_ == By::Month) {
    TSUZUKU_TRY(month, cell_month(cell, "group"));
    const int position = month - first_month_;
    return position < 0 ? count_ : std::min(count_, static_cast<std::size_t>(position));
  }
  TSUZUKU_TRY(asked, cell_text(cell, "group"));
  for (std::size_t group = 0; group < count_; ++group) {
    if (std::get<std::string>(name(group)) == asked) return group;
  }
  return fail(ErrorKind::Usage, "analysis.cell_bad_value", {{"column", "group"}, {"value", asked}});
}

}  // namespace tsuzuku::analysis
