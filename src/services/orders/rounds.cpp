#include "services/orders/rounds.hpp"

#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>
#include <utility>

namespace tsuzuku::services {

std::vector<std::int64_t> number_rounds(std::vector<RoundOrder>& orders) {
  std::ranges::sort(orders, {}, [](const RoundOrder& order) { return std::tie(order.ordered_at, order.number); });
  // Highest round first, each with the day of its cancellation. Days ascend: what has been cancelled once stays so.
  std::priority_queue<std::pair<std::int64_t, Day>> standing;
  constexpr Day kNever{std::numeric_limits<std::int32_t>::max()};
  std::vector<std::int64_t> rounds(orders.size());
  for (std::size_t i = 0; i < orders.size(); ++i) {
    while (!standing.empty() && standing.top().second <= orders[i].day) standing.pop();
    const std::int64_t highest = standing.empty() ? 0 : standing.top().first;
    rounds[i] = orders[i].told.value_or(highest + 1);
    standing.emplace(rounds[i], orders[i].cancelled.value_or(kNever));
  }
  return rounds;
}

}  // namespace tsuzuku::services
