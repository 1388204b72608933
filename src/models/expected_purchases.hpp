#pragma once
// Purchases to be expected of somebody who is alive now, under a gamma distributed rate and a beta distributed
// probability of dropping out after each purchase.

namespace tsuzuku::models {

struct Alive {
  double rate_shape = 1.0;  // r + x: the rate is Gamma(rate_shape, alpha + T), given what was seen
  double elapsed = 0.0;     // t / (alpha + T), without unit; >= 0
  double drop_a = 1.0;      // the probability of dropping out is Beta(drop_a, drop_b), given what was seen
  double drop_b = 1.0;
};

// The papers write it (a+b-1)/(a-1) (1 - (1-z)^A 2F1(A, b; a+b-1; z)), which loses all digits at a = 1 and for large A.
// Without dropping out there would be K purchases, K negative binomial; the j-th of them happens when none of those
// before was the last. So the same is the sum over j >= 0 of P(K > j) B(a, b+j) / B(a, b): positive terms only, stable
// for all arguments. It has about as many terms as K has purchases; where these are too many, the mean is taken over
// the probability of dropping out instead. Relative error below 1e-10.
[[nodiscard]] double expected_while_alive(const Alive& customer);

}  // namespace tsuzuku::models
