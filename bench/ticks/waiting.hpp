#pragma once
// A shop with one running journey (a mail after an order, another three days later), and customers who wait in it.

#include <memory>
#include <optional>

#include "app/store.hpp"
#include "services/customers/tags.hpp"
#include "services/journeys/engine.hpp"
#include "services/journeys/numbers.hpp"

namespace tsuzuku::bench {

inline constexpr std::int64_t kNow = 1'790'000'000;
inline constexpr std::int64_t kHourSeconds = 3'600;

// The store outlives it.
class WaitingShop {
 public:
  [[nodiscard]] static Result<std::unique_ptr<WaitingShop>> open(app::Store& store);

  // So many customers order; nobody has heard of it yet.
  [[nodiscard]] Status order(std::int64_t customers);
  // Copies what the engine made of one customer: so many wait, one in each second from `first_wakes_at` on.
  [[nodiscard]] Status fill(std::int64_t customers, std::int64_t first_wakes_at);
  // Until nothing is left to be done at that moment.
  [[nodiscard]] Result<services::WorkDone> work(std::int64_t now);
  [[nodiscard]] Result<std::int64_t> count(const std::string& what);  // "<table> where …"
  [[nodiscard]] Result<services::JourneyNumbers> numbers(std::int64_t now);

 private:
  explicit WaitingShop(app::Store& store) : store_(&store) {}
  [[nodiscard]] Status set_up();

  app::Store* store_;
  ShopId shop_;
  JourneyId journey_;
  std::int64_t customers_ = 0;
  std::optional<services::Touches> touches_;
  std::optional<services::Tasks> tasks_;
  std::optional<services::CustomerTags> tags_;
  std::unique_ptr<services::JourneyEngine> engine_;
  std::unique_ptr<services::JourneyFigures> figures_;
};

}  // namespace tsuzuku::bench
