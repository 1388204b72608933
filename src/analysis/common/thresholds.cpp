#include "analysis/common/thresholds.hpp"

namespace tsuzuku::analysis {

Status check_ascending(const std::string& analysis, const Arguments& arguments, std::span<const char* const> names) {
  for (std::size_t i = 1; i < names.size(); ++i) {
    const std::int64_t lower = arguments.integer(names[i - 1]);
    const std::int64_t upper = arguments.integer(names[i]);
    if (lower <= upper) continue;
    return fail(ErrorKind::Usage, "analysis.thresholds_not_ascending",
                {{"analysis", analysis},
                 {"lower", names[i - 1]},
                 {"lower_value", std::to_string(lower)},
                 {"upper", names[i]},
                 {"upper_value", std::to_string(upper)}});
  }
  return {};
}

}  // namespace tsuzuku::analysis
