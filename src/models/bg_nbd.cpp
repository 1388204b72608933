#include "models/bg_nbd.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/expected_purchases.hpp"
#include "models/newton.hpp"
#include "models/rows.hpp"

namespace tsuzuku::models {
namespace {

constexpr std::size_t kR = 0, kAlpha = 1, kA = 2, kB = 3;  // the parameters' places

using Likelihood = Jet<4>;

// Purchases after which a customer could have dropped out but, but for the last, did not.
std::int32_t chances(const PurchaseHistory& history, DropOut drop_out) {
  return history.x + (drop_out == DropOut::FromTheFirst ? 1 : 0);
}

// entry[k]: customers of whom more than k were counted, so that a sum over customers of sums over their purchases
// becomes one sum over k.
template <typename Count>
std::vector<double> customers_with_more(std::span<const PurchaseHistory> histories, const Count& count) {
  std::int32_t most = 0;
  for (const PurchaseHistory& history : histories) most = std::max(most, count(history));
  std::vector<double> more(static_cast<std::size_t>(most) + 1);
  for (const PurchaseHistory& history : histories) {
    more[static_cast<std::size_t>(count(history))] += static_cast<double>(history.customers);
  }
  // more[n] is how many have exactly n; from the top down they add up.
  double above = 0.0;
  for (auto entry = more.rbegin(); entry != more.rend(); ++entry) {
    const double exactly = *entry;
    *entry = above;
    above += exactly;
  }
  more.pop_back();
  return more;
}

// Sum of weight[k] ln(c + k) with its derivatives by c: customers' ln Gamma(c + n) - ln Gamma(c) added up, without
// the gamma function and without its cancellation.
struct RisingLogs {
  double value = 0.0, first = 0.0, second = 0.0;
  RisingLogs(std::span<const double> weights, double c) {
    for (std::size_t k = 0; k < weights.size(); ++k) {
      const double at = c + static_cast<double>(k);
      value += weights[k] * std::log(at);
      first += weights[k] / at;
      second -= weights[k] / (at * at);
    }
  }
};

// With y = chances, the likelihood of one customer is
//   Gamma(r+x)/Gamma(r) B(a,b+y)/B(a,b) alpha^r ((alpha+T)^-(r+x) + [y>0] a/(b+y-1) (alpha+t_x)^-(r+x)).
// Everything before the bracket is a sum over frequencies; in logarithms the bracket is
//   -(r+x) ln(alpha+T) + ln(1 + e^d),  d = ln(a/(b+y-1)) + (r+x) ln((alpha+T)/(alpha+t_x)),
// and e^d are the odds that the customer is gone. No term can overflow or cancel.
class BgNbdLikelihood {
 public:
  BgNbdLikelihood(std::span<const PurchaseHistory> histories, DropOut drop_out, std::size_t threads)
      : histories_(histories),
        drop_out_(drop_out),
        threads_(threads),
        repeats_(customers_with_more(histories, [](const PurchaseHistory& history) { return history.x; })),
        chances_(customers_with_more(
            histories, [drop_out](const PurchaseHistory& history) { return chances(history, drop_out); })) {
    for (const PurchaseHistory& history : histories) customers_ += static_cast<double>(history.customers);
  }

  Likelihood operator()(const std::array<double, 4>& values) const {
    const BgNbd model = BgNbd::of(values);
    Likelihood sum = of_frequencies(model);
    const std::vector<double> log_odds = log_odds_of_chances(model);
    sum += sum_of_rows<Likelihood>(histories_.size(), threads_, [&](std::size_t begin, std::size_t end) {
      return of_times(model, log_odds, histories_.subspan(begin, end - begin));
    });
    return sum;
  }

 private:
  [[nodiscard]] Likelihood of_frequencies(const BgNbd& model) const {
    const RisingLogs purchases(repeats_, model.r);
    const RisingLogs stayed(chances_, model.b);
    const RisingLogs tossed(chances_, model.a + model.b);
    const double log_alpha = std::log(model.alpha);
    Likelihood sum(purchases.value + stayed.value - tossed.value + customers_ * model.r * log_alpha);
    sum.first = {purchases.first + customers_ * log_alpha, customers_ * model.r / model.alpha, -tossed.first,
                 stayed.first - tossed.first};
    sum.second[Likelihood::place(kR, kR)] = purchases.second;
    sum.second[Likelihood::place(kAlpha, kR)] = customers_ / model.alpha;
    sum.second[Likelihood::place(kAlpha, kAlpha)] = -customers_ * model.r / (model.alpha * model.alpha);
    sum.second[Likelihood::place(kA, kA)] = -tossed.second;
    sum.second[Likelihood::place(kB, kA)] = -tossed.second;
    sum.second[Likelihood::place(kB, kB)] = stayed.second - tossed.second;
    return sum;
  }

