#include "ledger/touches.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <tuple>

#include "ledger/ledger.hpp"
#include "ledger/placing.hpp"

namespace tsuzuku::ledger {
namespace {

bool fits(const TouchRow& row) {
  return row.sent.value >= 0 && row.sent.value <= kLastLedgerDay && row.cost >= 0 &&
         row.cost <= std::numeric_limits<std::int32_t>::max();
}

}  // namespace

std::size_t Touches::bytes() const {
  return customer_begin_.size() * sizeof(std::uint32_t) +
         count() * (sizeof(std::uint16_t) + sizeof(std::int32_t) + sizeof(domain::Channel));
}

Result<std::shared_ptr<const Touches>> TouchesBuilder::finish() {
  if (!std::ranges::is_sorted(rows_, {}, &TouchRow::customer)) {
    return fail(ErrorKind::Internal, "ledger.misaligned", {{"block", "touches"}});
  }
  std::ranges::sort(rows_, {},
                    [](const TouchRow& row) { return std::tuple(row.customer, row.sent, row.channel, row.cost); });
  const std::shared_ptr<Touches> touches(new Touches);
  std::vector<std::uint32_t> begin(ledger_->customer_count() + 1);
  std::vector<std::uint16_t> day;
  std::vector<std::int32_t> cost;
  std::vector<domain::Channel> channel;
  Lookup lookup(ledger_->customer_ids());
  for (const TouchRow& row : rows_) {
    const auto customer = lookup(row.customer);
    if (!customer) continue;
    if (!fits(row)) {
      return fail(ErrorKind::InvalidInput, "ledger.touch_out_of_range", {{"customer", std::to_string(row.customer)}});
    }
    ++begin[*customer + 1];
    day.push_back(static_cast<std::uint16_t>(row.sent.value));
    cost.push_back(static_cast<std::int32_t>(row.cost));
    channel.push_back(row.channel);
  }
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  touches->customer_begin_ = std::move(begin);
  touches->day_ = std::move(day);
  touches->cost_ = std::move(cost);
  touches->channel_ = std::move(channel);
  return touches;
}

}  // namespace tsuzuku::ledger
