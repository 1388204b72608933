// The three real data sets from their files to the answers: `tsuzuku import`, then `tsuzuku analyse`, against
// DuckDB reading the same raw files. Skipped where the files are absent: they are not part of this project.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "analysis/registry.hpp"
#include "base/json.hpp"
#include "tests/oracle/shop_queries.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tsuzuku::oracle {
namespace {

namespace fs = std::filesystem;

struct DataSet {
  std::string name;                // of sql/real/<name>.sql
  std::vector<std::string> files;  // below the folder of shared data, each plain or with .xz appended
  std::string as_of;               // a day in the middle
  std::int64_t minor_units = 100;
  std::string silent_churn;  // why there is none; "" where it is told
  std::string shipped;       // of how many accepted, old enough for the rate; "" where the files tell no shipments
};

void PrintTo(const DataSet& set, std::ostream* stream) { *stream << set.name; }

std::optional<fs::path> shared_data() {
  const char* told = std::getenv("TSUZUKU_SHARED");
  const fs::path folder =
      (told != nullptr ? fs::path(told) : fs::path(TSUZUKU_SOURCE_DIR).parent_path() / "shared") / "data";
  return fs::exists(folder) ? std::optional(folder) : std::nullopt;
}

std::string output_of(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::string out;
  std::array<char, 65'536> buffer{};
  for (std::size_t read = 1; read > 0;) {
    read = std::fread(buffer.data(), 1, buffer.size(), pipe);
    out.append(buffer.data(), read);
  }
  const int status = pclose(pipe);
  // Exit code 3: done, with rows in quarantine.
  if (status != 0 && WEXITSTATUS(status) != 3) throw std::runtime_error("failed: " + command);
  return out;
}

Value value_of(const json::value& value, const std::string& type) {
  if (value.is_null()) return {};
  if (value.is_bool()) return value.get_bool();
  if (value.is_string()) return std::string(value.get_string());
  if (type == "rate" || type == "decimal") return value.to_number<double>();
  return value.to_number<std::int64_t>();
}

std::vector<Row> rows_of_json(const json::object& result) {
  std::vector<Row> rows;
  for (const json::value& row : result.at("rows").as_array()) {
    Row& values = rows.emplace_back();
    for (const json::value& column : result.at("columns").as_array()) {
      const json::object& about = column.as_object();
      values.push_back(value_of(row.at(about.at("name").as_string()), std::string(about.at("type").as_string())));
    }
  }
  return rows;
}

std::vector<Row> left_out_of_json(const json::object& result) {
  std::vector<Row> rows;
  for (const json::value& one : result.at("left_out").as_array()) {
    rows.push_back({std::string(one.at("reason").as_string()), one.at("orders").to_number<std::int64_t>(),
                    one.at("customers").to_number<std::int64_t>()});
  }
  return rows;
}

class RealData : public testing::TestWithParam<DataSet> {
 protected:
  // Unpacks the files, imports them with the program and reads them with DuckDB.
  void load(const fs::path& shared) {
    std::string files;
    for (const std::string& file : GetParam().files) {
      const fs::path target = folder_.file(fs::path(file).filename());
      const fs::path packed = shared / (file + ".xz");
      if (fs::exists(packed)) {
        output_of("xz -dc '" + packed.string() + "' > '" + target.string() + "'");
      } else {
        fs::copy_file(shared / file, target);
      }
      files += " '" + target.string() + "'";
    }
    output_of(program("import" + files) + " > /dev/null");
    add_macros(database_);
    database_.run(real_data_sql(GetParam().name, folder_.path()));
  }

  void compare(const std::string& name, analysis::RawArguments arguments) {
    std::string command = "analyse " + name + " --format json";
    for (const auto& [parameter, value] : arguments) command += " --set " + parameter + "=" + value;
    const json::value answer = parse_json(output_of(program(command))).value();
    const json::object& result = answer.as_object();
    arguments["as_of"] = std::string(result.at("as_of").as_string());
    const Question question{
        .analysis = name, .arguments = arguments, .sources = {""}, .minor_units = GetParam().minor_units};
    EXPECT_FALSE(result.at("rows").as_array().empty());
    EXPECT_EQ(first_difference(rows_of_json(result), database_.rows(sql_of(question))), "");
    EXPECT_EQ(first_difference(left_out_of_json(result), database_.rows(left_out_sql_of(question))), "");
  }

