#include "ledger/lines.hpp"

#include <algorithm>
#include <atomic>
#include <limits>
#include <utility>

#include "base/threads.hpp"
#include "domain/order_amounts.hpp"
#include "ledger/ledger.hpp"
#include "ledger/placing.hpp"

namespace tsuzuku::ledger {
namespace {

struct StagedLine {
  std::uint32_t position = 0;
  ProductIndex product = 0;
  std::int32_t quantity = 0;
  std::int32_t amount = 0;
  std::int32_t cost = 0;
};

// An order waiting for its place, and where its lines wait.
struct StagedOrder {
  std::int64_t customer = 0;
  std::int64_t order = 0;
  int day = 0;
  std::uint32_t lines = 0;
  const std::vector<StagedLine>* in = nullptr;  // set when the part has come to rest
  std::size_t first_line = 0;
};

template <typename Narrow>
bool fits(std::int64_t value) {
  return value >= std::numeric_limits<Narrow>::min() && value <= std::numeric_limits<Narrow>::max();
}

}  // namespace

ProductIndex Products::add(std::string code, domain::ProductKind kind, std::string name,
                           std::optional<Money> unit_cost) {
  codes.push_back(std::move(code));
  kinds.push_back(kind);
  names.push_back(std::move(name));
  unit_costs.push_back(unit_cost);
  return static_cast<ProductIndex>(codes.size() - 1);
}

std::optional<ProductIndex> Lines::find_product(std::string_view code) const {
  const auto found = std::ranges::find(products_.codes, code);
  if (found == products_.codes.end()) return std::nullopt;
  return static_cast<ProductIndex>(found - products_.codes.begin());
}

std::size_t Lines::bytes() const {
  return order_begin_.size() * sizeof(LineIndex) +
         line_count() * (sizeof(ProductIndex) + sizeof(std::int32_t) + sizeof(std::int32_t) + sizeof(std::int32_t));
}

struct LinePart::Impl {
  std::vector<StagedOrder> orders;
  std::vector<StagedLine> lines;
  std::optional<std::int64_t> refused_order;
};

LinePart::LinePart() : impl_(std::make_unique<Impl>()) {}
LinePart::~LinePart() = default;
LinePart::LinePart(LinePart&&) noexcept = default;
LinePart& LinePart::operator=(LinePart&&) noexcept = default;

void LinePart::begin_order(std::int64_t customer, std::int64_t order, int day) {
  impl_->orders.push_back({.customer = customer, .order = order, .day = day, .first_line = impl_->lines.size()});
}

void LinePart::add(const LineRow& line) {
  StagedOrder& order = impl_->orders.back();
  const domain::LineAmounts amounts = domain::line_amounts({.quantity = line.quantity,
                                                            .amount = line.amount,
                                                            .discount = line.discount,
                                                            .out_of_stock_quantity = line.out_of_stock_quantity,
                                                            .unit_cost = line.unit_cost});
  const std::int64_t quantity =
      line.amount < 0 ? 0 : std::max<std::int64_t>(line.quantity - line.out_of_stock_quantity, 0);
  const Money amount = amounts.accepted - amounts.discount - amounts.out_of_stock;
  if (!fits<std::uint32_t>(line.position) || !fits<std::int32_t>(quantity) || !fits<std::int32_t>(amount) ||
      !fits<std::int32_t>(amounts.cost)) {
    if (!impl_->refused_order) impl_->refused_order = order.order;
    return;
  }
  ++order.lines;
  impl_->lines.push_back({static_cast<std::uint32_t>(line.position), line.product, static_cast<std::int32_t>(quantity),
                          static_cast<std::int32_t>(amount),
                          line.unit_cost || line.amount < 0 ? static_cast<std::int32_t>(amounts.cost) : kCostUnknown});
}

struct LinesBuilder::Impl {
  const Ledger& ledger;
  Products products;
  std::vector<LinePart> parts;