  // ln(a / (b + y - 1)) for every y; y = 0 is never asked for.
  [[nodiscard]] std::vector<double> log_odds_of_chances(const BgNbd& model) const {
    std::vector<double> log_odds(chances_.size() + 1);
    for (std::size_t y = 1; y < log_odds.size(); ++y) {
      log_odds[y] = std::log(model.a / (model.b + static_cast<double>(y) - 1.0));
    }
    return log_odds;
  }

  [[nodiscard]] Likelihood of_times(const BgNbd& model, const std::vector<double>& log_odds,
                                    std::span<const PurchaseHistory> rows) const {
    // Locals instead of a Jet: the compiler keeps them in registers.
    double value = 0.0, by_r = 0.0, by_alpha = 0.0, by_a = 0.0, by_b = 0.0;
    double rr = 0.0, r_alpha = 0.0, alpha_alpha = 0.0, r_a = 0.0, alpha_a = 0.0, aa = 0.0;
    double r_b = 0.0, alpha_b = 0.0, ab = 0.0, bb = 0.0;
    const double per_a = 1.0 / model.a;
    for (const PurchaseHistory& row : rows) {
      const auto weight = static_cast<double>(row.customers);
      const double shape = model.r + row.x;
      const double log_end = std::log(model.alpha + row.T);
      const double per_end = 1.0 / (model.alpha + row.T);
      value -= weight * shape * log_end;
      by_r -= weight * log_end;
      by_alpha -= weight * shape * per_end;
      r_alpha -= weight * per_end;
      alpha_alpha += weight * shape * per_end * per_end;

      const std::int32_t y = chances(row, drop_out_);
      if (y == 0) continue;
      const double per_last = 1.0 / (model.alpha + row.t_x);
      const double log_ratio = log_end - std::log(model.alpha + row.t_x);
      const double d = log_odds[static_cast<std::size_t>(y)] + shape * log_ratio;
      const double small = std::exp(-std::abs(d));
      const double larger = 1.0 / (1.0 + small);  // of gone and alive
      const double gone = d > 0.0 ? larger : small * larger;
      const double swing = weight * small * larger * larger;  // gone * alive
      // Derivatives of d. Only those of alpha and r together are mixed.
      const double d_alpha = shape * (per_end - per_last);
      const double d_b = -1.0 / (model.b + y - 1.0);
      const double sure = weight * gone;
      value += weight * (std::max(d, 0.0) + std::log1p(small));
      by_r += sure * log_ratio;
      by_alpha += sure * d_alpha;
      by_a += sure * per_a;
      by_b += sure * d_b;
      rr += swing * log_ratio * log_ratio;
      r_alpha += swing * log_ratio * d_alpha + sure * (per_end - per_last);
      alpha_alpha += swing * d_alpha * d_alpha - sure * d_alpha * (per_end + per_last);
      r_a += swing * log_ratio * per_a;
      alpha_a += swing * d_alpha * per_a;
      aa += (swing - sure) * per_a * per_a;
      r_b += swing * log_ratio * d_b;
      alpha_b += swing * d_alpha * d_b;
      ab += swing * per_a * d_b;
      bb += (swing + sure) * d_b * d_b;
    }
    Likelihood sum(value);
    sum.first = {by_r, by_alpha, by_a, by_b};
    sum.second = {rr, r_alpha, alpha_alpha, r_a, alpha_a, aa, r_b, alpha_b, ab, bb};
    return sum;
  }