  // Orders that were cancelled before anything was told of their goods are among those accepted.
  void check_shipments() {
    if (GetParam().shipped.empty()) return;
    for (const std::string& as_of : {std::string(), GetParam().as_of}) {
      SCOPED_TRACE("shipments as of " + as_of);
      analysis::RawArguments asked;
      if (!as_of.empty()) asked["as_of"] = as_of;
      compare("order_to_cash", asked);
    }
    const json::value answer = parse_json(output_of(program("analyse order_to_cash --format json"))).value();
    const json::object& total = answer.as_object().at("rows").as_array().at(0).as_object();
    const auto number = [&](const char* column) { return total.at(column).to_number<std::int64_t>(); };
    EXPECT_EQ(fmt::format("{} of {}, {}", number("shipped"), number("accepted"), number("matured")),
              GetParam().shipped);
  }

  // What would have been said 90 days before the end, beside what happened; or why nothing is said.
  void check_silent_churn() {
    const json::value answer = parse_json(output_of(program("analyse churn_calibration --format json"))).value();
    const json::object& result = answer.as_object();
    std::string assumptions;
    for (const json::value& one : result.at("assumptions").as_array())
      assumptions += std::string(one.as_object().at("key").as_string()) + " ";
    const json::array& rows = result.at("rows").as_array();
    if (!GetParam().silent_churn.empty()) {
      EXPECT_TRUE(rows.empty());
      EXPECT_NE(assumptions.find(GetParam().silent_churn), std::string::npos) << assumptions;
      return;
    }
    double predicted = 0.0, bought = 0.0;
    std::map<std::string, double> precision;
    for (const json::value& value : rows) {
      const json::object& row = value.as_object();
      const auto number = [&](const char* column) { return row.at(column).to_number<double>(); };
      const std::string group(row.at("group").as_string());
      if (group == "chance") {
        predicted += number("customers") * number("predicted_rate");
        bought += number("bought");
      } else {
        precision[group] = number("precision_rate");
      }
    }
    EXPECT_NEAR(predicted / bought, 1.0, 0.1);
    EXPECT_GT(precision.at("own_rhythm_as_many"), precision.at("fixed_days"));
    EXPECT_GT(precision.at("own_rhythm"), precision.at("fixed_days"));
  }

 private:
  [[nodiscard]] std::string program(const std::string& arguments) const {
    return std::string("'") + TSUZUKU_BINARY + "' " + arguments + " --data '" + folder_.file("data") + "'";
  }

  testing_support::TemporaryFolder folder_;
  DuckDb database_{2};
};

TEST_P(RealData, EveryAnalysisEqualsSqlOnTheRawFile) {
  const auto shared = shared_data();
  if (!shared) GTEST_SKIP() << "the folder with the public data sets is absent (TSUZUKU_SHARED, ../shared)";
  load(*shared);
  const std::vector<std::pair<std::string, analysis::RawArguments>> questions{
      {"stages", {}},
      {"stages", {{"window_days", "90"}}},
      {"days_to_next", {{"from_stage", "2"}}},
      {"cohorts", {}},
      {"cohorts", {{"age", "30_days"}}},
      {"rfm", {{"m1_max", "20"}, {"m2_max", "50"}, {"m3_max", "100"}, {"m4_max", "500"}}},
      {"cpm", {{"amount", "200"}}},
      {"net_sales", {}},
      {"deciles", {}},
      {"rfm_moves", {{"axis", "f"}}},
      {"cpm_moves", {{"amount", "200"}}},
      {"customer_balance", {{"years", "0"}}},
      {"weakest_link", {{"layer", "net"}, {"window_days", "90"}}}};
  for (const auto& [name, arguments] : questions) {
    for (const std::string& as_of : {std::string(), GetParam().as_of}) {
      analysis::RawArguments asked = arguments;
      if (!as_of.empty()) asked["as_of"] = as_of;
      SCOPED_TRACE(name + " as of " + (as_of.empty() ? "the last day" : as_of));
      compare(name, asked);
    }
  }
  check_shipments();
  check_silent_churn();
}

INSTANTIATE_TEST_SUITE_P(
    Sets, RealData,
    testing::Values(
        DataSet{"cdnow", {"cdnow/CDNOW_master.txt"}, "1997-10-15"},
        DataSet{"online_retail", {"online-retail/online_retail.csv"}, "2011-06-30", 100, "churn_nobody_leaves"},
        DataSet{"olist",
                {"olist-sample/olist_orders_dataset.csv", "olist-sample/olist_customers_dataset.csv",
                 "olist-sample/olist_order_items_dataset.csv", "olist-sample/olist_order_payments_dataset.csv"},
                "2018-01-15",
                100,
                "churn_not_converged",
                "14675 of 14952, 14949"}),
    [](const auto& set) { return set.param.name; });

}  // namespace
}  // namespace tsuzuku::oracle
