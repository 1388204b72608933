#include "tests/cases/churn_shop.hpp"

#include <algorithm>
#include <cmath>
#include <random>

namespace tsuzuku::cases {
namespace {

using domain::SubscriptionState;

class Draw {
 public:
  Draw(std::uint64_t seed, const ChurnShop& shop) : generator_(seed), shop_(shop) {}

  ShopRows rows() {
    while (rows_.customers < shop_.customers) add_customer();
    while (rows_.customers < shop_.customers + shop_.contracts) add_contract();
    return std::move(rows_);
  }

 private:
  double gamma(double shape, double rate) { return std::gamma_distribution<double>(shape, 1.0 / rate)(generator_); }
  double unit() { return std::uniform_real_distribution<double>(0.0, 1.0)(generator_); }

  void add_order(double at, Money value, std::uint8_t subscription = 0) {
    ledger::OrderRow order{.customer = rows_.customers, .order = std::ssize(rows_.orders) + 1};
    order.day = first_ + static_cast<int>(at);
    order.accepted = value;
    order.subscription = subscription;
    rows_.orders.push_back(order);
  }

  // Times are real numbers; whoever comes at 0.5 of a day is watched from then on.
  void add_customer() {
    ++rows_.customers;
    const double leaving = gamma(shop_.purchases.a, 1.0), staying = gamma(shop_.purchases.b, 1.0);
    const double drops = leaving / (leaving + staying);
    const double rate = std::max(gamma(shop_.purchases.r, shop_.purchases.alpha), 1e-12);
    const double of_value = gamma(shop_.spend.q, shop_.spend.v);
    for (double now = unit() * shop_.open_days; now < shop_.days; now += gamma(1.0, rate)) {
      add_order(now, std::max<Money>(std::llround(gamma(shop_.spend.p, of_value)), 1));
      if (unit() < drops) return;
    }
  }

  // Every 20, 30 or 45 days, give or take two; one in eight ends after each delivery, half of these by word.
  void add_contract() {
    ++rows_.customers;
    ledger::SubscriptionRow subscription{.customer = rows_.customers};
    double now = unit() * shop_.open_days;
    subscription.started = first_ + static_cast<int>(now);
    const double cycle = std::array{20.0, 30.0, 45.0}[static_cast<std::size_t>(rows_.customers) % 3];
    const Money value = 1'000 + 500 * (rows_.customers % 5);
    for (; now < shop_.days; now += cycle + unit() * 4.0 - 2.0) {
      add_order(now, value, 1);
      if (unit() >= 0.125) continue;
      if (unit() < 0.5) {
        subscription.state = SubscriptionState::Cancelled;
        subscription.ended = first_ + static_cast<int>(now + unit() * cycle);
      }
      break;
    }
    if (subscription.state == SubscriptionState::Active && unit() < 0.05)
      subscription.state = SubscriptionState::Paused;
    rows_.subscriptions.push_back(subscription);
  }

  std::mt19937_64 generator_;
  const ChurnShop& shop_;
  const Day first_ = day_from_civil(2023, 1, 1).value();
  ShopRows rows_;
};

}  // namespace

ShopRows churn_shop(std::uint64_t seed, const ChurnShop& shop) { return Draw(seed, shop).rows(); }

}  // namespace tsuzuku::cases
