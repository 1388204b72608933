#include <algorithm>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "channels/template/tag.hpp"

namespace tsuzuku::channels {
namespace {

// The offset of the "}}" that ends a tag whose content begins at `begin`; quotes hide brackets, but not in a remark.
std::size_t find_end(std::string_view source, std::size_t begin) {
  const std::size_t limit = std::min(source.size(), begin + limits::kTemplateTagBytes);
  const bool remark = source.substr(begin).starts_with('!');
  char quote = 0;
  for (std::size_t i = begin; i + 1 < limit; ++i) {
    const char c = source[i];
    if (remark) {
      if (c == '}' && source[i + 1] == '}') return i;
    } else if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '}' && source[i + 1] == '}') {
      return i;
    }
  }
  return source.substr(0, limit).find("}}", begin);  // a quote that nothing closes: the tag is told to be wrong
}

// Bytes of blanks at the end of `text`, when nothing else stands on its last line.
std::pair<bool, std::size_t> blank_line_end(std::string_view text, bool first) {
  const std::size_t last = text.find_last_not_of(" \t");
  if (last == std::string_view::npos) return {first, text.size()};
  return {text[last] == '\n', text.size() - last - 1};
}

std::pair<bool, std::size_t> blank_line_begin(std::string_view text, bool last) {
  const std::size_t next = text.find_first_not_of(" \t\r");
  if (next == std::string_view::npos) return {last, text.size()};
  return {text[next] == '\n', next + 1};
}

void drop_lines_of_blocks(std::vector<Token>& tokens) {
  std::vector<std::pair<std::size_t, std::size_t>> cuts(tokens.size());  // bytes off the begin and the end of a literal
  static constexpr Token kNothing{};
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!is_block_or_remark(tokens[i])) continue;
    const Token& before = i > 0 ? tokens[i - 1] : kNothing;
    const Token& after = i + 1 < tokens.size() ? tokens[i + 1] : kNothing;
    if (before.tag || after.tag) continue;
    const auto [begins, blanks_before] = blank_line_end(before.text, i <= 1);
    const auto [ends, blanks_after] = blank_line_begin(after.text, i + 2 >= tokens.size());
    if (!begins || !ends) continue;
    if (i > 0) cuts[i - 1].second = blanks_before;
    if (i + 1 < tokens.size()) cuts[i + 1].first = blanks_after;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto [front, back] = cuts[i];
    std::string_view& text = tokens[i].text;
    text.remove_suffix(std::min(back, text.size()));
    tokens[i].offset += std::min(front, text.size());
    text.remove_prefix(std::min(front, text.size()));
  }
}

}  // namespace

bool is_block_or_remark(const Token& token) {
  const std::string_view tag = trim(token.text);
  return token.tag && (tag.starts_with('#') || tag.starts_with('/') || tag.starts_with('!') || tag == "else" ||
                       tag.starts_with("else "));
}

Place PlaceFinder::at(std::size_t offset) {
  for (; done_ < offset && done_ < source_.size(); ++done_) {
    const auto byte = static_cast<unsigned char>(source_[done_]);
    if (byte == '\n') {
      ++place_.line;
      place_.column = 1;
    } else if ((byte & 0xC0U) != 0x80U) {
      ++place_.column;
    }
  }
  return place_;
}

Error at_place(Error error, Place place) {
  error.arguments.emplace_back("line", std::to_string(place.line));
  error.arguments.emplace_back("column", std::to_string(place.column));
  return error;
}

Result<std::vector<Token>> cut_into_tokens(std::string_view source, Form form) {
  std::vector<Token> tokens;
  std::size_t tags = 0;
  for (std::size_t at = 0; at < source.size();) {
    const std::size_t open = source.find("{{", at);
    if (open != at) tokens.push_back({.tag = false, .text = source.substr(at, open - at), .offset = at});
    if (open == std::string_view::npos) break;
    const std::size_t end = find_end(source, open + 2);
    const auto place = [&](std::size_t offset) { return PlaceFinder(source).at(offset); };
    if (end == std::string_view::npos) {
      return fail(at_place(Error{ErrorKind::InvalidInput, "template.unclosed_tag", {}}, place(open)));
    }
    if (++tags > limits::kTemplateTags) {
      return fail(at_place(
          Error{ErrorKind::TooLarge, "template.too_many_tags", {{"limit", std::to_string(limits::kTemplateTags)}}},
          place(open)));
    }
    tokens.push_back({.tag = true, .text = source.substr(open + 2, end - open - 2), .offset = open});
    at = end + 2;
  }
  if (form == Form::PlainText) drop_lines_of_blocks(tokens);
  return tokens;
}

}  // namespace tsuzuku::channels
