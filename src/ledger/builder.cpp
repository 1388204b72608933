#include "ledger/builder.hpp"

#include <algorithm>
#include <atomic>
#include <limits>
#include <span>
#include <utility>

#include "base/limits.hpp"
#include "base/threads.hpp"
#include "ledger/ledger.hpp"
#include "ledger/placing.hpp"

namespace tsuzuku::ledger {
namespace {

// An order in its final widths, waiting for its place. 56 bytes.
struct StagedOrder {
  std::int64_t customer = 0;
  std::int64_t order = 0;
  std::int32_t net_before_returns = 0;
  std::int32_t accepted = 0;
  std::int32_t discounts = 0;
  std::int32_t points = 0;
  std::int32_t cost = 0;
  std::uint16_t day = 0;
  std::uint16_t cancelled = kNever;
  std::uint16_t shipped = kNever;
  std::uint16_t delivered = kNever;
  std::uint16_t paid = kNever;
  std::uint16_t payment_due = kNever;
  std::uint16_t source = 0;
  std::uint8_t payment_method = 0;
  std::uint8_t flags = 0;
  std::uint8_t subscription = 0;
};

using Staged = const StagedOrder*;

struct StagedReturn {
  CustomerIndex customer = 0;
  OrderIndex position = 0;  // in the ledger, once known
  std::int64_t customer_id = 0;
  std::int64_t order = 0;
  std::uint16_t day = 0;
  std::int32_t amount = 0;
};

constexpr bool fits(Day day) { return day.value >= 0 && day.value <= kLastLedgerDay; }

constexpr bool fits(Money amount) {
  return amount >= std::numeric_limits<std::int32_t>::min() && amount <= std::numeric_limits<std::int32_t>::max();
}

std::uint16_t packed(const std::optional<Day>& day) { return day ? static_cast<std::uint16_t>(day->value) : kNever; }

StagedOrder pack(const OrderRow& row, Money net) {
  StagedOrder staged;
  staged.customer = row.customer;
  staged.order = row.order;
  staged.net_before_returns = static_cast<std::int32_t>(net);
  staged.accepted = static_cast<std::int32_t>(row.accepted);
  staged.discounts = static_cast<std::int32_t>(row.discounts);
  staged.points = static_cast<std::int32_t>(row.points);
  staged.cost = static_cast<std::int32_t>(row.cost);
  staged.day = static_cast<std::uint16_t>(row.day.value);
  staged.cancelled = packed(row.cancelled);
  staged.shipped = packed(row.shipped);
  staged.delivered = packed(row.delivered);
  staged.paid = packed(row.paid);
  staged.payment_due = packed(row.payment_due);
  staged.source = row.source;
  staged.payment_method = row.payment_method;
  staged.subscription = row.subscription;
  const unsigned round = std::min(row.round, kRoundMax);
  staged.flags = static_cast<std::uint8_t>((round << 1U) | (row.purchase ? kPurchaseFlag : 0U));
  return staged;
}

// Calls `visit(column of `columns`, member of StagedOrder)` for each pair.
template <typename Visit>
void for_each_column(Columns& columns, const Visit& visit) {
  visit(columns.day, &StagedOrder::day);
  visit(columns.cancelled, &StagedOrder::cancelled);
  visit(columns.net_before_returns, &StagedOrder::net_before_returns);
  visit(columns.flags, &StagedOrder::flags);
  visit(columns.source, &StagedOrder::source);
  visit(columns.accepted, &StagedOrder::accepted);
  visit(columns.discounts, &StagedOrder::discounts);
  visit(columns.points, &StagedOrder::points);
  visit(columns.cost, &StagedOrder::cost);
  visit(columns.shipped, &StagedOrder::shipped);
  visit(columns.delivered, &StagedOrder::delivered);
  visit(columns.paid, &StagedOrder::paid);
  visit(columns.payment_due, &StagedOrder::payment_due);
  visit(columns.payment_method, &StagedOrder::payment_method);
  visit(columns.subscription, &StagedOrder::subscription);
}

// Turns rows into columns, a block of rows at a time, so that each row is fetched from memory once.
Columns gather_columns(std::span<const Staged> places) {
  constexpr std::size_t kBlock = 2'048;
  Columns out;
  for_each_column(out, [&](auto& column, auto) { column.resize(places.size()); });
  std::atomic<std::size_t> next{0};
  on_threads(machine_threads(), [&](std::size_t) {
    for (std::size_t begin = next.fetch_add(kBlock); begin < places.size(); begin = next.fetch_add(kBlock)) {
      const std::size_t end = std::min(begin + kBlock, places.size());
      for_each_column(out, [&](auto& column, auto member) {
        for (std::size_t i = begin; i < end; ++i) column[i] = places[i]->*member;
      });
    }
  });
  return out;
}

Error refusal(std::string_view key, std::int64_t order) {
  return {ErrorKind::InvalidInput, std::string(key), {{"order", std::to_string(order)}}};
}

}  // namespace

struct OrderPart::Impl {
  std::size_t sources = 1;  // how many names of each there are
  std::size_t payment_methods = 1;
  std::vector<StagedOrder> orders;
  std::optional<Error> first_error;

