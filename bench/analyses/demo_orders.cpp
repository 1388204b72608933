#include "bench/analyses/demo_orders.hpp"

#include <algorithm>
#include <unordered_map>

#include "demo/demo.hpp"
#include "domain/loss_reason.hpp"
#include "domain/order_amounts.hpp"
#include "domain/return_reason.hpp"

namespace tsuzuku::bench {
namespace {

// Positions of names, in the order in which they are met; index 0 = "".
template <typename Index>
class Positions {
 public:
  Index of(const std::string& name, std::vector<std::string>& names) {
    const auto [entry, added] = positions_.try_emplace(name, static_cast<Index>(names.size()));
    if (added) names.push_back(name);
    return entry->second;
  }

 private:
  std::unordered_map<std::string, Index> positions_{{"", 0}};
};

// The demo shop's clock is that of Japan.
std::uint8_t hour_of(std::int64_t ordered_at) {
  constexpr std::int64_t kHour = 3'600;
  return static_cast<std::uint8_t>((ordered_at / kHour + 9) % 24);
}

class Converter {
 public:
  explicit Converter(const DemoSinks& sinks) : sinks_(sinks) {}

  Status product(const domain::ProductDraft& draft) {
    products_[draft.code] = names_.products.add(draft.code, draft.kind.value_or(domain::ProductKind::Ordinary));
    return {};
  }

  Status order(const domain::OrderDraft& draft) {
    ledger::OrderRow row;
    row.customer = customer_of(draft);
    row.order = ++orders_;
    row.day = draft.ordered_day;
    row.cancelled = draft.cancelled_day;
    if (draft.cancelled_day) row.cancel_reason = domain::loss_reason_from(draft.cancel_reason);
    row.shipped = draft.shipped_day;
    row.delivered = draft.delivered_day;
    row.paid = draft.paid_day;
    row.payment_due = draft.payment_due_day;
    row.source = sources_.of(draft.source, names_.sources);
    row.payment_method = payment_methods_.of(draft.payment_method, names_.payment_methods);
    row.subscription = subscription_of(draft, row);
    row.round = static_cast<std::uint8_t>(std::clamp(draft.round.value_or(0), 0, int{ledger::kRoundMax}));
    row.hour = hour_of(draft.ordered_at);
    std::vector<domain::LineFacts> lines;
    for (const domain::LineDraft& line : draft.lines) lines.push_back(facts_of(line));
    const auto amounts = domain::sum_amounts(lines, draft.order_discount.value_or(0), draft.points_used.value_or(0), 0);
    row.accepted = amounts.accepted;
    row.out_of_stock = amounts.out_of_stock;
    row.discounts = amounts.discounts;
    row.points = amounts.points;
    row.cost = amounts.cost;
    row.purchase = domain::has_ordinary_goods(lines) && !is_replacement(row);
    sinks_.order(row);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      sinks_.line(row, line_of(draft.lines[i].product_code, lines[i], static_cast<std::int64_t>(i) + 1));
      tell_return(row, draft.lines[i], lines[i]);
    }
    return {};
  }

  Status source_cost(const domain::SourceCostDraft& draft) {
    names_.source_costs.push_back({sources_.of(draft.source, names_.sources), draft.month, draft.cost});
    return {};
  }

  [[nodiscard]] DemoNames finish() && {
    tell_subscriptions();
    return std::move(names_);
  }

