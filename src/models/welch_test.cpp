#include "models/welch.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace tsuzuku::models {
namespace {

// Student's sleep data (Biometrika 1908): hours of sleep gained with two drugs. R's t.test(extra ~ group, data = sleep)
// prints t = -1.8608, df = 17.776, 95 percent confidence interval -3.3654832 0.2054832, means 0.75 and 2.33.
constexpr std::array kFirst{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
constexpr std::array kSecond{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

TEST(Welch, StudentsSleep) {
  const auto result = welch(sample_of(kFirst), sample_of(kSecond));
  ASSERT_TRUE(result);
  EXPECT_NEAR(result->difference, 0.75 - 2.33, 1e-12);
  EXPECT_NEAR(result->difference / result->standard_error, -1.8608, 5e-5);
  EXPECT_NEAR(result->degrees_of_freedom, 17.776, 5e-4);
  EXPECT_NEAR(result->interval.low, -3.3654832, 5e-8);
  EXPECT_NEAR(result->interval.high, 0.2054832, 5e-8);
}

TEST(Welch, PartsAddUp) {
  Sample whole = sample_of(std::span(kFirst).first(4));
  whole.merge(sample_of(std::span(kFirst).subspan(4)));
  whole.merge({});
  EXPECT_EQ(whole.count, 10);
  EXPECT_NEAR(whole.mean, 0.75, 1e-15);
  EXPECT_NEAR(whole.squares, sample_of(kFirst).squares, 1e-12);
  Sample far;  // far from 0 nothing cancels
  for (const double value : kFirst) far.add(1e9 + value);
  EXPECT_NEAR(far.squares, whole.squares, 1e-4);
}

TEST(Welch, Edges) {
  const std::array<double, 1> one{3.0};
  const std::array<double, 3> same{5.0, 5.0, 5.0}, other{2.0, 2.0, 2.0};
  EXPECT_FALSE(welch(sample_of(one), sample_of(kFirst)));
  EXPECT_FALSE(welch(sample_of(kFirst), {}));
  const auto certain = welch(sample_of(same), sample_of(other));
  ASSERT_TRUE(certain);
  EXPECT_EQ(certain->interval.low, 3.0);
  EXPECT_EQ(certain->interval.high, 3.0);
}

}  // namespace
}  // namespace tsuzuku::models
