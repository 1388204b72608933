// Any bytes as a condition, and as the form of one. What is accepted must be written in one way and come back the same,
// by text and by form; what is sound must have a translation; an error must say where it is.

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "segments/check.hpp"
#include "segments/form.hpp"
#include "segments/sql.hpp"
#include "segments/text.hpp"

namespace {

using namespace tsuzuku;
using segments::Condition;

void require(bool holds) {
  if (!holds) std::abort();
}

void expect_same_by_text(const Condition& condition) {
  const std::string text = segments::to_text(condition);
  const auto again = segments::parse(text);
  require(again && *again == condition && segments::to_text(*again) == text);
}

// A form needs values of the field's own type, so only what is sound has one.
void expect_same_both_ways(const Condition& condition) {
  expect_same_by_text(condition);
  const auto form = segments::from_form(segments::to_form(condition));
  require(form && *form == condition);
}

void expect_sound(const Condition& condition, const segments::Surroundings& surroundings) {
  const auto sound = segments::check(condition, surroundings);
  if (!sound) {
    require(sound.error().key.starts_with("segment.") || sound.error().key.starts_with("analysis."));
    return;
  }
  expect_same_both_ways(sound->condition());
  const auto sql = segments::sql_of_answers(
      *sound, {.as_of = Day{20'000}, .day_begins = [](Day day) { return day.value * std::int64_t{86'400}; }});
  require(!sql.text.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  // A segment whose condition is the input itself: names must not lead in a circle.
  const segments::Surroundings surroundings{
      .currency = {"USD", 2},
      .segment = [input](std::string_view name) -> Result<std::optional<segments::NamedSegment>> {
        return segments::NamedSegment{name.starts_with('f'), std::string(input)};
      },
      .own_name = {}};
  if (const auto condition = segments::parse(input)) {
    expect_same_by_text(*condition);
    expect_sound(*condition, surroundings);
  } else {
    const auto& arguments = condition.error().arguments;
    const bool has_place = std::ranges::any_of(arguments, [](const auto& a) { return a.first == "position"; });
    require(has_place || condition.error().key == "segment.too_long" || condition.error().key == "segment.not_utf8");
  }
  if (const auto form = parse_json(input)) {
    if (const auto condition = segments::from_form(*form)) expect_sound(*condition, surroundings);
  }
  return 0;
}
