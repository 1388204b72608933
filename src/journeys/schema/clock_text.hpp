#pragma once
// "10:00" <-> second of the day.

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

namespace tsuzuku::journeys {

[[nodiscard]] inline std::optional<int> parse_clock(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return std::nullopt;
  const int hours = (text[0] - '0') * 10 + (text[1] - '0');
  const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
  if (hours > 23 || minutes > 59) return std::nullopt;
  return hours * 3'600 + minutes * 60;
}

[[nodiscard]] inline std::string clock_text(int second_of_day) {
  return fmt::format("{:02}:{:02}", second_of_day / 3'600, second_of_day / 60 % 60);
}

}  // namespace tsuzuku::journeys