  std::span<const PurchaseHistory> histories_;
  DropOut drop_out_;
  std::size_t threads_;
  std::vector<double> repeats_, chances_;
  double customers_ = 0.0;
};

// Every so many rows only, so many that the search among them ends near that among all.
std::vector<PurchaseHistory> sample_of(std::span<const PurchaseHistory> histories) {
  constexpr std::size_t kSample = 1U << 14U;
  std::vector<PurchaseHistory> sample;
  for (std::size_t row = 0; row < histories.size(); row += histories.size() / kSample) sample.push_back(histories[row]);
  return sample;
}

Status check_all(std::span<const PurchaseHistory> histories) {
  if (histories.empty()) return fail(ErrorKind::InvalidInput, "models.no_customers");
  bool time = false, repeats = false;
  for (std::size_t row = 0; row < histories.size(); ++row) {
    if (auto valid = check(histories[row]); !valid) {
      Error error = std::move(valid).error();
      error.arguments.emplace_back("row", std::to_string(row + 1));
      return fail(std::move(error));
    }
    time = time || histories[row].T > 0.0;
    repeats = repeats || histories[row].x > 0;
  }
  if (!time) return fail(ErrorKind::InvalidInput, "models.no_time");
  if (!repeats) return fail(ErrorKind::InvalidInput, "models.nobody_repeats");
  return {};
}

BgNbd first_guess(std::span<const PurchaseHistory> histories) {
  double time = 0.0, customers = 0.0;
  for (const PurchaseHistory& history : histories) {
    time += history.T * static_cast<double>(history.customers);
    customers += static_cast<double>(history.customers);
  }
  return {.r = 1.0, .alpha = time / customers, .a = 1.0, .b = 1.0};
}

// ln of the odds that the customer is gone; REQUIRES: chances above 0.
double log_odds_gone(const BgNbd& model, DropOut drop_out, const PurchaseHistory& history) {
  return std::log(model.a / (model.b + chances(history, drop_out) - 1.0)) +
         (model.r + history.x) * std::log((model.alpha + history.T) / (model.alpha + history.t_x));
}

}  // namespace

Status check(const PurchaseHistory& history) {
  const auto refuse = [&](std::string_view key) {
    return fail(ErrorKind::InvalidInput, key,
                {{"x", std::to_string(history.x)},
                 {"t_x", fmt::format("{}", history.t_x)},
                 {"T", fmt::format("{}", history.T)}});
  };
  if (history.x < 0 || history.x > kMostPurchases || history.customers < 1) return refuse("models.bad_x");
  if (!std::isfinite(history.t_x) || !std::isfinite(history.T) || history.t_x < 0.0 || history.T < 0.0) {
    return refuse("models.bad_times");
  }
  if (history.t_x > history.T) return refuse("models.last_after_end");
  if (history.x == 0 && history.t_x > 0.0) return refuse("models.last_without_repeat");
  return {};
}

std::vector<PurchaseHistory> grouped(std::vector<PurchaseHistory> histories) {
  std::ranges::sort(histories);
  std::size_t kept = 0;
  for (std::size_t row = 0; row < histories.size(); ++row) {
    const PurchaseHistory& next = histories[row];
    if (kept > 0 && histories[kept - 1].x == next.x && histories[kept - 1].t_x == next.t_x &&
        histories[kept - 1].T == next.T) {
      histories[kept - 1].customers += next.customers;
    } else {
      histories[kept++] = next;
    }
  }
  histories.resize(kept);
  return histories;
}

Result<Fit<BgNbd>> fit_bg_nbd(std::span<const PurchaseHistory> histories, DropOut drop_out, std::size_t threads) {
  TSUZUKU_CHECK(check_all(histories));
  constexpr std::size_t kWorthSampling = 1U << 16U;
  const BgNbd guess = first_guess(histories);
  BgNbd start = guess;
  if (histories.size() >= kWorthSampling) {
    const auto sample = sample_of(histories);
    if (check_all(sample)) start = maximised(BgNbdLikelihood(sample, drop_out, threads), guess).parameters;
  }
  return maximised(BgNbdLikelihood(histories, drop_out, threads), guess, start);
}

double log_likelihood(const BgNbd& model, DropOut drop_out, std::span<const PurchaseHistory> histories) {
  return BgNbdLikelihood(histories, drop_out, 1)(model.values()).value;
}

double probability_alive(const BgNbd& model, DropOut drop_out, const PurchaseHistory& history) {
  if (chances(history, drop_out) == 0) return 1.0;
  return 1.0 / (1.0 + std::exp(log_odds_gone(model, drop_out, history)));
}

double expected_purchases(const BgNbd& model, DropOut drop_out, double t) {
  return expected_purchases(model, drop_out, PurchaseHistory{}, t);
}

double expected_purchases(const BgNbd& model, DropOut drop_out, const PurchaseHistory& history, double t) {
  return probability_alive(model, drop_out, history) * expected_while_alive(model, drop_out, history, t);
}

double expected_while_alive(const BgNbd& model, DropOut drop_out, const PurchaseHistory& history, double t) {
  return expected_while_alive({.rate_shape = model.r + history.x,
                               .elapsed = t / (model.alpha + history.T),
                               .drop_a = model.a,
                               .drop_b = model.b + chances(history, drop_out)});
}

double probability_of_purchase(const BgNbd& model, DropOut drop_out, const PurchaseHistory& history, double t) {
  const double waits = -(model.r + history.x) * std::log1p(t / (model.alpha + history.T));
  return probability_alive(model, drop_out, history) * -std::expm1(waits);
}

std::vector<Outlook> outlooks(const BgNbd& model, DropOut drop_out, std::span<const PurchaseHistory> histories,
                              double t, std::size_t threads) {
  std::vector<Outlook> all(histories.size());
  for_rows(histories.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      all[row] = {probability_alive(model, drop_out, histories[row]),
                  expected_purchases(model, drop_out, histories[row], t)};
    }
  });
  return all;
}

}  // namespace tsuzuku::models