  void refuse(std::string_view key, std::int64_t order) {
    if (!first_error) first_error = refusal(key, order);
  }
};

OrderPart::OrderPart(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
OrderPart::~OrderPart() = default;
OrderPart::OrderPart(OrderPart&&) noexcept = default;
OrderPart& OrderPart::operator=(OrderPart&&) noexcept = default;

void OrderPart::add(const OrderRow& row) {
  if (!fits(row.day) || (row.cancelled && !fits(*row.cancelled)) || (row.shipped && !fits(*row.shipped)) ||
      (row.delivered && !fits(*row.delivered)) || (row.paid && !fits(*row.paid)) ||
      (row.payment_due && !fits(*row.payment_due))) {
    return impl_->refuse("ledger.day_out_of_range", row.order);
  }
  const Money net = row.accepted - row.out_of_stock - row.discounts - row.points;
  if (!fits(net) || !fits(row.accepted) || !fits(row.out_of_stock) || !fits(row.discounts) || !fits(row.points) ||
      !fits(row.cost)) {
    return impl_->refuse("ledger.amount_out_of_range", row.order);
  }
  if (row.source >= impl_->sources || row.payment_method >= impl_->payment_methods) {
    return impl_->refuse("ledger.name_out_of_range", row.order);
  }
  impl_->orders.push_back(pack(row, net));
}

struct Builder::Impl {
  std::vector<std::int64_t> customers;
  std::optional<OrderPart> open;  // what add_order took in
  std::vector<OrderPart> parts;
  std::vector<StagedReturn> returns;
  std::optional<Error> first_error;
  Currency currency{"JPY", 0};
  bool merge_same_day = true;
  std::vector<std::string> sources{""};
  std::vector<std::string> payment_methods{""};

  void refuse(std::string_view key, std::int64_t order) {
    if (!first_error) first_error = refusal(key, order);
  }

  Status sort_customers();
  [[nodiscard]] Result<Placing<StagedOrder>> place() const;
  Status place_returns(std::span<const OrderIndex> begin, std::span<const Staged> places);
};

Status Builder::Impl::sort_customers() {
  if (!std::ranges::is_sorted(customers)) std::ranges::sort(customers);
  const auto twice = std::ranges::adjacent_find(customers);
  if (twice != customers.end()) {
    return fail(ErrorKind::Internal, "ledger.duplicate_customer", {{"customer", std::to_string(*twice)}});
  }
  return {};
}

Result<Placing<StagedOrder>> Builder::Impl::place() const {
  std::vector<std::span<const StagedOrder>> rows;
  rows.reserve(parts.size());
  for (const OrderPart& part : parts) rows.emplace_back(part.impl_->orders);
  return place_orders<StagedOrder>(customers, rows);
}

Status Builder::Impl::place_returns(std::span<const OrderIndex> begin, std::span<const Staged> places) {
  Lookup lookup(customers);
  for (StagedReturn& row : returns) {
    const auto found =
        row.customer_id == 0 ? std::optional(static_cast<CustomerIndex>(customers.size())) : lookup(row.customer_id);
    if (!found) return unknown_customer(row.customer_id, row.order);
    row.customer = *found;
  }
  std::ranges::sort(returns, {}, [](const StagedReturn& row) { return std::pair(row.customer, row.order); });

  std::vector<std::pair<std::int64_t, OrderIndex>> own;  // the orders of one customer, by id
  for (auto row = returns.begin(); row != returns.end();) {
    const CustomerIndex customer = row->customer;
    own.clear();
    for (OrderIndex at = begin[customer]; at < begin[customer + 1]; ++at) own.emplace_back(places[at]->order, at);
    std::ranges::sort(own);
    auto order = own.begin();
    for (; row != returns.end() && row->customer == customer; ++row) {
      while (order != own.end() && order->first < row->order) ++order;
      if (order == own.end() || order->first != row->order) {
        return fail(ErrorKind::Internal, "ledger.unknown_order", {{"order", std::to_string(row->order)}});
      }
      row->position = order->second;
      row->day = std::max(row->day, places[row->position]->day);
    }
  }
  std::ranges::sort(returns, {}, [](const StagedReturn& row) { return std::tuple(row.position, row.day, row.amount); });
  return {};
}

Builder::Builder() : impl_(std::make_unique<Impl>()) {}
Builder::~Builder() = default;
Builder::Builder(Builder&&) noexcept = default;
Builder& Builder::operator=(Builder&&) noexcept = default;

void Builder::set_currency(Currency currency) { impl_->currency = currency; }
void Builder::set_merge_same_day(bool merge) { impl_->merge_same_day = merge; }
void Builder::set_sources(std::vector<std::string> names) { impl_->sources = std::move(names); }
void Builder::set_payment_methods(std::vector<std::string> names) { impl_->payment_methods = std::move(names); }

void Builder::add_customer(std::int64_t id) { impl_->customers.push_back(id); }

void Builder::set_customers(std::vector<std::int64_t> ids) { impl_->customers = std::move(ids); }

OrderPart Builder::part() const {
  auto part = std::make_unique<OrderPart::Impl>();
  part->sources = impl_->sources.size();
  part->payment_methods = impl_->payment_methods.size();
  return OrderPart(std::move(part));
}

void Builder::add(OrderPart part) {
  if (!impl_->first_error) impl_->first_error = part.impl_->first_error;
  impl_->parts.push_back(std::move(part));
}

void Builder::add_order(const OrderRow& row) {
  if (!impl_->open) impl_->open.emplace(part());
  impl_->open->add(row);
}

void Builder::add_return(const ReturnRow& row) {
  if (!fits(row.day)) return impl_->refuse("ledger.day_out_of_range", row.order);
  if (!fits(row.amount) || row.amount < 0) return impl_->refuse("ledger.amount_out_of_range", row.order);
  if (row.amount == 0) return;
  impl_->returns.push_back({.customer_id = row.customer,
                            .order = row.order,
                            .day = static_cast<std::uint16_t>(row.day.value),
                            .amount = static_cast<std::int32_t>(row.amount)});
}

namespace {

Day last_known_day(const Columns& columns, const Returns& returns, std::uint16_t last_order) {
  int last = last_order;
  for (const std::uint16_t day : columns.cancelled) last = day == kNever ? last : std::max<int>(last, day);
  for (const std::uint16_t day : returns.day) last = std::max<int>(last, day);
  return Day{last};
}

}  // namespace

Result<std::shared_ptr<const Ledger>> Builder::finish() {
  if (impl_->open) add(*std::exchange(impl_->open, std::nullopt));
  const auto staged = std::exchange(impl_, std::make_unique<Impl>());
  if (staged->first_error) return fail(*std::move(staged->first_error));
  TSUZUKU_CHECK(staged->sort_customers());

  TSUZUKU_TRY(placing, staged->place());
  auto& [begin, places] = placing;
  TSUZUKU_CHECK(staged->place_returns(begin, places));

  const std::shared_ptr<Ledger> ledger(new Ledger);
  ledger->columns_ = gather_columns(places);
  for (const StagedReturn& row : staged->returns) {
    ledger->returns_.order.push_back(row.position);
    ledger->returns_.day.push_back(row.day);
    ledger->returns_.amount.push_back(row.amount);
  }
  begin.pop_back();
  ledger->customer_begin_ = std::move(begin);
  ledger->customer_ids_ = std::move(staged->customers);
  if (!places.empty()) {
    const auto [first, last] = std::ranges::minmax_element(ledger->columns_.day);
    ledger->first_day_ = Day{*first};
    ledger->last_day_ = Day{*last};
    ledger->last_known_day_ = last_known_day(ledger->columns_, ledger->returns_, *last);
  }
  ledger->currency_ = staged->currency;
  ledger->merge_same_day_ = staged->merge_same_day;
  ledger->sources_ = std::move(staged->sources);
  ledger->payment_methods_ = std::move(staged->payment_methods);
  return ledger;
}

}  // namespace tsuzuku::ledger
