#include "segments/chunk.hpp"

namespace tsuzuku::segments {

void Chunk::move_to(ledger::CustomerIndex begin, ledger::CustomerIndex end) {
  first_ = begin;
  customers_ = end - begin;
  const auto orders = ledger().customer_begin();
  orders_ = {orders[begin], orders[end]};
  purchases_.reset();
  history_.reset();
  numbers_.reset();
  shared_.clear();
}

std::span<const std::uint8_t> Chunk::purchases() {
  if (!purchases_) {
    std::vector<std::uint8_t> purchases(orders_.size());
    for (ledger::OrderIndex i = 0; i < orders_.size(); ++i) purchases[i] = view_.is_purchase(orders_.begin + i);
    purchases_ = std::move(purchases);
  }
  return *purchases_;
}

const Chunk::History& Chunk::history() {
  if (history_) return *history_;
  const auto is_purchase = purchases();
  const std::uint16_t* day = ledger().columns().day.data() + orders_.begin;
  const bool merge = ledger().merge_same_day();
  History history{.count = std::vector<std::int32_t>(customers_),
                  .first = std::vector<ledger::OrderIndex>(customers_),
                  .last = std::vector<ledger::OrderIndex>(customers_)};
  for (std::size_t n = 0; n < customers_; ++n) {
    const auto [begin, end] = orders_of(n);
    std::int32_t count = 0;
    ledger::OrderIndex first = begin, last = begin;
    for (ledger::OrderIndex i = begin; i < end; ++i) {
      if (is_purchase[i] == 0) continue;
      if (count == 0) first = i;
      count += count == 0 || !merge || day[i] != day[last];
      last = i;
    }
    history.count[n] = count;
    history.first[n] = orders_.begin + first;
    history.last[n] = orders_.begin + last;
  }
  return history_.emplace(std::move(history));
}

const Chunk::Numbers& Chunk::numbers() {
  if (numbers_) return *numbers_;
  const auto is_purchase = purchases();
  const std::uint16_t* day = ledger().columns().day.data() + orders_.begin;
  const bool merge = ledger().merge_same_day();
  Numbers numbers{.number = std::vector<std::int64_t>(orders_.size(), kUnknown),
                  .interval = std::vector<std::int64_t>(orders_.size(), kUnknown)};
  for (std::size_t n = 0; n < customers_; ++n) {
    const auto [begin, end] = orders_of(n);
    std::int64_t number = 0;
    ledger::OrderIndex latest = begin;
    std::int64_t interval = kUnknown;
    for (ledger::OrderIndex i = begin; i < end; ++i) {
      if (is_purchase[i] == 0) continue;
      if (number == 0 || !merge || day[i] != day[latest]) {
        interval = number == 0 ? kUnknown : day[i] - day[latest];
        ++number;
      }
      latest = i;
      numbers.number[i] = number;
      numbers.interval[i] = interval;
    }
  }
  return numbers_.emplace(std::move(numbers));
}

}  // namespace tsuzuku::segments
