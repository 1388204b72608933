#pragma once
// A condition's text as tokens. Private to the parser.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "segments/condition.hpp"

namespace tsuzuku::segments {

struct Token {
  enum class Kind { Word, Text, Number, Day, Symbol, End };
  Kind kind = Kind::End;
  std::string_view text;  // as it stands in the source; of Text with its quotes
  Place place;
};

// Ends with one token of kind End. Errors (InvalidInput): "segment.not_utf8", "segment.unterminated_text",
// "segment.unexpected_character"; TooLarge "segment.too_long".
[[nodiscard]] Result<std::vector<Token>> tokens_of(std::string_view source);

// What stands between the quotes of a token of kind Text.
[[nodiscard]] std::string unquoted(std::string_view token);
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace tsuzuku::segments
