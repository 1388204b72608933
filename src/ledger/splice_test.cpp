#include "ledger/splice.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/random.hpp"
#include "ledger/builder.hpp"

namespace tsuzuku::ledger {
namespace {

constexpr int kFirst = 20'000;

struct Order {
  OrderRow row;
  std::vector<LineRow> lines;
  std::vector<ReturnRow> returns;
};

// A shop that lives: orders come, change, are cancelled, find their customer; customers come and go.
class Shop {
 public:
  explicit Shop(std::uint64_t seed) : random_(seed) {
    for (int n = 0; n < 150; ++n) live();
    changed_.clear();
  }

  void live() {
    const auto what = random_.below(10);
    if (what < 4) return add(draw_order(next_++, draw_customer()));
    if (what < 6) return change([&](Order& order) { order = draw_order(order.row.order, order.row.customer); });
    if (what < 7) return change([&](Order& order) { order.row.cancelled = order.row.day + 1; });
    if (what < 8) return remove();
    if (what < 9) return move_to_a_customer();
    const std::int64_t newcomer = 1 + 2 * static_cast<std::int64_t>(random_.below(200));
    customers_.insert(newcomer);
    changed_.insert(newcomer);
  }

  // Who changed since it was asked last, as orders have them.
  std::vector<std::int64_t> take_changed() {
    std::vector<std::int64_t> ids(changed_.begin(), changed_.end());
    changed_.clear();
    return ids;
  }

  [[nodiscard]] Blocks build() const {
    return build_of(customers_, [](const Order&) { return true; });
  }
  [[nodiscard]] Blocks build_patch(const std::vector<std::int64_t>& changed) const {
    const std::set<std::int64_t> ids(changed.begin(), changed.end());
    std::set<std::int64_t> people;
    std::ranges::set_intersection(ids, customers_, std::inserter(people, people.end()));
    return build_of(people, [&](const Order& order) { return ids.contains(place_of(order)); });
  }

