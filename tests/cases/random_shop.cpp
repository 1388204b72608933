#include "tests/cases/random_shop.hpp"

#include "base/random.hpp"

namespace tsuzuku::cases {
namespace {

std::optional<Day> some_days_later(Random& random, double chance, Day day, std::uint64_t days) {
  if (!random.chance(chance)) return std::nullopt;
  return day + static_cast<int>(random.below(days));
}

}  // namespace

ShopRows random_shop(std::uint64_t seed, const ShopSize& size) {
  Random random(seed);
  const Day first = day_from_civil(2024, 1, 1).value();
  ShopRows shop{.customers = size.customers,
                .orders = {},
                .returns = {},
                .sources = {"", "flyer", "mail", "search"},
                .merge_same_day = !random.chance(0.2)};
  for (std::int64_t id = 1; id <= size.orders; ++id) {
    ledger::OrderRow order;
    order.order = id;
    // Squaring makes some customers much more loyal than others.
    const double share = random.unit() * random.unit();
    order.customer =
        random.chance(0.05) ? 0 : 1 + static_cast<std::int64_t>(share * static_cast<double>(size.customers));
    order.day = first + static_cast<int>(random.below(static_cast<std::uint64_t>(size.days)));
    order.cancelled = some_days_later(random, 0.08, order.day, 60);
    order.shipped = some_days_later(random, 0.8, order.day, 5);
    order.source = static_cast<std::uint16_t>(random.below(shop.sources.size()));
    const double kind = random.unit();
    order.purchase = kind < 0.94;
    if (kind < 0.97) {
      order.accepted = static_cast<Money>(random.below(20) * 980);
      order.out_of_stock = random.chance(0.05) ? order.accepted / 3 : 0;
      order.discounts = random.chance(0.3) ? static_cast<Money>(random.below(800)) : 0;
      order.points = random.chance(0.2) ? static_cast<Money>(random.below(300)) : 0;
    }
    const bool credit = kind >= 0.97;
    for (int back = credit ? 1 : 0; back == 1 || random.chance(0.06); back = 0) {
      const Day day = order.day + static_cast<int>(random.below(90)) - 3;
      shop.returns.push_back({order.customer, order.order, day, 1 + static_cast<Money>(random.below(5'000))});
    }
    shop.orders.push_back(order);
  }
  return shop;
}

std::shared_ptr<const ledger::Ledger> ledger_of(const ShopRows& shop) {
  ledger::Builder builder;
  builder.set_currency(shop.currency);
  builder.set_merge_same_day(shop.merge_same_day);
  builder.set_sources(shop.sources);
  for (std::int64_t id = 1; id <= shop.customers; ++id) builder.add_customer(id);
  for (const ledger::OrderRow& order : shop.orders) builder.add_order(order);
  for (const ledger::ReturnRow& back : shop.returns) builder.add_return(back);
  return builder.finish().value();
}

}  // namespace tsuzuku::cases
