#include "channels/mail/checks/wordless_links.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "channels/template/tag.hpp"

namespace tsuzuku::channels {
namespace {

constexpr std::array<std::string_view, 9> kInvisible = {
    " ", "\t", "\n", "\r", "\f", "&nbsp;", "&#160;", "\xC2\xA0" /*no-break*/, "\xE3\x80\x80" /*U+3000*/};
constexpr std::array<std::string_view, 4> kPictures = {"img", "svg", "video", "input"};

class Reader {
 public:
  void literal(std::string_view text, std::size_t offset) {
    for (std::size_t i = 0; i < text.size();) {
      switch (where_) {
        case Where::Text:
          i = in_text(text, i, offset);
          break;
        case Where::Tag:
          in_tag(text[i++]);
          break;
        case Where::Comment: {
          const std::size_t end = text.find("-->", i);
          if (end == std::string_view::npos) return;
          where_ = Where::Text;
          i = end + 3;
          break;
        }
      }
    }
  }
  void value() { seen_ |= where_ == Where::Text; }
  [[nodiscard]] const std::vector<std::size_t>& found() const { return found_; }

 private:
  enum class Where : std::uint8_t { Text, Tag, Comment };

  std::size_t in_text(std::string_view text, std::size_t i, std::size_t offset) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("<!--")) {
      where_ = Where::Comment;
      return i + 4;
    }
    if (rest.starts_with('<')) {
      where_ = Where::Tag;
      tag_.clear();
      begin_ = offset + i;
      return i + 1;
    }
    const auto* const blank =
        std::ranges::find_if(kInvisible, [&](std::string_view one) { return rest.starts_with(one); });
    if (blank != kInvisible.end()) return i + blank->size();
    seen_ = true;
    return i + 1;
  }

  // What stands in quotes may hold '>' and says nothing of the tag.
  void in_tag(char c) {
    if (quote_ != '\0') {
      if (c == quote_) quote_ = '\0';
    } else if (c == '"' || c == '\'') {
      quote_ = c;
    } else if (c == '>') {
      end_tag();
    } else {
      tag_ += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
    }
  }

  void end_tag() {
    where_ = Where::Text;
    const std::string tag = lower_ascii(tag_);
    const std::string_view name = std::string_view(tag).substr(0, tag.find(' '));
    if (name == "a") {
      link_ = tag.contains(" href") ? std::optional(begin_) : std::nullopt;
      seen_ = false;
    } else if (name == "/a") {
      if (link_ && !seen_) found_.push_back(*link_);
      link_.reset();
    } else if (std::ranges::find(kPictures, name) != kPictures.end()) {
      seen_ = true;
    }
  }

  Where where_ = Where::Text;
  char quote_ = '\0';
  std::string tag_;
  std::size_t begin_ = 0;  // of the tag
  std::optional<std::size_t> link_;
  bool seen_ = false;  // since the link began
  std::vector<std::size_t> found_;
};

}  // namespace

std::vector<Place> wordless_links(std::string_view html) {
  const auto tokens = cut_into_tokens(html, Form::Html);
  if (!tokens) return {};
  Reader reader;
  for (const Token& token : *tokens) {
    if (!token.tag) {
      reader.literal(token.text, token.offset);
    } else if (!is_block_or_remark(token)) {
      reader.value();
    }
  }
  std::vector<Place> places;
  PlaceFinder finder(html);
  for (const std::size_t offset : reader.found()) places.push_back(finder.at(offset));
  return places;
}

}  // namespace tsuzuku::channels
