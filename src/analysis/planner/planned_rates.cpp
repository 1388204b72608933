#include "analysis/planner/planned_rates.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace tsuzuku::analysis::planner {
namespace {

template <typename Number>
bool read_whole(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

Result<std::vector<std::pair<int, double>>> read_rates(const std::string& text, int stages) {
  std::vector<std::pair<int, double>> rates;
  std::istringstream stream(text);
  for (std::string one; std::getline(stream, one, ',');) {
    const auto colon = one.find(':');
    int stage = 0;
    double percent = 0.0;
    const bool read = colon != std::string::npos && read_whole(std::string_view(one).substr(0, colon), stage) &&
                      read_whole(std::string_view(one).substr(colon + 1), percent);
    const bool known = std::ranges::find(rates, stage, &std::pair<int, double>::first) != rates.end();
    if (!read || known || stage < 1 || stage > stages || !(percent >= 0.0 && percent <= 100.0)) {
      return fail(ErrorKind::Usage, "analysis.bad_plan", {{"part", one}, {"stages", std::to_string(stages)}});
    }
    rates.emplace_back(stage, percent / 100.0);
  }
  return rates;
}

}  // namespace tsuzuku::analysis::planner
