// Conditions as services ask them: of everybody on the ledger, of one customer in the store, on both databases.

#include <set>

#include "services/segments/conditions.hpp"
#include "tests/parity/messy_shop.hpp"
#include "tests/parity/parity_test.hpp"
#include "tests/support/counted_values.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;

class ConditionsTest : public testing_support::EachStore {
 protected:
  void SetUp() override {
    EachStore::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_VALUE(shop, MessyShop::make(database(), 300, true));
    messy_ = std::move(shop);
    ASSERT_VALUE(shops, Shops::open(database(), ids_));
    shops_.emplace(std::move(shops));
    ledgers_.emplace(database());
    ASSERT_VALUE(conditions, Conditions::open(database(), *shops_, *ledgers_));
    conditions_.emplace(std::move(conditions));
  }

  [[nodiscard]] ShopId shop() const { return messy_->shop().id; }
  [[nodiscard]] Day today() const { return conditions_->today(messy_->shop(), kMessyNow).value(); }
  [[nodiscard]] std::string problem(std::string_view text) const {
    const auto error = conditions_->problem(shop(), text);
    return error ? error->key : "";
  }

  IdMaker ids_ = testing_support::counting_ids();
  std::unique_ptr<MessyShop> messy_;
  std::optional<Shops> shops_;
  std::optional<Ledgers> ledgers_;
  std::optional<Conditions> conditions_;
};
INSTANTIATE_EACH_DATABASE(ConditionsTest);

TEST_P(ConditionsTest, HoldsForExactlyTheMembers) {
  const auto everybody = conditions_->members(shop(), "everyone", today()).value();
  ASSERT_GT(everybody.size(), 50U);
  for (const char* text : {"stage >= 2", "segment = \"名簿\" and has_mail", "touches(channel = mail) = 0",
                           "tag = \"vip\"", "days_since_last_purchase > 400 or not purchases(source is known)",
                           "journeys(journey = \"F2\" and running)", "bucket(\"a\", 10) < 3"}) {
    ASSERT_VALUE(members, conditions_->members(shop(), text, today()));
    EXPECT_GT(members.size(), 0U) << text;
    EXPECT_LT(members.size(), everybody.size()) << text;
    const std::set<CustomerId> inside(members.begin(), members.end());
    auto session = database().writer().value();
    auto transaction = sql::Transaction::begin(*session).value();
    for (const CustomerId customer : everybody) {
      ASSERT_VALUE(holds, conditions_->holds(*session, shop(), customer, text, kMessyNow));
      ASSERT_EQ(holds, inside.contains(customer)) << text << " of " << customer.value;
    }
  }
}

TEST_P(ConditionsTest, OneCustomerIsAskedFreshly) {
  const CustomerId customer = conditions_->members(shop(), "not tag = \"nobody has this\"", today()).value().front();
  auto session = database().writer().value();
  auto transaction = sql::Transaction::begin(*session).value();
  ASSERT_OK(
      session->execute_script("insert into customer_tags (customer_id, tag_id, shop_id, added_at, origin) values (" +
                              customer.text() + ", 3, " + shop().text() + ", 0, 'test')"));
  EXPECT_TRUE(conditions_->holds(*session, shop(), customer, "tag = \"nobody has this\"", kMessyNow).value());
  EXPECT_FALSE(conditions_->holds(*session, shop(), CustomerId{1}, "everyone", kMessyNow).value()) << "nobody's id";
  EXPECT_EQ(conditions_->holds(*session, ShopId{1}, customer, "everyone", kMessyNow).error().key, "shop.unknown_id");
}

TEST_P(ConditionsTest, ProblemsAreTold) {
  EXPECT_EQ(problem("stage = 2"), "");
  EXPECT_EQ(problem("segment = \"名簿\""), "");
  EXPECT_EQ(problem("stage = "), "segment.unexpected_end");
  EXPECT_EQ(problem("stages = 2"), "segment.unknown_field");
  EXPECT_EQ(problem("segment = \"ない\""), "segment.unknown_segment");
}

}  // namespace
}  // namespace tsuzuku::parity
