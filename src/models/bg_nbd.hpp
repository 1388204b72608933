#pragma once
// How often customers without a contract will buy again, and whether they still do: BG/NBD (Fader, Hardie, Lee 2005,
// Marketing Science 24(2)) and MBG/NBD (Batislam, Denizel, Filiztekin 2007, IJRM 24(3)).
//
// While alive a customer buys at random at a rate of their own, distributed Gamma(r, alpha) over customers, and after a
// purchase drops out with a probability of their own, distributed Beta(a, b). In BG/NBD only repeat purchases can be
// the last, so whoever never came back is alive by definition; in MBG/NBD the first purchase can be, too. A shop with
// many one-time buyers wants MBG/NBD.
//
// One unit of time throughout, the caller's (weeks, days): alpha and every prediction are in it.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "models/fit.hpp"

namespace tsuzuku::models {

// What the models need to know of a customer, with the letters of the papers. Equal customers may share a row.
struct PurchaseHistory {
  std::int32_t x = 0;  // repeat purchases: all but the first
  double t_x = 0.0;    // from the first purchase to the last; 0 when x is 0
  double T = 0.0;      // from the first purchase to the end of observation; NOLINT(readability-identifier-naming)
  std::int64_t customers = 1;

  friend auto operator<=>(const PurchaseHistory&, const PurchaseHistory&) = default;
};

inline constexpr std::int32_t kMostPurchases = 1'000'000;  // of one customer: more is a mistake in the data

// InvalidInput "models.bad_x", "models.bad_times", "models.last_after_end" or "models.last_without_repeat", each with
// {x, t_x, T}.
[[nodiscard]] Status check(const PurchaseHistory& history);

// Equal rows made one. Worth it where times are whole days: a fit takes as long as there are rows.
[[nodiscard]] std::vector<PurchaseHistory> grouped(std::vector<PurchaseHistory> histories);

enum class DropOut : std::uint8_t {
  AfterRepeats,  // BG/NBD
  FromTheFirst,  // MBG/NBD
};

struct BgNbd {
  static constexpr std::array<std::string_view, 4> kNames{"r", "alpha", "a", "b"};

  double r = 1.0;
  double alpha = 1.0;  // unit of time
  double a = 1.0;
  double b = 1.0;

  [[nodiscard]] std::array<double, 4> values() const { return {r, alpha, a, b}; }
  [[nodiscard]] static BgNbd of(const std::array<double, 4>& v) { return {v[0], v[1], v[2], v[3]}; }
};

// Errors: "models.no_customers", "models.row" {row, …} with what check() says of that row counted from 1,
// "models.no_time" when nobody was observed for any time, "models.nobody_repeats". Not converged: everybody alike, or
// too few customers to tell four parameters. The same bits for any number of `threads` (0 = all of the machine).
[[nodiscard]] Result<Fit<BgNbd>> fit_bg_nbd(std::span<const PurchaseHistory> histories, DropOut drop_out,
                                            std::size_t threads = 0);

// The log likelihood that the fit makes largest. REQUIRES: valid histories.
[[nodiscard]] double log_likelihood(const BgNbd& model, DropOut drop_out, std::span<const PurchaseHistory> histories);

// That the customer will buy again some day if given for ever, 0-1. REQUIRES of this and the following: check() holds.
[[nodiscard]] double probability_alive(const BgNbd& model, DropOut drop_out, const PurchaseHistory& history);

// Repeat purchases to be expected in the first `t` after the first purchase of somebody new; t >= 0.
[[nodiscard]] double expected_purchases(const BgNbd& model, DropOut drop_out, double t);

// Purchases to be expected of this customer in the `t` after the end of observation; t >= 0.
[[nodiscard]] double expected_purchases(const BgNbd& model, DropOut drop_out, const PurchaseHistory& history, double t);
// The same if the customer is known to be alive still.
[[nodiscard]] double expected_while_alive(const BgNbd& model, DropOut drop_out, const PurchaseHistory& history,
                                          double t);

// That this customer buys at all in the `t` after the end of observation, 0-1; t >= 0. Somebody alive does not drop out
// before the next purchase, so it is P(alive) (1 - ((alpha + T) / (alpha + T + t))^(r + x)).
[[nodiscard]] double probability_of_purchase(const BgNbd& model, DropOut drop_out, const PurchaseHistory& history,
                                             double t);

struct Outlook {
  double alive = 0.0;               // probability
  double expected_purchases = 0.0;  // in the time asked about
};
// One for each row, of one customer of that row.
[[nodiscard]] std::vector<Outlook> outlooks(const BgNbd& model, DropOut drop_out,
                                            std::span<const PurchaseHistory> histories, double t,
                                            std::size_t threads = 0);

}  // namespace tsuzuku::models