 private:
  // As services/orders/replacement_book has it; a customer's orders come in their order.
  [[nodiscard]] bool is_replacement(const ledger::OrderRow& row) const {
    if (row.customer == 0 || row.accepted != 0 || row.subscription != 0) return false;
    return std::ranges::any_of(return_days_, [&](Day day) {
      return day.value <= row.day.value && day.value >= row.day.value - domain::kReplacementDays;
    });
  }
  void tell_return(const ledger::OrderRow& row, const domain::LineDraft& draft, const domain::LineFacts& line) {
    const Money returned = domain::line_amounts(line).returned;
    if (line.returned_quantity > 0) return_days_.push_back(draft.returned_day.value_or(row.day));
    if (returned <= 0) return;
    sinks_.back({.customer = row.customer,
                 .order = row.order,
                 .day = draft.returned_day.value_or(row.day),
                 .amount = returned,
                 .product = product_of(draft.product_code),
                 .quantity = line.returned_quantity,
                 .reason = domain::return_reason_from(draft.return_reason),
                 .exchange = domain::tells_exchange(draft.return_reason)});
  }
  std::int64_t customer_of(const domain::OrderDraft& draft) {
    if (draft.customer.number.empty()) return 0;
    if (draft.customer.number != customer_number_) {
      tell_subscriptions();
      customer_number_ = draft.customer.number;
      return_days_.clear();
      sinks_.customer(++customers_);
    }
    return customers_;
  }
  // Begins with its first order; its state is the one told last.
  std::uint8_t subscription_of(const domain::OrderDraft& draft, const ledger::OrderRow& row) {
    if (draft.subscription_number.empty()) return 0;
    auto& own = subscription_numbers_;
    const auto found = std::ranges::find(own, draft.subscription_number);
    const auto position = static_cast<std::size_t>(found - own.begin());
    if (found == own.end()) {
      own.push_back(draft.subscription_number);
      subscriptions_.push_back({.customer = row.customer, .started = row.day});
    }
    ledger::SubscriptionRow& subscription = subscriptions_[position];
    subscription.started = std::min(subscription.started, row.day);
    subscription.state = draft.subscription_state.value_or(subscription.state);
    return static_cast<std::uint8_t>(std::min<std::size_t>(position + 1, ledger::kSubscriptionMax));
  }
  void tell_subscriptions() {
    for (const ledger::SubscriptionRow& subscription : subscriptions_) sinks_.subscription(subscription);
    subscriptions_.clear();
    subscription_numbers_.clear();
  }
  [[nodiscard]] ledger::ProductIndex product_of(const std::string& code) const {
    const auto found = products_.find(code);
    return found == products_.end() ? 0 : found->second;
  }
  [[nodiscard]] ledger::LineRow line_of(const std::string& code, const domain::LineFacts& line,
                                        std::int64_t position) const {
    return {.product = product_of(code),
            .position = position,
            .quantity = line.quantity,
            .out_of_stock_quantity = line.out_of_stock_quantity,
            .amount = line.amount,
            .discount = line.discount,
            .unit_cost = line.unit_cost};
  }
  [[nodiscard]] domain::LineFacts facts_of(const domain::LineDraft& line) const {
    return {.quantity = line.quantity,
            .amount = line.amount,
            .discount = line.discount,
            .out_of_stock_quantity = line.out_of_stock_quantity.value_or(0),
            .returned_quantity = line.returned_quantity.value_or(0),
            .unit_cost = line.unit_cost.value_or(0),
            .product_kind = names_.products.kinds[product_of(line.product_code)]};
  }

  const DemoSinks& sinks_;
  DemoNames names_;
  std::unordered_map<std::string, ledger::ProductIndex> products_;
  Positions<std::uint16_t> sources_;
  Positions<std::uint8_t> payment_methods_;
  std::string customer_number_;
  std::vector<std::string> subscription_numbers_;  // of the customer told last, and what is known of them
  std::vector<Day> return_days_;
  std::vector<ledger::SubscriptionRow> subscriptions_;
  std::int64_t customers_ = 0;
  std::int64_t orders_ = 0;
};

}  // namespace

Result<DemoNames> demo_orders(std::int64_t orders, const DemoSinks& sinks) {
  Converter converter(sinks);
  TSUZUKU_CHECK(demo::generate(
      {.orders = orders}, [&](const domain::OrderDraft& draft) { return converter.order(draft); },
      [&](const domain::ProductDraft& draft) { return converter.product(draft); },
      [&](const domain::SourceCostDraft& draft) { return converter.source_cost(draft); }));
  return std::move(converter).finish();
}

std::shared_ptr<const ledger::Facts> demo_facts(const DemoNames& names) {
  return std::make_shared<const ledger::Facts>(names.products, names.source_costs, std::vector<ledger::StockLevel>());
}

}  // namespace tsuzuku::bench
