#include "ledger/builder.hpp"

#include <algorithm>
#include <atomic>
#include <limits>
#include <span>
#include <utility>

#include "base/limits.hpp"
#include "base/threads.hpp"
#include "ledger/inside.hpp"
#include "ledger/ledger.hpp"
#include "ledger/placing.hpp"

namespace tsuzuku::ledger {
namespace {

// An order in its final widths, waiting for its place. 64 bytes.
struct StagedOrder {
  std::int64_t customer = 0;
  std::int64_t order = 0;
  std::int32_t net_before_returns = 0;
  std::int32_t accepted = 0;
  std::int32_t discounts = 0;
  std::int32_t points = 0;
  std::int32_t cost = 0;
  std::int32_t uncosted = 0;  // where a part of the cost is known
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
  std::uint8_t hour = kNoHour;
  domain::LossReason cancel_reason = domain::LossReason::None;
};

using Staged = const StagedOrder*;

struct StagedReturn {
  CustomerIndex customer = 0;
  OrderIndex position = 0;  // in the ledger, once known
  std::int64_t customer_id = 0;
  std::int64_t order = 0;
  std::uint16_t day = 0;
  std::int32_t amount = 0;
  ProductIndex product = 0;
  std::int32_t quantity = 0;
  domain::ReturnReason reason = domain::ReturnReason::NotTold;
  std::uint8_t exchange = 0;

  // By order and day; the rest only makes the order of equal ones the same each time.
  friend bool operator<(const StagedReturn& a, const StagedReturn& b) {
    const auto key = [](const StagedReturn& row) {
      return std::tuple(row.position, row.day, row.amount, row.product, row.quantity, row.reason, row.exchange);
    };
    return key(a) < key(b);
  }
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
  const bool known_in_part = row.cost > 0 && row.uncosted > 0;
  staged.cost = static_cast<std::int32_t>(row.cost > 0 ? row.cost : -row.uncosted);
  staged.uncosted = static_cast<std::int32_t>(known_in_part ? row.uncosted : 0);
  staged.hour = row.hour;
  staged.cancel_reason = row.cancel_reason;
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

// The members of StagedOrder under the names of the columns that they become.
struct StagedMembers {
  std::uint16_t StagedOrder::* day = &StagedOrder::day;
  std::uint16_t StagedOrder::* cancelled = &StagedOrder::cancelled;
  std::int32_t StagedOrder::* net_before_returns = &StagedOrder::net_before_returns;
  std::uint8_t StagedOrder::* flags = &StagedOrder::flags;
  std::uint16_t StagedOrder::* source = &StagedOrder::source;
  std::int32_t StagedOrder::* accepted = &StagedOrder::accepted;
  std::int32_t StagedOrder::* discounts = &StagedOrder::discounts;
  std::int32_t StagedOrder::* points = &StagedOrder::points;
  std::int32_t StagedOrder::* cost = &StagedOrder::cost;
  std::uint16_t StagedOrder::* shipped = &StagedOrder::shipped;
  std::uint16_t StagedOrder::* delivered = &StagedOrder::delivered;
  std::uint16_t StagedOrder::* paid = &StagedOrder::paid;
  std::uint16_t StagedOrder::* payment_due = &StagedOrder::payment_due;
  std::uint8_t StagedOrder::* payment_method = &StagedOrder::payment_method;
  std::uint8_t StagedOrder::* subscription = &StagedOrder::subscription;
  std::uint8_t StagedOrder::* hour = &StagedOrder::hour;
  domain::LossReason StagedOrder::* cancel_reason = &StagedOrder::cancel_reason;
};

// Turns rows into columns, a block of rows at a time, so that each row is fetched from memory once.
Columns gather_columns(std::span<const Staged> places) {
  constexpr std::size_t kBlock = 2'048;
  const StagedMembers members;
  WrittenColumns out;
  for_each_column(out, members, [&](auto& column, auto) { column.resize(places.size()); });
  std::atomic<std::size_t> next{0};
  on_threads(machine_threads(), [&](std::size_t) {
    for (std::size_t begin = next.fetch_add(kBlock); begin < places.size(); begin = next.fetch_add(kBlock)) {
      const std::size_t end = std::min(begin + kBlock, places.size());
      for_each_column(out, members, [&](auto& column, auto member) {
        for (std::size_t i = begin; i < end; ++i) column[i] = places[i]->*member;
      });
    }
  });
  Columns columns;
  for_each_column(columns, out, [](auto& column, auto& written) { column = std::move(written); });
  return columns;
}

Returns columns_of(std::span<const StagedReturn> rows) {
  WrittenReturns out;
  for (const StagedReturn& row : rows) {
    out.order.push_back(row.position);
    out.day.push_back(row.day);
    out.amount.push_back(row.amount);
    out.product.push_back(row.product);
    out.quantity.push_back(row.quantity);
    out.reason.push_back(row.reason);
    out.exchange.push_back(row.exchange);
  }
  Returns columns;
  for_each_return_column(columns, out, [](auto& column, auto& written) { column = std::move(written); });
  return columns;
}

PartCosts part_costs_of(std::span<const Staged> places) {
  std::vector<OrderIndex> order;
  std::vector<std::int32_t> uncosted;
  for (std::size_t at = 0; at < places.size(); ++at) {
    if (places[at]->uncosted == 0) continue;
    order.push_back(static_cast<OrderIndex>(at));
    uncosted.push_back(places[at]->uncosted);
  }
  return {std::move(order), std::move(uncosted)};
}

std::vector<std::int64_t> ids_of(std::span<const Staged> places) {
  std::vector<std::int64_t> ids;
  ids.reserve(places.size());
  for (const Staged order : places) ids.push_back(order->order);
  return ids;
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
      !fits(row.cost) || !fits(row.uncosted) || row.uncosted < 0) {
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
  std::vector<std::string> products{""};

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
  std::sort(returns.begin(), returns.end());
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
void Builder::set_products(std::vector<std::string> codes) { impl_->products = std::move(codes); }

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
  if (!fits(row.quantity)) return impl_->refuse("ledger.amount_out_of_range", row.order);
  if (row.product >= impl_->products.size()) return impl_->refuse("ledger.name_out_of_range", row.order);
  if (row.amount == 0) return;
  impl_->returns.push_back({.customer_id = row.customer,
                            .order = row.order,
                            .day = static_cast<std::uint16_t>(row.day.value),
                            .amount = static_cast<std::int32_t>(row.amount),
                            .product = row.product,
                            .quantity = static_cast<std::int32_t>(std::max<std::int64_t>(row.quantity, 0)),
                            .reason = row.reason,
                            .exchange = row.exchange ? std::uint8_t{1} : std::uint8_t{0}});
}

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
  ledger->returns_ = columns_of(staged->returns);
  ledger->part_costs_ = part_costs_of(places);
  ledger->anonymous_ids_ = ids_of(std::span(places).subspan(begin[begin.size() - 2]));
  begin.pop_back();
  ledger->customer_begin_ = std::move(begin);
  ledger->customer_ids_ = std::move(staged->customers);
  Inside::set_days(*ledger);
  ledger->currency_ = staged->currency;
  ledger->merge_same_day_ = staged->merge_same_day;
  ledger->sources_ = std::move(staged->sources);
  ledger->payment_methods_ = std::move(staged->payment_methods);
  ledger->products_ = std::move(staged->products);
  return ledger;
}

}  // namespace tsuzuku::ledger
