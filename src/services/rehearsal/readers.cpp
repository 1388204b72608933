#include "services/rehearsal/readers.hpp"

namespace tsuzuku::services {
namespace {

constexpr double kOpens = 0.38;
constexpr std::uint64_t kOpensWithinSeconds = 30 * 3'600;
constexpr std::uint64_t kClicksWithinSeconds = 600;
// Within the goal window of any first mail that goes out in its first three weeks.
constexpr std::uint64_t kOrdersWithinDays = 5;
constexpr int kShopsFrom = 9 * 3'600;
constexpr std::uint64_t kShopsForSeconds = 12 * 3'600;
constexpr std::int64_t kSoonest = 60;

bool draw(int permille, Random& random) { return random.below(1'000) < static_cast<std::uint64_t>(permille); }

}  // namespace

Reaction read_mail(const ReadersHabits& habits, bool first, std::int64_t arrived_at, Random& random) {
  Reaction reaction;
  const bool orders = draw(habits.order_permille, random) && first;
  const auto opened = arrived_at + kSoonest + static_cast<std::int64_t>(random.below(kOpensWithinSeconds));
  const bool opens = random.chance(kOpens) || orders;
  const bool clicks = draw(habits.click_permille, random) || orders;
  if (opens) reaction.opened_at = opened;
  if (opens && clicks) {
    reaction.clicked_at = opened + kSoonest + static_cast<std::int64_t>(random.below(kClicksWithinSeconds));
  }
  reaction.order_second = kShopsFrom + static_cast<int>(random.below(kShopsForSeconds));
  if (orders) reaction.orders_after_days = 2 + static_cast<int>(random.below(kOrdersWithinDays));
  return reaction;
}

}  // namespace tsuzuku::services