 private:
  static std::int64_t place_of(const Order& order) {
    return order.row.customer != 0 ? order.row.customer : order.row.order;
  }
  std::int64_t draw_customer() {
    if (customers_.empty() || random_.below(5) == 0) return 0;
    return *std::next(customers_.begin(), static_cast<std::ptrdiff_t>(random_.below(customers_.size())));
  }
  Order draw_order(std::int64_t id, std::int64_t customer) {
    Order order;
    order.row.customer = customer;
    order.row.order = id;
    order.row.day = Day{kFirst + static_cast<int>(random_.below(60))};
    order.row.accepted = static_cast<Money>(random_.below(9'000));
    order.row.cost = static_cast<Money>(random_.below(3)) * 100;
    order.row.uncosted = static_cast<Money>(random_.below(3)) * 70;
    order.row.source = static_cast<std::uint16_t>(random_.below(3));
    order.row.hour = static_cast<std::uint8_t>(random_.below(24));
    for (std::uint64_t n = random_.below(4); n > 0; --n)
      order.lines.push_back({.product = static_cast<ProductIndex>(random_.below(3)),
                             .position = static_cast<std::int64_t>(n),
                             .quantity = 1,
                             .amount = static_cast<Money>(random_.below(900))});
    for (std::uint64_t n = random_.below(3); n > 0; --n)
      order.returns.push_back({.customer = customer,
                               .order = id,
                               .day = order.row.day + static_cast<int>(n),
                               .amount = static_cast<Money>(n * 10),
                               .product = static_cast<ProductIndex>(random_.below(3)),
                               .quantity = static_cast<std::int64_t>(n),
                               .reason = static_cast<domain::ReturnReason>(random_.below(domain::kReturnReasons)),
                               .exchange = random_.below(2) == 0});
    return order;
  }
  void add(Order order) {
    changed_.insert(place_of(order));
    const std::int64_t id = order.row.order;
    orders_[id] = std::move(order);
  }
  template <typename How>
  void change(const How& how) {
    if (orders_.empty()) return;
    const auto at = std::next(orders_.begin(), static_cast<std::ptrdiff_t>(random_.below(orders_.size())));
    how(at->second);
    changed_.insert(place_of(at->second));
  }
  void remove() {
    if (orders_.empty()) return;
    const auto at = std::next(orders_.begin(), static_cast<std::ptrdiff_t>(random_.below(orders_.size())));
    const std::int64_t place = place_of(at->second);
    changed_.insert(place);
    orders_.erase(at);
    if (random_.below(3) != 0) return;
    customers_.erase(place);
    std::erase_if(orders_, [&](const auto& order) { return order.second.row.customer == place; });
  }
  void move_to_a_customer() {
    change([&](Order& order) {
      if (order.row.customer != 0 || customers_.empty()) return;
      changed_.insert(order.row.order);
      order.row.customer = *customers_.begin();
      for (ReturnRow& row : order.returns) row.customer = order.row.customer;
    });
  }

  template <typename Wanted>
  [[nodiscard]] Blocks build_of(const std::set<std::int64_t>& people, const Wanted& wanted) const {
    Builder builder;
    builder.set_sources({"", "ad", "friend"});
    builder.set_products({"", "a", "b"});
    builder.set_customers({people.begin(), people.end()});
    for (const auto& [id, order] : orders_) {
      if (!wanted(order)) continue;
      builder.add_order(order.row);
      for (const ReturnRow& row : order.returns) builder.add_return(row);
    }
    Blocks blocks{.ledger = builder.finish().value()};
    LinePart part;
    SubscriptionsBuilder subscriptions(*blocks.ledger);
    for (const auto& [id, order] : orders_) {
      if (!wanted(order)) continue;
      part.begin_order(order.row.customer, id, order.row.day.value);
      for (const LineRow& line : order.lines) part.add(line);
    }
    for (const std::int64_t customer : people) {
      for (std::int64_t n = customer % 3; n > 0; --n)
        subscriptions.add({.customer = customer, .started = Day{kFirst + static_cast<int>(n)}});
    }
    Products products;
    products.add("a", domain::ProductKind::Ordinary);
    products.add("b", domain::ProductKind::Ordinary);
    LinesBuilder lines(*blocks.ledger, std::move(products));
    lines.add(std::move(part));
    blocks.lines = lines.finish().value();
    blocks.subscriptions = subscriptions.finish().value();
    return blocks;
  }

  Random random_;
  std::int64_t next_ = 1'000;
  std::set<std::int64_t> customers_{1, 2, 3, 8, 40};
  std::map<std::int64_t, Order> orders_;
  std::set<std::int64_t> changed_;
};

void expect_same(const Blocks& a, const Blocks& b) {
  int at = 0;
  for_each_column(a.ledger->columns(), b.ledger->columns(),
                  [&](const auto& x, const auto& y) { EXPECT_TRUE(x == y) << "column " << at++; });
  for_each_return_column(a.ledger->returns(), b.ledger->returns(),
                         [](const auto& x, const auto& y) { EXPECT_TRUE(x == y); });
  EXPECT_EQ(a.ledger->part_costs().order, b.ledger->part_costs().order);
  EXPECT_EQ(a.ledger->part_costs().uncosted, b.ledger->part_costs().uncosted);
  EXPECT_TRUE(std::ranges::equal(a.ledger->customer_ids(), b.ledger->customer_ids()));
  EXPECT_TRUE(std::ranges::equal(a.ledger->customer_begin(), b.ledger->customer_begin()));
  EXPECT_TRUE(std::ranges::equal(a.ledger->anonymous_ids(), b.ledger->anonymous_ids()));
  EXPECT_EQ(a.ledger->first_day(), b.ledger->first_day());
  EXPECT_EQ(a.ledger->last_known_day(), b.ledger->last_known_day());
  EXPECT_TRUE(std::ranges::equal(a.lines->order_begin(), b.lines->order_begin()));
  EXPECT_TRUE(std::ranges::equal(a.lines->product(), b.lines->product()));
  EXPECT_TRUE(std::ranges::equal(a.lines->amount(), b.lines->amount()));
  EXPECT_TRUE(std::ranges::equal(a.subscriptions->started(), b.subscriptions->started()));
  EXPECT_EQ(a.subscriptions->count(), b.subscriptions->count());
}

TEST(Splice, IsWhatBuildingAnewGives) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Shop shop(seed);
    Blocks last = shop.build();
    Random random(seed);
    for (int round = 0; round < 12; ++round) {
      for (std::uint64_t n = random.below(9); n > 0; --n) shop.live();
      const auto changed = shop.take_changed();
      const Blocks patch = shop.build_patch(changed);
      ASSERT_TRUE(can_splice(*last.ledger, *patch.ledger));
      const Splice splice(*last.ledger, *patch.ledger, changed);
      Blocks next{.ledger = splice.ledger(),
                  .lines = splice.lines(*last.lines, *patch.lines),
                  .subscriptions = splice.subscriptions(*last.subscriptions, *patch.subscriptions)};
      expect_same(next, shop.build());
      if (HasFailure()) FAIL() << "seed " << seed << " round " << round;
      last = std::move(next);
    }
  }
}

TEST(Splice, OfNothingIsTheSame) {
  Shop shop(7);
  const Blocks last = shop.build();
  const Blocks patch = shop.build_patch({});
  const Splice splice(*last.ledger, *patch.ledger, {});
  expect_same({.ledger = splice.ledger(),
               .lines = splice.lines(*last.lines, *patch.lines),
               .subscriptions = splice.subscriptions(*last.subscriptions, *patch.subscriptions)},
              last);
}

TEST(Splice, NamesThatMeanSomethingElseForbidIt) {
  const auto named = [](std::vector<std::string> sources, bool merge_same_day = true) {
    Builder builder;
    builder.set_sources(std::move(sources));
    builder.set_merge_same_day(merge_same_day);
    return builder.finish().value();
  };
  const auto last = named({"", "ad"});
  EXPECT_TRUE(can_splice(*last, *named({"", "ad", "friend"})));
  EXPECT_FALSE(can_splice(*last, *named({"", "friend", "ad"})));
  EXPECT_FALSE(can_splice(*last, *named({""})));
  EXPECT_FALSE(can_splice(*last, *named({"", "ad"}, false)));
}

}  // namespace
}  // namespace tsuzuku::ledger
