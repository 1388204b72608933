#pragma once
// What people who do not exist do with a mail. Pure: the same mail to the same customer is read in the same way.

#include <optional>

#include "base/day.hpp"
#include "base/random.hpp"

namespace tsuzuku::services {

struct ReadersHabits {
  int order_permille = 0;  // of those who get the first mail: order because of it, who would not have otherwise
  int click_permille = 0;  // of those who open
};

struct Reaction {
  std::optional<std::int64_t> opened_at;  // UTC seconds, as the next
  std::optional<std::int64_t> clicked_at;
  std::optional<int> orders_after_days;  // of the first mail only
  int order_second = 0;                  // of that day
};

// `first`: nothing of this journey came before.
[[nodiscard]] Reaction read_mail(const ReadersHabits& habits, bool first, std::int64_t arrived_at, Random& random);

}  // namespace tsuzuku::services
