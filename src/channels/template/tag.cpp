#include "channels/template/tag.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace tsuzuku::channels {
namespace {

struct Word {
  enum class Kind : std::uint8_t { Name, Text, Number, Comparison, Bar, Open, Close, End };
  Kind kind = Kind::End;
  std::string_view text;
  Comparison comparison = Comparison::Equal;
  std::int64_t number = 0;
};

struct QuotePair {
  std::string_view open, close;
};
// The quotes that Japanese keyboards and word processors put there are as good as the plain ones.
constexpr std::array<QuotePair, 5> kQuotes = {{{"'", "'"}, {"\"", "\""}, {"「", "」"}, {"‘", "’"}, {"“", "”"}}};

struct Sign {
  std::string_view text;
  Word::Kind kind;
  Comparison comparison = Comparison::Equal;
};
// Longer signs before their beginnings.
constexpr std::array<Sign, 18> kSigns = {{
    {"==", Word::Kind::Comparison, Comparison::Equal},
    {"!=", Word::Kind::Comparison, Comparison::NotEqual},
    {"<>", Word::Kind::Comparison, Comparison::NotEqual},
    {"<=", Word::Kind::Comparison, Comparison::LessOrEqual},
    {">=", Word::Kind::Comparison, Comparison::GreaterOrEqual},
    {"≠", Word::Kind::Comparison, Comparison::NotEqual},
    {"≦", Word::Kind::Comparison, Comparison::LessOrEqual},
    {"≧", Word::Kind::Comparison, Comparison::GreaterOrEqual},
    {"=", Word::Kind::Comparison, Comparison::Equal},
    {"＝", Word::Kind::Comparison, Comparison::Equal},
    {"<", Word::Kind::Comparison, Comparison::Less},
    {"＜", Word::Kind::Comparison, Comparison::Less},
    {">", Word::Kind::Comparison, Comparison::Greater},
    {"＞", Word::Kind::Comparison, Comparison::Greater},
    {"|", Word::Kind::Bar},
    {"｜", Word::Kind::Bar},
    {"(", Word::Kind::Open},
    {")", Word::Kind::Close},
}};

bool is_name_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::unexpected<Error> bad(std::string_view key, std::string_view tag) {
  return fail(Error{ErrorKind::InvalidInput, std::string(key), {{"tag", std::string(cut_utf8(trim(tag), 80))}}});
}

// Reads the words of one tag.
class Words {
 public:
  explicit Words(std::string_view tag) : tag_(tag), rest_(tag) {}
  [[nodiscard]] std::string_view tag() const { return tag_; }
  [[nodiscard]] const Word& current() const { return current_; }

  Status next() {
    rest_ = trim(rest_);
    current_ = {};
    if (rest_.empty()) return {};
    if (const auto found = quoted()) return *found;
    for (const Sign& sign : kSigns) {
      if (!rest_.starts_with(sign.text)) continue;
      current_ = {.kind = sign.kind, .text = sign.text, .comparison = sign.comparison};
      rest_.remove_prefix(sign.text.size());
      return {};
    }
    if (is_digit(rest_.front()) || rest_.front() == '-') return number();
    return name();
  }

 private:
  std::optional<Status> quoted() {
    for (const auto& [open, close] : kQuotes) {
      if (!rest_.starts_with(open)) continue;
      rest_.remove_prefix(open.size());
      const std::size_t end = rest_.find(close);
      if (end == std::string_view::npos) return bad("template.unclosed_quote", tag_);
      current_ = {.kind = Word::Kind::Text, .text = rest_.substr(0, end)};
      rest_.remove_prefix(end + close.size());
      return Status();
    }
    return std::nullopt;
  }

  Status number() {
    const char* end = rest_.data() + rest_.size();
    const auto [stop, error] = std::from_chars(rest_.data(), end, current_.number);
    if (error != std::errc{} || (stop != end && (is_name_byte(*stop) || *stop == ','))) {
      return bad("template.bad_number", tag_);
    }
    current_.kind = Word::Kind::Number;
    take(static_cast<std::size_t>(stop - rest_.data()));
    return {};
  }

  Status name() {
    std::size_t size = 0;
    while (size < rest_.size() && is_name_byte(rest_[size])) ++size;
    if (!is_field_name(rest_.substr(0, size))) return bad("template.bad_tag", tag_);
    current_.kind = Word::Kind::Name;
    take(size);
    return {};
  }

  void take(std::size_t size) {
    current_.text = rest_.substr(0, size);
    rest_.remove_prefix(size);
  }

  std::string_view tag_, rest_;
  Word current_;
};

// or-terms of and-terms of (not)* comparison | ( condition )
class ConditionParser {
 public:
  ConditionParser(Words& words, const SlotOf& slot_of) : words_(words), slot_of_(slot_of) {}

  Result<Condition> whole() {
    TSUZUKU_CHECK(words_.next());
    TSUZUKU_TRY(root, any_of(0));
    static_cast<void>(root);
    if (words_.current().kind != Word::Kind::End) return bad("template.bad_condition", words_.tag());
    return std::move(condition_);
  }

 private:
  using Node = Result<std::uint32_t>;

  [[nodiscard]] bool at_word(std::string_view word) const {
    return words_.current().kind == Word::Kind::Name && words_.current().text == word;
  }

