// The demo shop straight into the store and through its files: the same shop.

#include <algorithm>
#include <cmath>
#include <sstream>

#include "base/json.hpp"
#include "tests/cli/program.hpp"

namespace tsuzuku::cli_tests {
namespace {

class DemoTest : public ProgramTest {
 protected:
  [[nodiscard]] std::vector<std::string> all_analyses() const {
    std::vector<std::string> names;
    const auto analyses = parse_json(run({"analyses", "--format", "json", "--data", data()}).out);
    if (!analyses || !analyses->is_array()) return names;
    for (const json::value& analysis : analyses->as_array()) {
      names.emplace_back(string_or(analysis.as_object(), "name", ""));
    }
    EXPECT_GT(names.size(), 5U);
    return names;
  }

  // Every question, to two shops on two days.
  void expect_same_answers(const std::string& one, const std::string& other) const {
    for (const std::string& name : all_analyses()) {
      for (const std::string as_of : {"", "2025-12-31"}) {
        const std::string stored = answer(name, as_of, one);
        EXPECT_FALSE(stored.empty()) << name;
        EXPECT_EQ(stored.find("\"analysis."), std::string::npos) << name << ": a column without a title";
        EXPECT_EQ(stored, answer(name, as_of, other)) << name << " as of " << as_of;
      }
    }
  }

  [[nodiscard]] std::string answer(const std::string& name, const std::string& as_of, const std::string& folder) const {
    const bool people = name == "customers" || name == "r30";
    std::vector<std::string> question = {"analyse", name, "--data", folder, "--format", people ? "csv" : "json"};
    if (!as_of.empty()) question.insert(question.end(), {"--as-of", as_of});
    if (name == "customers") question.insert(question.end(), {"--set", "cell.stage=1"});
    const Outcome outcome = run(question);
    EXPECT_EQ(outcome.exit_code, 0) << name << " " << outcome.error;
    return people ? without_ids(outcome.out) : outcome.out;
  }

  // Ids are made anew in every store, so they say nothing, and neither does their order.
  static std::string without_ids(const std::string& csv) {
    std::vector<std::string> rows;
    std::istringstream lines(csv);
    for (std::string line; std::getline(lines, line);) rows.push_back(line.substr(line.find(',') + 1));
    std::ranges::sort(rows);
    std::string all;
    for (const std::string& row : rows) all += row + "\n";
    return all;
  }
};

TEST_F(DemoTest, ItsFilesMakeTheSameShopToTheLastNumber) {
  const std::vector<std::string> small = {"--orders", "4000", "--seed", "7"};
  const auto demo = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "demo");
    arguments.insert(arguments.end(), small.begin(), small.end());
    return run(arguments);
  };
  ASSERT_EQ(demo({"--data", data()}).exit_code, 0);
  const Outcome written = demo({"--csv", file("shop.csv")});
  ASSERT_EQ(written.exit_code, 0) << written.error;
  EXPECT_NE(written.out.find("shop-products.csv"), std::string::npos) << written.out;
  EXPECT_NE(written.out.find("shop-costs.csv"), std::string::npos) << written.out;
  EXPECT_NE(written.out.find("shop-stock.csv"), std::string::npos) << written.out;
  for (const char* name : {"shop.csv", "shop-products.csv", "shop-costs.csv", "shop-stock.csv"}) {
    const Outcome imported = run({"import", file(name), "--data", file("imported")});
    ASSERT_EQ(imported.exit_code, 0) << name << imported.out << imported.error;
  }

  expect_same_answers(data(), file("imported"));
  EXPECT_EQ(run({"check", "--data", file("imported")}).exit_code, 0);
}

TEST_F(DemoTest, OnlyWhereNobodyWorksYet) {
  const std::vector<std::string> wanted = {"demo", "--orders", "300", "--if-empty", "--data", data()};
  EXPECT_NE(run(wanted).out.find("300"), std::string::npos);
  const std::string before = analyse("net_sales");
  const Outcome again = run(wanted);
  EXPECT_EQ(again.exit_code, 0) << again.error;
  EXPECT_EQ(again.out, "") << "nothing is made and nothing said";
  EXPECT_EQ(analyse("net_sales"), before);

  const std::string orders = write(
      "orders.csv", "order_number,ordered_at,customer_number,product_code,quantity,unit_price\n1,2026-01-01,A,x,1,9\n");
  ASSERT_EQ(run({"import", orders, "--data", file("own")}).exit_code, 0);
  EXPECT_EQ(run({"demo", "--if-empty", "--data", file("own")}).out, "");
  EXPECT_EQ(run({"analyse", "net_sales", "--data", file("own")}).exit_code, 0) << "still the only shop";
}

