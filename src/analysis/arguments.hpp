#pragma once
// The values an analysis is asked with: parsed from text, complete (defaults filled in) and within bounds.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "analysis/descriptor.hpp"
#include "base/day.hpp"
#include "base/error.hpp"

namespace tsuzuku::analysis {

using RawArguments = std::map<std::string, std::string, std::less<>>;

class Arguments {
 public:
  using Value = std::variant<std::monostate, std::int64_t, Day, std::string>;

  // Parameters that are not given, or given as "", take their default. Errors (all Usage):
  // "analysis.unknown_parameter", "bad_integer", "out_of_bounds", "bad_day", "bad_choice".
  [[nodiscard]] static Result<Arguments> parse(const Descriptor& descriptor, const RawArguments& raw);

  // By name, which the descriptor must have: another one is a defect of the program (throws std::out_of_range).
  [[nodiscard]] std::int64_t integer(std::string_view name) const;     // Integer, Money (major units)
  [[nodiscard]] std::optional<Day> day(std::string_view name) const;   // nothing when not given
  [[nodiscard]] const std::string& text(std::string_view name) const;  // Choice, Text; "" when not given

  // In the order of the descriptor.
  [[nodiscard]] const std::vector<std::pair<std::string, Value>>& entries() const { return entries_; }
  // What a descriptor with open parameters passes on.
  [[nodiscard]] const RawArguments& others() const { return others_; }

 private:
  [[nodiscard]] const Value& at(std::string_view name) const;
  std::vector<std::pair<std::string, Value>> entries_;
  RawArguments others_;
};

// "a, b, c"
[[nodiscard]] std::string joined(const std::vector<std::string>& names);
// The whole text as a decimal integer.
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);

}  // namespace tsuzuku::analysis
