#include "models/gamma_gamma.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "models/bg_nbd.hpp"
#include "models/newton.hpp"
#include "models/rows.hpp"

namespace tsuzuku::models {
namespace {

constexpr std::size_t kP = 0, kQ = 1, kV = 2;  // the parameters' places

using Likelihood = Jet<3>;

// The log likelihood of one customer is
//   ln G(px+q) - ln G(px) - ln G(q) + q ln v + (px-1) ln z + px ln x - (px+q) ln(v + xz).
// Gamma functions depend on x alone, of which there are few; the last logarithm is all that is left for each row.
class GammaGammaLikelihood {
 public:
  GammaGammaLikelihood(std::span<const SpendHistory> histories, std::size_t threads)
      : histories_(histories), threads_(threads) {
    for (const SpendHistory& history : histories) {
      const auto weight = static_cast<double>(history.customers);
      by_x_[history.x] += weight;
      customers_ += weight;
      log_z_ += weight * std::log(history.z);
      x_log_xz_ += weight * history.x * std::log(history.x * history.z);
    }
  }

  Likelihood operator()(const std::array<double, 3>& values) const {
    const GammaGamma model = GammaGamma::of(values);
    Likelihood sum = of_shapes(model);
    sum += sum_of_rows<Likelihood>(histories_.size(), threads_, [&](std::size_t begin, std::size_t end) {
      return of_values(model, histories_.subspan(begin, end - begin));
    });
    return sum;
  }

 private:
  [[nodiscard]] Likelihood of_shapes(const GammaGamma& model) const {
    const auto p = Likelihood::parameter(kP, model.p);
    const auto q = Likelihood::parameter(kQ, model.q);
    const auto v = Likelihood::parameter(kV, model.v);
    Likelihood sum = p * x_log_xz_ - Likelihood(log_z_);
    sum += customers_ * (q * log(v) - log_gamma(q));
    for (const auto& [x, customers] : by_x_) {
      const Likelihood shape = p * static_cast<double>(x);
      sum += customers * (log_gamma(shape + q) - log_gamma(shape));
    }
    return sum;
  }

  [[nodiscard]] static Likelihood of_values(const GammaGamma& model, std::span<const SpendHistory> rows) {
    Likelihood sum;
    for (const SpendHistory& row : rows) {
      const auto weight = static_cast<double>(row.customers);
      const double x = row.x;
      const double shape = weight * (model.p * x + model.q);
      const double log_total = weight * std::log(model.v + x * row.z);
      const double per_total = 1.0 / (model.v + x * row.z);
      sum.value -= (model.p * x + model.q) * log_total;
      sum.first[kP] -= x * log_total;
      sum.first[kQ] -= log_total;
      sum.first[kV] -= shape * per_total;
      sum.second[Likelihood::place(kV, kP)] -= weight * x * per_total;
      sum.second[Likelihood::place(kV, kQ)] -= weight * per_total;
      sum.second[Likelihood::place(kV, kV)] += shape * per_total * per_total;
    }
    return sum;
  }

  std::span<const SpendHistory> histories_;
  std::size_t threads_;
  std::map<std::int32_t, double> by_x_;  // customers
  double customers_ = 0.0, log_z_ = 0.0, x_log_xz_ = 0.0;
};

GammaGamma first_guess(std::span<const SpendHistory> histories) {
  double spend = 0.0, customers = 0.0;
  for (const SpendHistory& history : histories) {
    spend += history.z * static_cast<double>(history.customers);
    customers += static_cast<double>(history.customers);
  }
  return {.p = 1.0, .q = 2.0, .v = spend / customers};
}

}  // namespace

Status check(const SpendHistory& history) {
  if (history.x < 1 || history.x > kMostPurchases || history.customers < 1 || !std::isfinite(history.z) ||
      history.z <= 0.0) {
    return fail(ErrorKind::InvalidInput, "models.bad_spend",
                {{"x", std::to_string(history.x)}, {"z", fmt::format("{}", history.z)}});
  }
  return {};
}

Result<Fit<GammaGamma>> fit_gamma_gamma(std::span<const SpendHistory> histories, std::size_t threads) {
  if (histories.empty()) return fail(ErrorKind::InvalidInput, "models.no_customers");
  for (std::size_t row = 0; row < histories.size(); ++row) {
    if (auto valid = check(histories[row]); !valid) {
      Error error = std::move(valid).error();
      error.arguments.emplace_back("row", std::to_string(row + 1));
      return fail(std::move(error));
    }
  }
  return maximised(GammaGammaLikelihood(histories, threads), first_guess(histories));
}

double log_likelihood(const GammaGamma& model, std::span<const SpendHistory> histories) {
  return GammaGammaLikelihood(histories, 1)(model.values()).value;
}

std::optional<double> expected_spend(const GammaGamma& model, std::int32_t x, double z) {
  const double shape = model.p * x + model.q - 1.0;
  if (shape <= 0.0) return std::nullopt;
  return model.p * (model.v + (x > 0 ? x * z : 0.0)) / shape;
}

std::optional<double> correlation(std::span<const SpendHistory> histories) {
  double n = 0.0, mean_x = 0.0, mean_z = 0.0, xx = 0.0, zz = 0.0, xz = 0.0;
  for (const SpendHistory& history : histories) {  // Welford's updates: no difference of large sums
    const auto weight = static_cast<double>(history.customers);
    n += weight;
    const double from_x = history.x - mean_x, from_z = history.z - mean_z;
    mean_x += weight / n * from_x;
    mean_z += weight / n * from_z;
    xx += weight * from_x * (history.x - mean_x);
    zz += weight * from_z * (history.z - mean_z);
    xz += weight * from_x * (history.z - mean_z);
  }
  if (xx <= 0.0 || zz <= 0.0) return std::nullopt;
  return xz / std::sqrt(xx * zz);
}

}  // namespace tsuzuku::models
