#pragma once
// Whether a condition makes sense, and what it becomes when the segments it names are written out.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/money.hpp"
#include "ledger/blocks.hpp"
#include "segments/condition.hpp"

namespace tsuzuku::segments {

struct Field;

// Another segment that a condition names. A live one is its condition; the members of a frozen one are facts.
struct NamedSegment {
  bool frozen = false;
  std::string condition;  // text; of a live one
};

struct Surroundings {
  Currency currency{"JPY", 0};
  // Nothing: there is no such segment. Without the function no segment is known.
  std::function<Result<std::optional<NamedSegment>>(std::string_view name)> segment;
  std::string own_name;  // of the segment whose condition this is: it must not be named
};

// A condition that can be evaluated and translated. Made by check() only.
class Checked {
 public:
  // As it was written.
  [[nodiscard]] const Condition& condition() const { return condition_; }
  // Live segments replaced by their conditions. What evaluation and translation work on.
  [[nodiscard]] const Condition& expanded() const { return expanded_; }
  [[nodiscard]] ledger::BlockSet needs() const { return needs_; }
  // Asks for facts that are not in the ledger: evaluation needs ExternalFacts.
  [[nodiscard]] bool is_external() const { return external_; }
  [[nodiscard]] Currency currency() const { return currency_; }

 private:
  friend Result<Checked> check(Condition condition, const Surroundings& surroundings);
  Checked() = default;
  Condition condition_;
  Condition expanded_;
  ledger::BlockSet needs_;
  bool external_ = false;
  Currency currency_{"JPY", 0};
};

// Errors (InvalidInput unless said), with `position` and `field`: "segment.operator_not_for_field" (operator, known),
// "segment.needs_comparison" (known), "segment.wrong_type" (found), "segment.unknown_choice" (found, known),
// "segment.out_of_bounds" (found, minimum, maximum), "segment.too_many_decimals", "segment.range_reversed" (low, high),
// "segment.no_window", "segment.argument_missing" (argument), "segment.empty_text", "segment.text_too_long"; of named
// segments "segment.unknown_segment" (name), "segment.names_itself" (chain), "segment.chain_too_long",
// "segment.in_named_segment" (name, detail: the key of what is wrong there); TooLarge "segment.too_many_leaves"; those
// of Field::check.
[[nodiscard]] Result<Checked> check(Condition condition, const Surroundings& surroundings);

// parse() and check() in one.
[[nodiscard]] Result<Checked> checked(std::string_view text, const Surroundings& surroundings);

// A value of a condition that was checked, in the field's own terms: minor units, days since 1970, index of a choice.
[[nodiscard]] std::int64_t integer_of(const Literal& literal, const Field& field, Currency currency);

}  // namespace tsuzuku::segments
