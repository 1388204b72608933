// Whom nothing reaches: what stands since when, on both databases.

#include <algorithm>
#include <iterator>
#include <set>

#include "services/holdouts/global_holdouts.hpp"
#include "services/shops/shops.hpp"
#include "tests/parity/parity_test.hpp"
#include "tests/support/counted_values.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;

constexpr std::int64_t kNow = 1'790'000'000;

class HoldoutsTest : public testing_support::EachStore {
 protected:
  void SetUp() override {
    EachStore::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_VALUE(shops, Shops::open(database(), ids_));
    ASSERT_VALUE(shop, shops.create({.name = "店"}, kNow));
    shop_ = shop.id;
    ASSERT_VALUE(holdouts, GlobalHoldouts::open(database()));
    holdouts_.emplace(std::move(holdouts));
  }
  [[nodiscard]] bool set(HoldoutChange change, std::int64_t now) {
    return holdouts_->set(shop_, change, std::nullopt, now).value();
  }
  // How many of the first ten thousand customers.
  [[nodiscard]] std::set<std::int64_t> held_out() const {
    const GlobalHoldout holdout = holdouts_->of(shop_).value();
    std::set<std::int64_t> found;
    for (std::int64_t customer = 1; customer <= 10'000; ++customer) {
      if (holdout.holds_out(CustomerId{customer})) found.insert(customer);
    }
    return found;
  }

  IdMaker ids_ = testing_support::counting_ids();
  ShopId shop_;
  std::optional<GlobalHoldouts> holdouts_;
};
INSTANTIATE_EACH_DATABASE(HoldoutsTest);

TEST_P(HoldoutsTest, NobodyUntilAShareIsSet) {
  EXPECT_EQ(holdouts_->of(shop_).value(), GlobalHoldout{});
  EXPECT_TRUE(held_out().empty());
  EXPECT_FALSE(holdouts_->last_period(shop_).value().has_value());
  EXPECT_FALSE(set({.permille = 0}, kNow)) << "it was so before";
  EXPECT_EQ(holdouts_->set(shop_, {.permille = 501}, std::nullopt, kNow).error().key, "holdout.bad_share");
  EXPECT_EQ(holdouts_->set(shop_, {.permille = -1}, std::nullopt, kNow).error().key, "holdout.bad_share");
}

TEST_P(HoldoutsTest, ALargerShareKeepsThoseHeldOutAndANewDrawTakesOthers) {
  EXPECT_TRUE(set({.permille = 50}, kNow));
  const auto first = held_out();
  EXPECT_NEAR(static_cast<double>(first.size()), 500.0, 70.0);
  EXPECT_FALSE(set({.permille = 50}, kNow + 1));
  EXPECT_EQ(holdouts_->of(shop_).value().since, kNow) << "the same again changes nothing";
  EXPECT_TRUE(set({.permille = 100}, kNow + 2));
  const auto larger = held_out();
  EXPECT_TRUE(std::ranges::includes(larger, first));
  EXPECT_EQ(holdouts_->of(shop_).value().since, kNow + 2);
  EXPECT_EQ(holdouts_->of(shop_).value().drawn_at, kNow);
  EXPECT_TRUE(set({.permille = 100, .draw_anew = true}, kNow + 3));
  std::vector<std::int64_t> both;
  std::ranges::set_intersection(larger, held_out(), std::back_inserter(both));
  EXPECT_LT(both.size(), 200U) << "a tenth of a tenth";
  EXPECT_EQ(holdouts_->of(shop_).value().drawn_at, kNow + 3);
}

TEST_P(HoldoutsTest, TheLastTimeIsRememberedWhenItIsOver) {
  ASSERT_TRUE(set({.permille = 50}, kNow));
  ASSERT_TRUE(set({.permille = 100}, kNow + 10));
  auto period = holdouts_->last_period(shop_).value();
  ASSERT_TRUE(period.has_value());
  EXPECT_EQ(period->since, kNow + 10);
  EXPECT_FALSE(period->until.has_value());
  const auto before = held_out();
  ASSERT_TRUE(set({.permille = 0}, kNow + 20));
  EXPECT_TRUE(held_out().empty());
  period = holdouts_->last_period(shop_).value();
  ASSERT_TRUE(period.has_value());
  EXPECT_EQ(period->holdout.permille, 100);
  EXPECT_EQ(period->since, kNow + 10);
  EXPECT_EQ(period->until, kNow + 20);
  ASSERT_TRUE(set({.permille = 100}, kNow + 5)) << "a clock set back";
  EXPECT_EQ(holdouts_->of(shop_).value().permille, 100) << "the later word counts";
  EXPECT_NE(held_out(), before) << "after a time without, others are drawn";
}

}  // namespace
}  // namespace tsuzuku::parity
