#include "tests/cases/random_shop.hpp"

#include <algorithm>
#include <map>

#include "base/random.hpp"

namespace tsuzuku::cases {
namespace {

std::optional<Day> some_days_later(Random& random, double chance, Day day, std::uint64_t days) {
  if (!random.chance(chance)) return std::nullopt;
  return day + static_cast<int>(random.below(days));
}

constexpr ledger::ProductIndex kFree = 4;  // costs the shop nothing, which is not the same as a cost nobody told
constexpr ledger::ProductIndex kGift = 6;  // and above it a sample
constexpr ledger::ProductIndex kTrial = 8;

// One to three lines that add up to what was accepted; now and then a gift beside them.
std::vector<ledger::LineRow> some_lines(Random& random, const ledger::OrderRow& order) {
  std::vector<ledger::LineRow> lines;
  const auto add = [&](ledger::ProductIndex product, Money amount) {
    ledger::LineRow line{.product = product, .position = std::ssize(lines) + 1, .quantity = 1, .amount = amount};
    if (random.chance(0.7)) line.unit_cost = product == kFree ? 0 : amount / 3;
    line.discount = random.chance(0.1) ? std::min<Money>(amount, 50) : 0;
    lines.push_back(line);
  };
  if (!order.purchase) {
    add(kGift + static_cast<ledger::ProductIndex>(random.below(2)), order.accepted);
    return lines;
  }
  if (random.chance(0.15)) {
    add(kTrial, order.accepted);
    return lines;
  }
  Money left = order.accepted;
  for (std::uint64_t more = random.below(3); more > 0 && left > 0; --more) {
    const auto piece = static_cast<Money>(random.below(static_cast<std::uint64_t>(left) + 1));
    add(1 + static_cast<ledger::ProductIndex>(random.below(kGift - 1)), piece);
    left -= piece;
  }
  add(1 + static_cast<ledger::ProductIndex>(random.below(kGift - 1)), left);
  if (random.chance(0.2)) add(kGift, 0);
  if (order.out_of_stock > 0) {
    lines.front().quantity = 3;
    lines.front().out_of_stock_quantity = 1;
  }
  return lines;
}

void add_goods(Random& random, ShopRows& shop) {
  for (const char* code : {"tea", "soap", "rice", "salt", "miso"}) shop.products.push_back({code});
  shop.products.push_back({"towel", domain::ProductKind::Gift});
  shop.products.push_back({"sachet", domain::ProductKind::Sample});
  shop.products.push_back({"starter", domain::ProductKind::Trial});
  for (ledger::OrderRow& order : shop.orders) {
    if (!order.purchase && order.accepted == 0) continue;  // a credit has no goods of its own
    if (order.cancelled && order.order % 7 == 0) {
      // What was in it nobody tells: an order of ordinary goods without money.
      order.accepted = order.out_of_stock = order.discounts = order.points = order.cost = order.uncosted = 0;
      order.purchase = true;
      continue;
    }
    auto& lines = shop.lines[order.order];
    lines = some_lines(random, order);
    if (order.order % 37 == 0) {
      for (ledger::LineRow& line : lines) line.out_of_stock_quantity = line.quantity;
    }
    apply_lines(order, lines, shop.products);
  }
}

domain::SubscriptionState some_state(Random& random) {
  return static_cast<domain::SubscriptionState>(1 + random.below(5));
}

// Two of five customers have one or two subscriptions; the orders after their start belong to one of them by chance,
// and are counted as deliveries of it, as carts do, whether they are cancelled later or not. Some files do not count.
void add_subscriptions(Random& random, ShopRows& shop, Day first, int days) {
  std::vector<std::vector<ledger::SubscriptionRow>> own(static_cast<std::size_t>(shop.customers) + 1);
  for (std::int64_t id = 1; id <= shop.customers; ++id) {
    if (!random.chance(0.4)) continue;
    for (std::uint64_t n = 1 + random.below(2); n > 0; --n) {
      ledger::SubscriptionRow row{.customer = id, .state = some_state(random)};
      row.started = first + static_cast<int>(random.below(static_cast<std::uint64_t>(days)));
      if (row.state == domain::SubscriptionState::Cancelled)
        row.ended = row.started + static_cast<int>(random.below(400));
      own[static_cast<std::size_t>(id)].push_back(row);
      shop.subscriptions.push_back(row);
    }
  }
  std::vector<ledger::OrderRow*> in_time;
  for (ledger::OrderRow& order : shop.orders) in_time.push_back(&order);
  std::ranges::sort(in_time, {}, [](const auto* order) { return std::pair(order->day, order->order); });
  std::map<std::pair<std::int64_t, std::uint64_t>, std::uint8_t> rounds;
  for (ledger::OrderRow* order : in_time) {
    const auto& mine = own[static_cast<std::size_t>(order->customer)];
    if (mine.empty() || !random.chance(0.7)) continue;
    const std::uint64_t n = random.below(mine.size());
    if (order->day < mine[n].started) continue;
    order->subscription = static_cast<std::uint8_t>(n + 1);
    const std::uint8_t round = ++rounds[{order->customer, n}];
    order->round = random.chance(0.9) ? round : 0;
  }
}

void add_fulfilment(Random& random, ShopRows& shop) {
  shop.payment_methods = {"", "card", "deferred", "cash_on_delivery"};
  for (ledger::OrderRow& order : shop.orders) {
    order.payment_method = static_cast<std::uint8_t>(random.below(shop.payment_methods.size()));
    if (order.shipped) order.delivered = some_days_later(random, 0.9, *order.shipped, 6);
    if (random.chance(0.6)) order.payment_due = order.day + 14;
    order.paid = some_days_later(random, 0.85, order.day, 60);
  }
}

// What the sources cost in some months, and what was sent to some customers.
void add_costs(Random& random, ShopRows& shop, Day first, int days) {
  const YearMonth begin = month_of(first), end = month_of(first + days);
  for (std::size_t source = 1; source < shop.sources.size(); ++source) {
    for (YearMonth month = begin; month <= end; month = month + 1) {
      if (random.chance(0.7))
        shop.source_costs.push_back(
            {static_cast<ledger::SourceIndex>(source), month, static_cast<Money>(random.below(90'000))});
    }
  }
  for (std::int64_t customer = 1; customer <= shop.customers; ++customer) {
    int day = 0;
    for (std::uint64_t n = random.below(4); n > 0; --n) {
      day += static_cast<int>(random.below(static_cast<std::uint64_t>(days) / 3));
      shop.touches.push_back(
          {.customer = customer, .sent = first + day, .cost = static_cast<Money>(random.below(200))});
    }
  }
}

void add_hours_and_reasons(Random& random, ShopRows& shop) {
  for (ledger::OrderRow& order : shop.orders) {
    if (random.chance(0.9)) order.hour = static_cast<std::uint8_t>(random.below(24));
    const auto reason = static_cast<domain::LossReason>(random.below(domain::kLossReasons));
    if (order.cancelled) order.cancel_reason = reason;
  }
}

// Some of the orders that cost nothing are sent in place of what came back.
void add_replacements(Random& random, ShopRows& shop) {
  for (ledger::OrderRow& order : shop.orders) {
    if (order.purchase && order.accepted == 0 && order.subscription == 0 && random.chance(0.5)) order.purchase = false;
  }
}

// Half of the returns name a product of their order, some another one, the rest none.
void add_return_details(Random& random, ShopRows& shop) {
  for (ledger::ReturnRow& back : shop.returns) {
    const auto lines = shop.lines.find(back.order);
    if (lines != shop.lines.end() && random.chance(0.6)) {
      back.product = lines->second[random.below(lines->second.size())].product;
    } else if (random.chance(0.3)) {
      back.product = static_cast<ledger::ProductIndex>(random.below(shop.products.size()));
    }
    back.quantity = static_cast<std::int64_t>(random.below(4));
    back.reason = static_cast<domain::ReturnReason>(random.below(domain::kReturnReasons));
    back.exchange = random.chance(0.1);
  }
}

// Counts of four of the five goods that are sold, a third of them finding nothing.
void add_stock(Random& random, ShopRows& shop, Day first, int days) {
  for (ledger::ProductIndex product = 1; product < kGift - 1; ++product) {
    for (int day = static_cast<int>(random.below(60)); day < days; day += 1 + static_cast<int>(random.below(40))) {
      const auto counted = static_cast<std::int64_t>(random.below(60));
      shop.stock.push_back({product, first + day, random.chance(0.3) ? -counted / 30 : counted});
    }
  }
}

}  // namespace

ShopRows random_shop(std::uint64_t seed, const ShopSize& size) {
  Random random(seed);
  const Day first = day_from_civil(2024, 1, 1).value();
  ShopRows shop;
  shop.customers = size.customers;
  shop.sources = {"", "flyer", "mail", "search"};
  shop.merge_same_day = !random.chance(0.2);
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
      if (day.value % 5 == 0) shop.returns.push_back({order.customer, order.order, day + 3, 70});
    }
    shop.orders.push_back(order);
  }
  Random more(seed + 1'000'000);
  add_goods(more, shop);
  add_subscriptions(more, shop, first, size.days);
  add_fulfilment(more, shop);
  Random hours(seed + 2'000'000);
  add_hours_and_reasons(hours, shop);
  add_stock(hours, shop, first, size.days);
  add_return_details(hours, shop);
  add_replacements(hours, shop);
  add_costs(more, shop, first, size.days);
  return shop;
}

}  // namespace tsuzuku::cases
