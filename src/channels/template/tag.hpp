#pragma once
// What stands between {{ and }}: a source is cut into literal text and tags, a tag is read on its own.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "channels/template/condition.hpp"
#include "channels/template/template.hpp"

namespace tsuzuku::channels {

struct Token {
  bool tag = false;
  std::string_view text;   // of a tag: without the brackets
  std::size_t offset = 0;  // in the source, of "{{" for a tag
};

// Else a field or a text in quotes.
[[nodiscard]] bool is_block_or_remark(const Token& token);

// Cuts a source at its tags. "template.unclosed_tag", "template.too_many_tags" {limit}; errors carry {line, column}.
// In plain text a line that holds nothing but one block tag or remark vanishes together with its line break.
[[nodiscard]] Result<std::vector<Token>> cut_into_tokens(std::string_view source, Form form);

struct Tag {
  enum class Kind : std::uint8_t { Remark, Quoted, Field, If, ElseIf, Else, End };
  Kind kind = Kind::Remark;
  std::string field;
  std::string text;  // Quoted: the text; Field: the fallback
  bool has_fallback = false;
  Condition condition;  // If, ElseIf
};

// The slot of a field's name, made when the name is new.
using SlotOf = std::function<std::uint32_t(std::string_view field)>;

// Errors "template.…" {tag}; the caller adds the place.
[[nodiscard]] Result<Tag> parse_tag(std::string_view content, const SlotOf& slot_of);

// Line and column of offsets that grow from call to call.
class PlaceFinder {
 public:
  explicit PlaceFinder(std::string_view source) : source_(source) {}
  [[nodiscard]] Place at(std::size_t offset);

 private:
  std::string_view source_;
  std::size_t done_ = 0;
  Place place_;
};

// `error` with {line} and {column} added.
[[nodiscard]] Error at_place(Error error, Place place);

}  // namespace tsuzuku::channels
