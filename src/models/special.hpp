#pragma once
// The gamma function's logarithm and what is made of it, for positive arguments.

namespace tsuzuku::models {

// ln Gamma(x). Unlike std::lgamma it writes no global sign, so that threads may call it at once.
[[nodiscard]] double log_gamma(double x);
[[nodiscard]] double digamma(double x);   // first derivative of log_gamma
[[nodiscard]] double trigamma(double x);  // second derivative

[[nodiscard]] double log_beta(double a, double b);  // ln B(a, b)

}  // namespace tsuzuku::models
