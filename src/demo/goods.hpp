#pragma once
// What the demo shop sells and gives away, and the weeks in which it had none of something.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "base/money.hpp"
#include "domain/codes.hpp"

namespace tsuzuku::demo {

struct Good {
  std::string_view code;
  std::string_view name;
  domain::ProductKind kind;
  Money price;    // yen, tax included
  Money cost;     // yen
  double weight;  // how often it is chosen among the goods sold one by one; 0 = never by choice
};

using GoodIndex = std::uint8_t;  // into goods()

// The goods that the story names; the others are chosen by weight.
inline constexpr GoodIndex kTrialSet = 0;
inline constexpr GoodIndex kSupplement = 1;  // the main product, delivered monthly
inline constexpr GoodIndex kBirthdayGift = 12;
inline constexpr GoodIndex kSerumSample = 13;
inline constexpr GoodIndex kGreetingLetter = 14;
inline constexpr GoodIndex kSubscriptionLeaflet = 15;
inline constexpr GoodIndex kMagazine = 16;

inline constexpr Money kSubscriptionPrice = 3'980;
inline constexpr Money kFirstSubscriptionPrice = 1'980;

[[nodiscard]] std::span<const Good> goods();

// Weeks without stock, different for every seed: about two a year for what is sold, none for what is given away.
class Shortages {
 public:
  Shortages(std::uint64_t seed, Day first, Day last);
  // Days until there is stock again; 0 = there is.
  [[nodiscard]] int days_left(GoodIndex good, Day day) const;

  struct Episode {
    Day from;
    Day until;  // the first day with stock
  };
  [[nodiscard]] std::span<const Episode> episodes(GoodIndex good) const { return episodes_[good]; }

 private:
  std::vector<std::vector<Episode>> episodes_;  // by good, in time order
};

}  // namespace tsuzuku::demo
