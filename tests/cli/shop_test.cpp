// tsuzuku shop profit: the terms of profit that a shop keeps.

#include "tests/cli/program.hpp"

namespace tsuzuku::cli_tests {
namespace {

class ShopTest : public ProgramTest {
 protected:
  void SetUp() override {
    const std::string orders = write("orders.csv",
                                     "order_number,ordered_at,customer_number,product_code,quantity,unit_price\n"
                                     "1,2025-01-01,C1,TEA,1,3000\n");
    ASSERT_EQ(run({"import", orders, "--data", data()}).exit_code, 0);
  }
  [[nodiscard]] Outcome profit(std::vector<std::string> options) const {
    options.insert(options.begin(), {"--language", "en", "shop", "profit", "--data", data()});
    return run(options);
  }
  // LTV of today, in yen.
  [[nodiscard]] bool ltv_is(const std::string& yen) const {
    const Outcome planner = run({"analyse", "planner", "--data", data(), "--format", "json"});
    return planner.out.find("\"ltv\":" + yen + ",") != std::string::npos;
  }
};

TEST_F(ShopTest, TheTermsOfProfitAreShownChangedAndForgotten) {
  EXPECT_NE(profit({}).out.find("defaults"), std::string::npos);
  EXPECT_TRUE(ltv_is("1500"));
  const Outcome kept = profit({"--margin-percent", "40", "--payment-fee-permille", "36"});
  EXPECT_EQ(kept.exit_code, 0) << kept.error;
  EXPECT_NE(kept.out.find("its own"), std::string::npos) << kept.out;
  EXPECT_NE(kept.out.find("margin 40%, 0 JPY an order sent, payment fee 36 permille"), std::string::npos) << kept.out;
  EXPECT_TRUE(ltv_is("1092"));
  EXPECT_NE(profit({"--shipping-cost", "600"}).out.find("margin 40%, 600 JPY"), std::string::npos)
      << "what is not told stays";
  EXPECT_NE(profit({"--forget"}).out.find("defaults"), std::string::npos);
  EXPECT_TRUE(ltv_is("1500"));
}

TEST_F(ShopTest, WhatNoAnalysisTakesIsRefused) {
  EXPECT_EQ(profit({"--margin-percent", "101"}).exit_code, 2);
  EXPECT_NE(profit({"--margin-percent", "101"}).error.find("margin_percent"), std::string::npos);
}

}  // namespace
}  // namespace tsuzuku::cli_tests