  [[nodiscard]] Result<Placing<StagedOrder>> place();
  [[nodiscard]] Status check_aligned(const Placing<StagedOrder>& placing) const;
};

Result<Placing<StagedOrder>> LinesBuilder::Impl::place() {
  std::vector<std::span<const StagedOrder>> rows;
  for (LinePart& part : parts) {
    for (StagedOrder& order : part.impl_->orders) order.in = &part.impl_->lines;
    rows.emplace_back(part.impl_->orders);
  }
  return place_orders<StagedOrder>(ledger.customer_ids(), rows);
}

// The ledger keeps no ids of orders: equal counts for each customer and equal days say that these are its orders.
Status LinesBuilder::Impl::check_aligned(const Placing<StagedOrder>& placing) const {
  const auto same_day = [](const StagedOrder* order, std::uint16_t day) { return order->day == day; };
  if (std::ranges::equal(std::span(placing.begin).first(placing.begin.size() - 1), ledger.customer_begin()) &&
      std::ranges::equal(placing.places, ledger.columns().day, same_day)) {
    return {};
  }
  return fail(ErrorKind::Internal, "ledger.misaligned", {{"block", "lines"}});
}

LinesBuilder::LinesBuilder(const Ledger& ledger, Products products)
    : impl_(std::make_unique<Impl>(Impl{ledger, std::move(products), {}})) {}
LinesBuilder::~LinesBuilder() = default;

void LinesBuilder::add(LinePart part) { impl_->parts.push_back(std::move(part)); }

Result<std::shared_ptr<const Lines>> LinesBuilder::finish() {
  for (const LinePart& part : impl_->parts) {
    if (!part.impl_->refused_order) continue;
    return fail(ErrorKind::InvalidInput, "ledger.line_out_of_range",
                {{"order", std::to_string(*part.impl_->refused_order)}});
  }
  TSUZUKU_TRY(placing, impl_->place());
  TSUZUKU_CHECK(impl_->check_aligned(placing));

  const std::shared_ptr<Lines> lines(new Lines);
  lines->products_ = std::move(impl_->products);
  std::vector<LineIndex> order_begin(placing.places.size() + 1);
  std::size_t count = 0;
  for (std::size_t i = 0; i < placing.places.size(); ++i) {
    order_begin[i] = static_cast<LineIndex>(count);
    count += placing.places[i]->lines;
    if (count >= std::numeric_limits<LineIndex>::max()) return fail(ErrorKind::TooLarge, "ledger.too_many_lines");
  }
  order_begin.back() = static_cast<LineIndex>(count);
  std::vector<ProductIndex> product(count);
  std::vector<std::int32_t> quantity(count), amount(count), cost(count);

  constexpr std::size_t kBlock = 4'096;
  std::atomic<std::size_t> next{0};
  on_threads(machine_threads(), [&](std::size_t) {
    std::vector<StagedLine> own;
    for (std::size_t begin = next.fetch_add(kBlock); begin < placing.places.size(); begin = next.fetch_add(kBlock)) {
      for (std::size_t i = begin; i < std::min(begin + kBlock, placing.places.size()); ++i) {
        const StagedOrder& order = *placing.places[i];
        const auto first = order.in->begin() + static_cast<std::ptrdiff_t>(order.first_line);
        own.assign(first, first + order.lines);
        std::ranges::stable_sort(own, {}, &StagedLine::position);
        LineIndex at = order_begin[i];
        for (const StagedLine& line : own) {
          product[at] = line.product;
          quantity[at] = line.quantity;
          amount[at] = line.amount;
          cost[at++] = line.cost;
        }
      }
    }
  });
  lines->order_begin_ = std::move(order_begin);
  lines->product_ = std::move(product);
  lines->quantity_ = std::move(quantity);
  lines->amount_ = std::move(amount);
  lines->cost_ = std::move(cost);
  return lines;
}

}  // namespace tsuzuku::ledger
