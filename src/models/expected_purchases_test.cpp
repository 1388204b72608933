#include "models/expected_purchases.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace tsuzuku::models {
namespace {

using Real = long double;

// The sum of the header's comment, term by term in long double until nothing changes.
double by_terms(const Alive& customer) {
  const Real shape = customer.rate_shape, a = customer.drop_a, b = customer.drop_b;
  const Real z = static_cast<Real>(customer.elapsed) / (1 + static_cast<Real>(customer.elapsed));
  Real probability = std::pow(1 - z, shape), more = 1 - probability, stays = 1, sum = 0;
  for (int j = 0; j < 3'000'000 && more > 1e-17L; ++j) {
    const auto n = static_cast<Real>(j);
    sum += more * stays;
    probability *= z * (shape + n) / (n + 1);
    more -= probability;
    stays *= (b + n) / (a + b + n);
  }
  return static_cast<double>(sum);
}

// On both sides of 4,000 terms, where the sum hands over to the integral.
TEST(ExpectedWhileAlive, IsTheSumWhicheverWayItIsTaken) {
  for (const double shape : {0.05, 0.6, 3.0, 60.0}) {
    for (const double elapsed : {0.01, 1.0, 30.0, 60.0, 200.0, 1'000.0}) {
      for (const double a : {1e-5, 0.02, 0.8, 1.0, 5.0}) {
        for (const double b : {0.3, 2.4, 50.0}) {
          const Alive customer{.rate_shape = shape, .elapsed = elapsed, .drop_a = a, .drop_b = b};
          EXPECT_NEAR(expected_while_alive(customer) / by_terms(customer), 1.0, 1e-10)
              << "shape " << shape << ", elapsed " << elapsed << ", a " << a << ", b " << b;
        }
      }
    }
  }
}

TEST(ExpectedWhileAlive, KnownCases) {
  // Nobody drops out: the rate's mean times the time. Everybody drops out at once: one purchase, if any.
  const double all = expected_while_alive({.rate_shape = 2.0, .elapsed = 3.0, .drop_a = 1e-14, .drop_b = 1e3});
  EXPECT_NEAR(all, 6.0, 1e-9);
  const double one = expected_while_alive({.rate_shape = 2.0, .elapsed = 3.0, .drop_a = 1e9, .drop_b = 1e-9});
  EXPECT_NEAR(one, 1.0 - 1.0 / 16.0, 1e-9);
  EXPECT_EQ(expected_while_alive({.rate_shape = 2.0, .elapsed = 0.0, .drop_a = 1.0, .drop_b = 1.0}), 0.0);
}

TEST(ExpectedWhileAlive, StaysInsideForAnyArguments) {
  for (const double shape : {1e-6, 1.0, 1e6}) {
    for (const double elapsed : {1e-12, 1.0, 1e4, 1e9}) {
      for (const double a : {1e-6, 1.0, 1e6}) {
        for (const double b : {1e-6, 1.0, 1e6}) {
          const double expected =
              expected_while_alive({.rate_shape = shape, .elapsed = elapsed, .drop_a = a, .drop_b = b});
          EXPECT_TRUE(expected >= 0.0 && expected <= shape * elapsed * (1.0 + 1e-6))
              << shape << " " << elapsed << " " << a << " " << b << ": " << expected;
          // A purchase at all happens, with this probability at least once.
          EXPECT_GE(expected, -std::expm1(-shape * std::log1p(elapsed)) * (1.0 - 1e-6))
              << shape << " " << elapsed << " " << a << " " << b;
        }
      }
    }
  }
}

}  // namespace
}  // namespace tsuzuku::models
