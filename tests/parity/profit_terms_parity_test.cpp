// What a shop takes for granted about its profit: kept, changed and forgotten alike on both databases.

#include "analysis/registry.hpp"
#include "services/analyses/profit_terms.hpp"
#include "services/shops/shops.hpp"
#include "tests/parity/parity_test.hpp"
#include "tests/support/counted_values.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;

constexpr std::int64_t kNow = 1'790'000'000;

class ProfitTermsTest : public testing_support::EachStore {
 protected:
  void SetUp() override {
    EachStore::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_VALUE(shops, Shops::open(database(), ids_));
    ASSERT_VALUE(shop, shops.create({.name = "店"}, kNow));
    ASSERT_VALUE(other, shops.create({.name = "べつの店"}, kNow));
    shop_ = shop.id;
    other_ = other.id;
    ASSERT_VALUE(book, ProfitTermsBook::open(database()));
    book_.emplace(std::move(book));
  }
  [[nodiscard]] std::string refused(const ShopProfitTerms& terms) {
    const auto kept = book_->keep(shop_, terms, std::nullopt, kNow);
    return kept ? "" : kept.error().key;
  }

  IdMaker ids_ = testing_support::counting_ids();
  ShopId shop_;
  ShopId other_;
  std::optional<ProfitTermsBook> book_;
};
INSTANTIATE_EACH_DATABASE(ProfitTermsTest);

TEST_P(ProfitTermsTest, AShopThatKeepsNoneHasTheDefaults) {
  const ShopProfitTerms terms = book_->of(shop_).value();
  EXPECT_FALSE(terms.changed_at.has_value());
  const auto& ltv = analysis::find_analysis("ltv").value()->descriptor();
  analysis::RawArguments asked{{"shipping_cost", "300"}};
  EXPECT_EQ(terms.fill(ltv, asked)->key, "terms_default");
  EXPECT_EQ(asked,
            (analysis::RawArguments{{"margin_percent", "50"}, {"shipping_cost", "300"}, {"payment_fee_permille", "0"}}))
      << "what the asker tells stays";
  EXPECT_FALSE(terms.fill(ltv, asked)) << "nothing is left to fill in";
  analysis::RawArguments of_stages;
  EXPECT_FALSE(terms.fill(analysis::find_analysis("stages").value()->descriptor(), of_stages));
  EXPECT_TRUE(of_stages.empty());
  EXPECT_TRUE(ShopProfitTerms::are_taken_by(ltv));
  EXPECT_FALSE(ShopProfitTerms::are_taken_by(analysis::find_analysis("stages").value()->descriptor()));
  EXPECT_FALSE(book_->forget(shop_).value()) << "there is nothing to forget";
}

TEST_P(ProfitTermsTest, TheLastWordStandsAndIsTheShopsOwn) {
  const ShopProfitTerms terms{.margin_percent = 40, .shipping_cost = 600, .payment_fee_permille = 36};
  EXPECT_TRUE(book_->keep(shop_, terms, StaffId{7}, kNow).value());
  EXPECT_FALSE(book_->keep(shop_, terms, std::nullopt, kNow + 1).value()) << "the same again is no change";
  const ShopProfitTerms kept = book_->of(shop_).value();
  EXPECT_TRUE(kept.says_the_same_as(terms));
  EXPECT_EQ(kept.changed_at, kNow);
  EXPECT_TRUE(book_->keep(shop_, {.margin_percent = 0, .shipping_cost = 100'000}, std::nullopt, kNow + 2).value());
  EXPECT_EQ(book_->of(shop_).value().changed_at, kNow + 2);
  EXPECT_EQ(book_->of(shop_).value().shipping_cost, 100'000);
  EXPECT_FALSE(book_->of(other_).value().changed_at.has_value()) << "another shop keeps its own";
  EXPECT_TRUE(book_->forget(shop_).value());
  EXPECT_TRUE(book_->of(shop_).value().says_the_same_as(ProfitTermsBook::defaults()));
}

TEST_P(ProfitTermsTest, WhatTheDefaultsSayCanBeTheShopsOwn) {
  EXPECT_TRUE(book_->keep(shop_, ProfitTermsBook::defaults(), std::nullopt, kNow).value());
  EXPECT_EQ(book_->of(shop_).value().changed_at, kNow);
}

TEST_P(ProfitTermsTest, WhatAnAnalysisWouldRefuseIsNotKept) {
  for (const ShopProfitTerms& terms : {ShopProfitTerms{.margin_percent = 101},
                                       {.margin_percent = -1},
                                       {.shipping_cost = 100'001},
                                       {.shipping_cost = -1},
                                       {.payment_fee_permille = 1'001}}) {
    EXPECT_EQ(refused(terms), "profit_terms.out_of_bounds");
  }
  EXPECT_FALSE(book_->of(shop_).value().changed_at.has_value());
}

}  // namespace
}  // namespace tsuzuku::parity