  Node any_of(std::size_t depth) {
    return joined("or", Condition::Kind::Or, [&] { return all_of(depth); });
  }
  Node all_of(std::size_t depth) {
    return joined("and", Condition::Kind::And, [&] { return negated(depth); });
  }
  template <typename Part>
  Node joined(std::string_view word, Condition::Kind kind, const Part& part) {
    TSUZUKU_TRY(first, part());
    std::uint32_t left = first;
    while (at_word(word)) {
      TSUZUKU_CHECK(words_.next());
      TSUZUKU_TRY(right, part());
      left = condition_.add({.kind = kind, .left = left, .right = right});
    }
    return left;
  }

  Node negated(std::size_t depth) {
    if (depth > limits::kTemplateDepth) return bad("template.condition_too_deep", words_.tag());
    if (at_word("not")) {
      TSUZUKU_CHECK(words_.next());
      TSUZUKU_TRY(inner, negated(depth + 1));
      return condition_.add({.kind = Condition::Kind::Not, .left = inner});
    }
    if (words_.current().kind == Word::Kind::Open) {
      TSUZUKU_CHECK(words_.next());
      TSUZUKU_TRY(inner, any_of(depth + 1));
      if (words_.current().kind != Word::Kind::Close) return bad("template.bad_condition", words_.tag());
      TSUZUKU_CHECK(words_.next());
      // The root is the node added last, brackets around all of it change nothing of that.
      return inner;
    }
    return comparison();
  }

  Node comparison() {
    const Word field = words_.current();
    const bool reserved = field.text == "and" || field.text == "or" || field.text == "not";
    if (field.kind != Word::Kind::Name || reserved) return bad("template.bad_condition", words_.tag());
    Condition::Node node{.slot = slot_of_(field.text)};
    TSUZUKU_CHECK(words_.next());
    if (words_.current().kind != Word::Kind::Comparison) return condition_.add(std::move(node));
    node.comparison = words_.current().comparison;
    TSUZUKU_CHECK(words_.next());
    const Word value = words_.current();
    TSUZUKU_CHECK(words_.next());
    if (value.kind == Word::Kind::Number) {
      node.kind = Condition::Kind::CompareNumber;
      node.number = value.number;
      return condition_.add(std::move(node));
    }
    if (value.kind != Word::Kind::Text) return bad("template.bad_condition", words_.tag());
    return text_comparison(std::move(node), value.text);
  }

  Node text_comparison(Condition::Node node, std::string_view text) {
    const bool equal = node.comparison == Comparison::Equal;
    if (!equal && node.comparison != Comparison::NotEqual) return bad("template.text_order", words_.tag());
    if (!text.empty()) {
      node.kind = Condition::Kind::CompareText;
      node.text = text;
      return condition_.add(std::move(node));
    }
    const std::uint32_t filled = condition_.add({.kind = Condition::Kind::Filled, .slot = node.slot});
    return equal ? condition_.add({.kind = Condition::Kind::Not, .left = filled}) : filled;
  }

  Words& words_;
  const SlotOf& slot_of_;
  Condition condition_;
};

Result<Tag> conditional(Tag::Kind kind, std::string_view tag, std::string_view condition, const SlotOf& slot_of) {
  Words words(condition);
  auto parsed = ConditionParser(words, slot_of).whole();
  if (!parsed) return bad(parsed.error().key, tag);
  return Tag{.kind = kind, .condition = *std::move(parsed)};
}

// {{name}}, {{name | 'fallback'}}, {{'text'}}
Result<Tag> field(std::string_view tag) {
  Words words(tag);
  TSUZUKU_CHECK(words.next());
  const Word first = words.current();
  TSUZUKU_CHECK(words.next());
  Tag parsed;
  if (first.kind == Word::Kind::Text && words.current().kind == Word::Kind::End) {
    parsed.kind = Tag::Kind::Quoted;
    parsed.text = first.text;
    return parsed;
  }
  if (first.kind != Word::Kind::Name) return bad("template.bad_tag", tag);
  parsed.kind = Tag::Kind::Field;
  parsed.field = first.text;
  if (words.current().kind == Word::Kind::End) return parsed;
  if (words.current().kind != Word::Kind::Bar) return bad("template.bad_tag", tag);
  TSUZUKU_CHECK(words.next());
  if (words.current().kind != Word::Kind::Text) return bad("template.bad_fallback", tag);
  parsed.has_fallback = true;
  parsed.text = words.current().text;
  TSUZUKU_CHECK(words.next());
  if (words.current().kind != Word::Kind::End) return bad("template.bad_fallback", tag);
  return parsed;
}

}  // namespace

bool is_field_name(std::string_view name) {
  char before = '.';
  for (const char c : name) {
    if (!is_name_byte(c) || (before == '.' && (c < 'a' || c > 'z'))) return false;
    before = c;
  }
  return before != '.';
}

Result<Tag> parse_tag(std::string_view content, const SlotOf& slot_of) {
  const std::string_view tag = trim(content);
  if (tag.starts_with('!')) return Tag{.kind = Tag::Kind::Remark};
  if (tag == "else") return Tag{.kind = Tag::Kind::Else};
  if (tag == "/if") return Tag{.kind = Tag::Kind::End};
  const auto after = [&](std::string_view words) -> std::optional<std::string_view> {
    if (!tag.starts_with(words)) return std::nullopt;
    const std::string_view rest = tag.substr(words.size());
    if (rest.empty() || trim(rest).size() == rest.size()) return std::nullopt;  // a blank must follow
    return rest;
  };
  if (const auto condition = after("#if")) return conditional(Tag::Kind::If, tag, *condition, slot_of);
  if (const auto condition = after("else if")) return conditional(Tag::Kind::ElseIf, tag, *condition, slot_of);
  return field(tag);
}

}  // namespace tsuzuku::channels
