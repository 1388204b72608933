#include "segments/cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "analysis/common/cell.hpp"
#include "analysis/common/scope.hpp"
#include "analysis/cpm/cpm.hpp"
#include "analysis/rfm/rfm.hpp"
#include "analysis/weakest_link/weakest_link.hpp"
#include "segments/lexer.hpp"

namespace tsuzuku::segments {
namespace {

using analysis::Arguments;
using analysis::Cell;
using analysis::Descriptor;
using Parts = std::vector<std::string>;

constexpr std::string_view kNobody = "not everyone";
constexpr std::int64_t kAgeMost = 1'200;    // months or steps: more than the ledger's days
constexpr std::int64_t kDaysMost = 65'535;  // as many as the ledger has

std::string name_is(std::string_view field, const std::string& name) {
  if (name == analysis::kNotTold) return fmt::format("{} is unknown", field);
  return fmt::format("{} = {}", field, quoted(name));
}

std::string window(std::optional<Day> from, std::optional<Day> to) {
  return (from ? " from " + to_text(*from) : "") + (to ? " to " + to_text(*to) : "");
}

// The customers whom an analysis of first purchases is asked about.
void add_first_purchase(Parts& parts, const Arguments& arguments) {
  const auto from = arguments.day("from");
  const auto to = arguments.day("to");
  if (from || to) parts.push_back("first_purchase" + window(from, to));
  for (const auto& [filter, field] :
       {std::pair("source", "first_source"), std::pair("payment_method", "first_payment_method")}) {
    if (!arguments.text(filter).empty()) parts.push_back(name_is(field, arguments.text(filter)));
  }
}

Result<Parts> stages(const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(stage, analysis::cell_integer(cell, "stage"));
  if (stage < 1 || stage > kDaysMost) return Parts{std::string(kNobody)};
  const std::int64_t window_days = arguments.integer("window_days");
  Parts parts;
  if (cell.part == "converted") {
    parts.push_back(fmt::format("stage > {}", stage));
  } else if (cell.part == "within_window" || cell.part == "gone") {
    parts.push_back(fmt::format("stage = {}", stage));
    parts.push_back(fmt::format("days_since_last_purchase {} {}", cell.part == "gone" ? ">=" : "<", window_days));
  } else {
    parts.push_back(fmt::format("stage >= {}", stage));
  }
  add_first_purchase(parts, arguments);
  return parts;
}

Result<Parts> days_to_next(const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(days, analysis::cell_integer(cell, "days"));
  if (days < 0 || days > kDaysMost) return Parts{std::string(kNobody)};
  Parts parts{fmt::format("purchases(number = {} and interval = {})", arguments.integer("from_stage") + 1, days)};
  add_first_purchase(parts, arguments);
  return parts;
}

Result<Parts> cohorts(const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(month, analysis::cell_month(cell, "cohort"));
  Parts parts{"first_purchase" + window(first_day(month), last_day(month))};
  if (cell.part == "active") {
    TSUZUKU_TRY(age, analysis::cell_integer(cell, "age"));
    if (age < 0 || age > kAgeMost) return Parts{std::string(kNobody)};
    const int steps = static_cast<int>(age);
    if (arguments.text("age") == "calendar_month") {
      parts.push_back("purchases" + window(first_day(month + steps), last_day(month + steps)));
    } else {
      constexpr int kStep = 30;
      parts.push_back(
          fmt::format("purchases(days_since_first between {} and {})", kStep * steps, kStep * steps + kStep - 1));
    }
  }
  add_first_purchase(parts, arguments);
  return parts;
}

// The arguments that differ from the defaults, as a field of ranks takes them: "(r5_days_max: 45)".
std::string ranks_arguments(const Descriptor& descriptor, const Arguments& arguments) {
  std::string text;
  for (const analysis::Parameter& parameter : descriptor.parameters) {
    std::string value;
    if (parameter.type == analysis::ParameterType::Day) {
      const auto day = arguments.day(parameter.name);
      if (day && parameter.name != "as_of") value = to_text(*day);
    } else if (parameter.type == analysis::ParameterType::Text) {
      if (!arguments.text(parameter.name).empty()) value = quoted(arguments.text(parameter.name));
    } else if (const std::string given = std::to_string(arguments.integer(parameter.name));
               given != parameter.default_value) {
      value = given;
    }
    if (!value.empty()) text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", parameter.name, value);
  }
  return text.empty() ? text : "(" + text + ")";
}

Result<Parts> rfm(const Arguments& arguments, const Cell& cell) {
  const std::string given = ranks_arguments(analysis::rfm::descriptor(), arguments);
  Parts parts;
  for (const char* axis : {"r", "f", "m"}) {
    TSUZUKU_TRY(level, analysis::cell_integer_if_told(cell, axis));
    if (!level) continue;
    if (*level < 1 || *level > analysis::rfm::kLevels) return Parts{std::string(kNobody)};
    parts.push_back(fmt::format("rfm_{}{} = {}", axis, given, *level));
  }
  if (parts.empty()) parts.push_back(fmt::format("rfm_r{} is known", given));
  return parts;
}

Result<Parts> cpm(const Arguments& arguments, const Cell& cell) {
  const Descriptor& descriptor = analysis::cpm::descriptor();
  TSUZUKU_TRY(code, analysis::cell_code(cell, descriptor.columns.front()));
  TSUZUKU_TRY(active, analysis::cell_boolean_if_told(cell, "active"));
  const std::string given = ranks_arguments(descriptor, arguments);
  Parts parts{fmt::format("cpm_cell{} = {}", given, code)};
  if (active) parts.push_back(fmt::format("{}cpm_active{}", *active ? "" : "not ", given));
  return parts;
}

Result<Parts> net_sales(const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(month, analysis::cell_month(cell, "month"));
  const Day from = std::max(first_day(month), arguments.day("from").value_or(first_day(month)));
  const Day to = std::min(last_day(month), arguments.day("to").value_or(last_day(month)));
  if (from > to) return Parts{std::string(kNobody)};
  Parts of_order;
  for (const char* filter : {"source", "payment_method"}) {
    if (!arguments.text(filter).empty()) of_order.push_back(name_is(filter, arguments.text(filter)));
  }
  const std::string orders = of_order.empty() ? "" : fmt::format("({})", fmt::join(of_order, " and "));
  return Parts{"purchases" + orders + window(from, to)};
}

// Those who stand at a purchase; who stands at a round is not to be said.
Result<Parts> weakest_link(const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(stage, analysis::cell_integer(cell, "stage"));
  if (cell.values.contains("chain")) {
    TSUZUKU_TRY(chain, analysis::cell_code(cell, analysis::weakest_link::descriptor().columns.front()));
    if (chain == analysis::weakest_link::kRound)
      return fail(ErrorKind::Usage, "segment.cell_without_condition", {{"analysis", "weakest_link"}});
  }
  if (stage < 1 || stage > kDaysMost) return Parts{std::string(kNobody)};
  Parts parts{fmt::format("stage = {}", stage)};
  add_first_purchase(parts, arguments);
  return parts;
}

struct Sayable {
  std::string_view analysis;
  Result<Parts> (*parts)(const Arguments&, const Cell&);
};
constexpr std::array kSayable{Sayable{"stages", stages},
                              Sayable{"days_to_next", days_to_next},
                              Sayable{"cohorts", cohorts},
                              Sayable{"rfm", rfm},
                              Sayable{"cpm", cpm},
                              Sayable{"net_sales", net_sales},
                              Sayable{"weakest_link", weakest_link}};

}  // namespace

Result<std::string> condition_of(const Descriptor& analysis, const Arguments& arguments, const Cell& cell) {
  const auto sayable = std::ranges::find(kSayable, analysis.name, &Sayable::analysis);
  if (sayable == kSayable.end())
    return fail(ErrorKind::Usage, "segment.cell_without_condition", {{"analysis", analysis.name}});
  // A product of an order is one that could be delivered; the analyses ask for what was ordered.
  if (!arguments.text("product").empty())
    return fail(ErrorKind::Usage, "segment.filter_without_condition", {{"filter", "product"}});
  TSUZUKU_TRY(parts, sayable->parts(arguments, cell));
  return fmt::format("{}", fmt::join(parts, " and "));
}

}  // namespace tsuzuku::segments
