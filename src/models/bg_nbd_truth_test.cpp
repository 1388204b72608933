// BG/NBD and MBG/NBD held against what is known: parameters that customers were drawn with, and the time after the fit.
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <map>
#include <set>

#include "models/bg_nbd.hpp"
#include "models/data_for_tests.hpp"
#include "models/textbook_bg_nbd_for_tests.hpp"

namespace tsuzuku::models {
namespace {

constexpr std::array kDropOuts{DropOut::AfterRepeats, DropOut::FromTheFirst};

TEST(BgNbdTruth, FindsTheParametersCustomersWereDrawnWith) {
  for (const DropOut drop_out : kDropOuts) {
    for (const BgNbd& truth : {BgNbd{.r = 0.6, .alpha = 5.0, .a = 0.8, .b = 2.4},
                               BgNbd{.r = 2.0, .alpha = 0.2, .a = 0.3, .b = 20.0}}) {  // hundreds of purchases
      const auto histories = textbook::drawn({truth, drop_out}, 20'000, 7);
      const auto fit = fit_bg_nbd(histories, drop_out);
      ASSERT_TRUE(fit && fit->standard_errors);
      EXPECT_TRUE(fit->converged);
      for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_LT(std::abs(fit->parameters.values()[i] - truth.values()[i]), 4.0 * fit->standard_errors->values()[i])
            << BgNbd::kNames[i] << " of " << truth.values()[i] << " found as " << fit->parameters.values()[i];
        EXPECT_LT(fit->standard_errors->values()[i], 0.2 * truth.values()[i]) << BgNbd::kNames[i];
      }
    }
  }
}

// Standard errors are what they say: of 200 crowds, the truth lies within 1.96 of them in about 95 of 100.
TEST(BgNbdTruth, StandardErrorsCoverTheTruth) {
  const BgNbd truth{.r = 0.6, .alpha = 5.0, .a = 0.8, .b = 2.4};
  std::array<int, 4> covered{};
  constexpr int kCrowds = 200;
  for (int crowd = 0; crowd < kCrowds; ++crowd) {
    const auto histories = textbook::drawn({truth}, 3'000, static_cast<std::uint64_t>(crowd) + 100);
    const auto fit = fit_bg_nbd(histories, DropOut::AfterRepeats);
    ASSERT_TRUE(fit && fit->converged && fit->standard_errors) << crowd;
    for (std::size_t i = 0; i < 4; ++i) {
      const double distance = std::abs(std::log(fit->parameters.values()[i] / truth.values()[i]));
      covered[i] += distance < 1.96 * fit->standard_errors->values()[i] / fit->parameters.values()[i] ? 1 : 0;
    }
  }
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_GE(covered[i], 180) << BgNbd::kNames[i];  // 190 +- 3 binomial standard deviations
    EXPECT_LE(covered[i], 199) << BgNbd::kNames[i];
  }
}

TEST(BgNbdTruth, TheSameBitsOnAnyNumberOfThreads) {
  const auto histories = textbook::drawn({BgNbd{.r = 0.6, .alpha = 5.0, .a = 0.8, .b = 2.4}}, 100'000, 3);
  const auto one = fit_bg_nbd(histories, DropOut::FromTheFirst, 1);
  ASSERT_TRUE(one && one->converged);
  for (const std::size_t threads : {2U, 3U, 8U}) {
    const auto several = fit_bg_nbd(histories, DropOut::FromTheFirst, threads);
    ASSERT_TRUE(several);
    EXPECT_EQ(several->parameters.values(), one->parameters.values()) << threads;
    EXPECT_EQ(several->log_likelihood, one->log_likelihood);
  }
  const auto outlook = outlooks(one->parameters, DropOut::FromTheFirst, histories, 26.0, 2);
  for (std::size_t row = 0; row < histories.size(); row += 9'999) {
    EXPECT_EQ(outlook[row].alive, probability_alive(one->parameters, DropOut::FromTheFirst, histories[row]));
    EXPECT_EQ(outlook[row].expected_purchases,
              expected_purchases(one->parameters, DropOut::FromTheFirst, histories[row], 26.0));
  }
}

// What customers bought after the fit, by how often they had bought before.
struct Calibration {
  std::map<int, double> customers, expected, actual;  // by repeat purchases, 7 and more together

  void add(const PurchaseHistory& history, double predicted, int bought) {
    const int group = std::min(history.x, 7);
    customers[group] += 1.0;
    expected[group] += predicted;
    actual[group] += bought;
  }
  static double total(const std::map<int, double>& values) {
    double sum = 0.0;
    for (const auto& [group, value] : values) sum += value;
    return sum;
  }
  [[nodiscard]] std::string report() const {
    std::string text;
    for (const auto& [group, count] : customers) {
      text += "x " + std::to_string(group) + ": " + std::to_string(expected.at(group) / count) + " expected, " +
              std::to_string(actual.at(group) / count) + " bought\n";
    }
    return text + "all: " + std::to_string(total(expected)) + " expected, " + std::to_string(total(actual));
  }
};

// Distinct purchase days of each customer, as day numbers.
using Days = std::map<std::string, std::set<int>>;

int day_number(int year, unsigned month, unsigned day) {
  const std::chrono::sys_days days =
      std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day));
  return static_cast<int>(days.time_since_epoch().count());
}

int day_of(const std::string& year, const std::string& month, const std::string& day) {
  return day_number(std::stoi(year), static_cast<unsigned>(std::stoi(month)), static_cast<unsigned>(std::stoi(day)));
}

struct Split {
  std::vector<PurchaseHistory> histories;  // weeks
  std::vector<int> bought;                 // in the time after
};

Split split_at(const Days& all, int last_day) {
  Split split;
  for (const auto& [customer, days] : all) {
    const int first = *days.begin();
    PurchaseHistory history{.x = -1, .T = (last_day - first) / 7.0};
    int later = 0;
    for (const int day : days) {
      if (day > last_day) {
        ++later;
        continue;
      }
      ++history.x;
      history.t_x = (day - first) / 7.0;
    }
    split.histories.push_back(history);
    split.bought.push_back(later);
  }
  return split;
}

Calibration calibrated(const Split& split, DropOut drop_out, double weeks) {
  const auto fit = fit_bg_nbd(split.histories, drop_out);
  EXPECT_TRUE(fit && fit->converged);
  Calibration calibration;
  const auto outlook = outlooks(fit->parameters, drop_out, split.histories, weeks);
  for (std::size_t i = 0; i < outlook.size(); ++i) {
    calibration.add(split.histories[i], outlook[i].expected_purchases, split.bought[i]);
  }
  return calibration;
}

// The paper prints the same comparison as a figure: 39 weeks after 39 weeks, by frequency. That both models expect too
// little here (1,653 and 1,576 of 1,882) is theirs, not ours: Christmas lies in the time after.
TEST(BgNbdTruth, CdnowInTheFollowing39Weeks) {
  Days days;
  for (const auto& row : testing::rows_of(TSUZUKU_SOURCE_DIR, "cdnow/CDNOW_sample.txt")) {
    std::istringstream cells(row.at(0));
    std::string master, sample, date;
    cells >> master >> sample >> date;
    days[sample].insert(day_of(date.substr(0, 4), date.substr(4, 2), date.substr(6, 2)));
  }
  if (days.empty()) GTEST_SKIP() << testing::kNoData;
  const Split split = split_at(days, day_number(1997, 9, 30));
  for (const DropOut drop_out : kDropOuts) {
    const Calibration calibration = calibrated(split, drop_out, 39.0);
    SCOPED_TRACE(calibration.report());
    EXPECT_NEAR(Calibration::total(calibration.expected) / Calibration::total(calibration.actual), 1.0, 0.2);
    for (const auto& [group, customers] : calibration.customers) {
      const double error = (calibration.expected.at(group) - calibration.actual.at(group)) / customers;
      EXPECT_LT(std::abs(error), 0.15 + 0.25 * calibration.actual.at(group) / customers) << "x " << group;
    }
  }
}

TEST(BgNbdTruth, GroceriesInTheFollowingYear) {
  Days days;
  for (const auto& row : testing::rows_of(TSUZUKU_SOURCE_DIR, "grocery-elog/groceryElog.csv")) {
    const std::string& date = row.at(1);
    days[row.at(0)].insert(day_of(date.substr(0, 4), date.substr(5, 2), date.substr(8, 2)));
  }
  if (days.empty()) GTEST_SKIP() << testing::kNoData;
  ASSERT_EQ(days.size(), 1'525U);
  const Split split = split_at(days, day_number(2006, 12, 31));
  for (const DropOut drop_out : kDropOuts) {
    const Calibration calibration = calibrated(split, drop_out, 364.0 / 7.0);
    SCOPED_TRACE(calibration.report());
    EXPECT_NEAR(Calibration::total(calibration.expected) / Calibration::total(calibration.actual), 1.0, 0.2);
    if (drop_out == DropOut::FromTheFirst) {
      // Why MBG/NBD is the one for a shop: BG/NBD takes one-time buyers for alive and expects 0.35 of each, not 0.15.
      EXPECT_NEAR(calibration.expected.at(0) / calibration.actual.at(0), 1.0, 0.25);
    }
  }
}

}  // namespace
}  // namespace tsuzuku::models