TEST_F(DemoTest, AFirstRunThatWasInterruptedHeals) {
  int interrupted = 0;
  for (const int milliseconds : {20, 60, 150, 400}) {
    interrupted += run_and_kill({"demo", "--orders", "100000", "--data", data()}, milliseconds);
  }
  ASSERT_GT(interrupted, 0);
  const Outcome healed = run({"demo", "--orders", "300", "--if-empty", "--data", data()});
  EXPECT_EQ(healed.exit_code, 0) << healed.error;
  EXPECT_NE(healed.out.find("300"), std::string::npos) << healed.out;
  EXPECT_EQ(run({"check", "--data", data()}).exit_code, 0);
}

// Told hour by hour over five months, with two journeys running on it, it is the shop that it is when told at once.
TEST_F(DemoTest, LivedThroughItIsTheSameShopWhereNobodyReads) {
  const std::vector<std::string> shop = {"demo", "--orders", "8000", "--seed", "7"};
  const auto made = [&](std::vector<std::string> more) {
    more.insert(more.begin(), shop.begin(), shop.end());
    return run(more);
  };
  ASSERT_EQ(made({"--data", data()}).exit_code, 0);
  const Outcome rehearsed = made({"--data", file("rehearsed"), "--rehearse", "--effect", "0"});
  ASSERT_EQ(rehearsed.exit_code, 0) << rehearsed.error;
  expect_same_answers(data(), file("rehearsed"));
  EXPECT_EQ(run({"check", "--data", file("rehearsed")}).exit_code, 0);
  EXPECT_EQ(run({"demo", "--rehearse", "--csv", file("shop.csv")}).exit_code, 2);
  EXPECT_EQ(made({"--data", file("rehearsed"), "--rehearse"}).exit_code, 1) << "it has orders already";
}

// The whole way: a proposal that is published, orders as they come, mails, readers, and the result beside what was
// really changed. Ids, and with them the arms, differ from run to run: what holds by chance alone is given room
// (1.7 times a 95 % interval is left once in a thousand runs).
TEST_F(DemoTest, TheResultsFindWhatMailsHaveChanged) {
  constexpr double kRoom = 1.7;
  const Outcome rehearsed =
      run({"demo", "--orders", "20000", "--data", data(), "--rehearse", "--effect", "60", "--format", "json"});
  ASSERT_EQ(rehearsed.exit_code, 0) << rehearsed.error;
  const auto told = parse_json(rehearsed.out);
  ASSERT_TRUE(told && told->is_object()) << rehearsed.out;
  const json::array& journeys = told->as_object().at("journeys").as_array();
  ASSERT_EQ(journeys.size(), 2U);
  const auto number = [](const json::object& row, std::string_view name) { return row.at(name).to_number<double>(); };
  for (const json::value& one : journeys) {
    const json::object& row = one.as_object();
    EXPECT_GT(number(row, "mails"), 100) << rehearsed.out;
    EXPECT_GT(number(row, "held_out"), 100) << rehearsed.out;
    const double low = row.at("interval").as_array().at(0).to_number<double>();
    const double high = row.at("interval").as_array().at(1).to_number<double>();
    EXPECT_LT(std::abs(number(row, "effect") - number(row, "true_effect")), kRoom * (high - low) / 2) << rehearsed.out;
    EXPECT_EQ(row.at("verdict") == "undecided", low <= 0 && high >= 0) << rehearsed.out;
  }
  EXPECT_GT(number(journeys[0].as_object(), "true_effect"), 0.2) << rehearsed.out;
  EXPECT_EQ(journeys[0].as_object().at("verdict"), "raises") << rehearsed.out;
  EXPECT_EQ(number(journeys[1].as_object(), "true_effect"), 0.0) << rehearsed.out;
}

}  // namespace
}  // namespace tsuzuku::cli_tests
