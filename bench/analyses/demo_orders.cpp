#include "bench/analyses/demo_orders.hpp"

#include <unordered_map>

#include "demo/demo.hpp"
#include "domain/order_amounts.hpp"

namespace tsuzuku::bench {
namespace {

class Converter {
 public:
  explicit Converter(const DemoSinks& sinks) : sinks_(sinks) {}

  Status product(const domain::ProductDraft& draft) {
    kinds_[draft.code] = draft.kind.value_or(domain::ProductKind::Ordinary);
    return {};
  }

  Status order(const domain::OrderDraft& draft) {
    ledger::OrderRow row;
    row.customer = customer_of(draft);
    row.order = ++orders_;
    row.day = draft.ordered_day;
    row.cancelled = draft.cancelled_day;
    row.source = source_of(draft.source);
    std::vector<domain::LineFacts> lines;
    for (const domain::LineDraft& line : draft.lines) lines.push_back(facts_of(line));
    const auto amounts = domain::sum_amounts(lines, draft.order_discount.value_or(0), draft.points_used.value_or(0), 0);
    row.accepted = amounts.accepted;
    row.out_of_stock = amounts.out_of_stock;
    row.discounts = amounts.discounts;
    row.points = amounts.points;
    row.purchase = domain::has_ordinary_goods(lines);
    sinks_.order(row);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const Money returned = domain::line_amounts(lines[i]).returned;
      if (returned > 0) sinks_.back({row.customer, row.order, draft.lines[i].returned_day.value_or(row.day), returned});
    }
    return {};
  }

  [[nodiscard]] std::vector<std::string> sources() && { return std::move(names_); }

 private:
  std::int64_t customer_of(const domain::OrderDraft& draft) {
    if (draft.customer.number.empty()) return 0;
    if (draft.customer.number != customer_number_) {
      customer_number_ = draft.customer.number;
      sinks_.customer(++customers_);
    }
    return customers_;
  }
  std::uint16_t source_of(const std::string& name) {
    const auto [entry, added] = sources_.try_emplace(name, static_cast<std::uint16_t>(names_.size()));
    if (added) names_.push_back(name);
    return entry->second;
  }
  [[nodiscard]] domain::LineFacts facts_of(const domain::LineDraft& line) const {
    const auto kind = kinds_.find(line.product_code);
    return {.quantity = line.quantity,
            .amount = line.amount,
            .discount = line.discount,
            .out_of_stock_quantity = line.out_of_stock_quantity.value_or(0),
            .returned_quantity = line.returned_quantity.value_or(0),
            .unit_cost = line.unit_cost.value_or(0),
            .product_kind = kind == kinds_.end() ? domain::ProductKind::Ordinary : kind->second};
  }

  const DemoSinks& sinks_;
  std::unordered_map<std::string, domain::ProductKind> kinds_;
  std::unordered_map<std::string, std::uint16_t> sources_{{"", 0}};
  std::vector<std::string> names_{""};
  std::string customer_number_;
  std::int64_t customers_ = 0;
  std::int64_t orders_ = 0;
};

}  // namespace

Result<std::vector<std::string>> demo_orders(std::int64_t orders, const DemoSinks& sinks) {
  Converter converter(sinks);
  TSUZUKU_CHECK(demo::generate(
      {.orders = orders}, [&](const domain::OrderDraft& draft) { return converter.order(draft); },
      [&](const domain::ProductDraft& draft) { return converter.product(draft); },
      [](const domain::SourceCostDraft&) { return Status(); }));
  return std::move(converter).sources();
}

}  // namespace tsuzuku::bench
