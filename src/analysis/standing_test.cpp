// Where one customer stands agrees with where the analyses count that customer.

#include <gtest/gtest.h>

#include <map>

#include "analysis/cpm/cpm.hpp"
#include "analysis/members.hpp"
#include "analysis/rfm/rfm.hpp"
#include "ledger/builder.hpp"

namespace tsuzuku::analysis {
namespace {

constexpr int kCustomers = 500;
constexpr int kFirstDay = 20'000;

// Customer n orders 0 to 11 times, at a pace and for amounts of their own; some orders come back or are cancelled.
std::shared_ptr<const ledger::Ledger> shop() {
  ledger::Builder builder;
  std::int64_t order = 0;
  for (int n = 1; n <= kCustomers; ++n) {
    builder.add_customer(n);
    for (int i = 0; i < n % 12; ++i) {
      ledger::OrderRow row;
      row.customer = n;
      row.order = ++order;
      row.day = Day{kFirstDay + n % 97 + i * (5 + n % 60)};
      row.accepted = 1'000 + (n * 37 + i * 911) % 30'000;
      if ((n + i) % 13 == 0) row.cancelled = row.day + 1;
      builder.add_order(row);
      if ((n + i) % 11 == 0)
        builder.add_return({.customer = n, .order = order, .day = row.day + 3, .amount = row.accepted});
    }
  }
  return builder.finish().value();
}

struct Asked {
  std::shared_ptr<const ledger::Ledger> ledger;
  Arguments arguments;
  Scope scope;
};

Asked ask(const Descriptor& descriptor, const RawArguments& raw) {
  auto ledger = shop();
  auto arguments = Arguments::parse(descriptor, raw).value();
  auto scope = resolve_scope(*ledger, descriptor, arguments).value();
  return {std::move(ledger), std::move(arguments), scope};
}

template <typename Visit>
void for_everybody(const Asked& asked, Visit visit) {
  for (ledger::CustomerIndex n = 0; n < asked.ledger->customer_count(); ++n) {
    if (const auto history = history_of(asked.scope, n)) visit(*history);
  }
}

const std::vector<RawArguments> kQuestions = {
    {}, {{"as_of", "2024-12-31"}}, {{"from", "2024-11-01"}, {"to", "2025-02-01"}}};

TEST(Standing, LevelsOfEverybodyAddUpToRfm) {
  for (const RawArguments& question : kQuestions) {
    const Asked asked = ask(rfm::descriptor(), question);
    std::map<std::array<int, 3>, std::int64_t> counted;
    for_everybody(asked, [&](const CustomerHistory& history) {
      const auto levels = rfm::levels_of(asked.scope, asked.arguments, history).value();
      if (levels) ++counted[{levels->r, levels->f, levels->m}];
    });
    std::map<std::array<int, 3>, std::int64_t> expected;
    const Table table = rfm::run({.ledger = asked.ledger}, asked.arguments, {}).value();
    for (const auto& row : table.rows) {
      const auto level = [&](std::size_t column) { return static_cast<int>(std::get<std::int64_t>(row[column])); };
      expected[{level(0), level(1), level(2)}] = std::get<std::int64_t>(row[3]);
    }
    EXPECT_GT(expected.size(), 5U);
    EXPECT_EQ(counted, expected);
  }
}

TEST(Standing, PlacesOfEverybodyAddUpToCpm) {
  for (RawArguments question : kQuestions) {
    question.insert({{"young_days", "30"}, {"loyal_days", "90"}, {"churn_days", "60"}, {"amount", "20000"}});
    const Asked asked = ask(cpm::descriptor(), question);
    std::map<std::pair<std::string, bool>, std::int64_t> counted;
    for_everybody(asked, [&](const CustomerHistory& history) {
      const auto place = cpm::place_of(asked.scope, asked.arguments, history).value();
      if (place) ++counted[{place->cell, place->active}];
    });
    std::map<std::pair<std::string, bool>, std::int64_t> expected;
    const Table table = cpm::run({.ledger = asked.ledger}, asked.arguments, {}).value();
    for (const auto& row : table.rows) {
      const std::int64_t customers = std::get<std::int64_t>(row[2]);
      if (customers > 0) expected[{std::get<std::string>(row[0]), std::get<bool>(row[1])}] = customers;
    }
    EXPECT_GT(expected.size(), 3U);
    EXPECT_EQ(counted, expected);
  }
}

TEST(Standing, WhoHasNoPurchaseYetHasNoHistory) {
  const Asked asked = ask(rfm::descriptor(), {{"as_of", "2024-01-01"}});
  for_everybody(asked, [](const CustomerHistory& history) { ADD_FAILURE() << history.customer; });
}

}  // namespace
}  // namespace tsuzuku::analysis
