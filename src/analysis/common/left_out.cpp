#include "analysis/common/left_out.hpp"

namespace tsuzuku::analysis {

std::vector<LeftOut> LeftOutTally::list() const {
  constexpr std::array<const char*, kReasons> kNames{
      "after_as_of",           "cancelled", "without_customer", "no_purchase",
      "before_first_purchase", "credit",    "gift_only",        "no_subscription"};
  std::vector<LeftOut> out;
  for (std::size_t i = 0; i < kReasons; ++i) {
    if (orders_[i] != 0) out.push_back({kNames[i], orders_[i], customers_[i]});
  }
  return out;
}

}  // namespace tsuzuku::analysis
