#include "demo/stock.hpp"

#include <algorithm>
#include <string>

#include "demo/draw.hpp"

namespace tsuzuku::demo {
namespace {

constexpr std::uint64_t kStreamOfStock = 0x570C;
constexpr int kWeek = 7;
constexpr int kWeeksBetweenDeliveries = 4;
constexpr int kSafetyDays = 10;
constexpr double kTrialSetWeight = 2.4;  // of what nobody chooses beside others, but comes to the shop for

// Pieces a day, at least one; about one and a half lines of sold goods stand in an order.
double daily_sales(const StockRoom& room, const Good& good) {
  double all = kTrialSetWeight;
  for (const Good& each : goods()) all += each.weight;
  const double share = (good.weight > 0 ? good.weight : kTrialSetWeight) / all;
  const double days = room.last - room.first + 1;
  return std::max(1.0, 1.5 * static_cast<double>(room.orders) * share / days);
}

class Shelf {
 public:
  Shelf(const StockRoom& room, const Shortages& shortages, GoodIndex good)
      : room_(room),
        shortages_(shortages),
        good_(good),
        daily_(daily_sales(room, goods()[good])),
        random_(stream_of(room.seed ^ kStreamOfStock, good)) {}

  // Days must ascend.
  [[nodiscard]] std::int64_t on_hand(Day day) {
    const double noise = 0.85 + 0.3 * random_.unit();
    if (shortages_.days_left(good_, day) > 0) return 0;
    constexpr int kCycle = kWeek * kWeeksBetweenDeliveries;
    const int days_kept = kCycle - (day - room_.first) % kCycle + kSafetyDays;
    return std::max<std::int64_t>(
        1, static_cast<std::int64_t>(daily_ * std::min(days_kept, days_to_shortage(day)) * noise));
  }

 private:
  // It does not empty overnight.
  [[nodiscard]] int days_to_shortage(Day day) const {
    for (const Shortages::Episode& episode : shortages_.episodes(good_)) {
      if (day < episode.from) return episode.from - day;
    }
    return room_.last - room_.first + 1;
  }

  const StockRoom& room_;
  const Shortages& shortages_;
  GoodIndex good_;
  double daily_;
  Random random_;
};

}  // namespace

Status tell_stock(const StockRoom& room, const Shortages& shortages, const StockSink& sink) {
  for (std::size_t n = 0; n < goods().size(); ++n) {
    const auto good = static_cast<GoodIndex>(n);
    if (!domain::is_sold(goods()[good].kind)) continue;
    std::vector<Day> days;
    for (Day day = room.first; day <= room.last; day = day + kWeek) days.push_back(day);
    for (const Shortages::Episode& episode : shortages.episodes(good)) {
      for (const Day day : {episode.from, episode.until}) {
        if (day <= room.last) days.push_back(day);
      }
    }
    std::ranges::sort(days);
    days.erase(std::ranges::unique(days).begin(), days.end());
    Shelf shelf(room, shortages, good);
    for (const Day day : days) {
      TSUZUKU_CHECK(sink({.product_code = std::string(goods()[good].code), .day = day, .on_hand = shelf.on_hand(day)}));
    }
  }
  return {};
}

}  // namespace tsuzuku::demo
