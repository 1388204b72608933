#include <algorithm>
#include <array>
#include <charconv>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "segments/field.hpp"
#include "segments/lexer.hpp"
#include "segments/nearest.hpp"
#include "segments/shape.hpp"
#include "segments/text.hpp"

namespace tsuzuku::segments {
namespace {

constexpr std::size_t kDigits = 15;  // well within 64 bits, also in minor units
// Parentheses may stand where they change nothing; this many of them are no danger to the stack.
constexpr int kParserDepth = 4 * limits::kConditionDepth;

bool is_keyword(std::string_view word) {
  constexpr std::array<std::string_view, 16> kKeywords{"and",   "or",      "not",  "in",   "between", "is",
                                                       "known", "unknown", "the",  "last", "days",    "day",
                                                       "ago",   "more",    "than", "from"};
  return std::ranges::find(kKeywords, lower_ascii(word)) != kKeywords.end() || lower_ascii(word) == "to";
}

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  Result<Condition> run() {
    TSUZUKU_TRY(condition, any(Scope::Customer));
    if (now().kind != Token::Kind::End) return unexpected("and, or");
    return std::move(condition);
  }

 private:
  // Counts how deep the parser stands, for as long as it lives.
  class Level {
   public:
    explicit Level(int& depth) : depth_(depth) { ++depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ~Level() { --depth_; }

   private:
    int& depth_;
  };

  [[nodiscard]] const Token& now() const { return tokens_[at_]; }
  [[nodiscard]] const Token& after(std::size_t more) const { return tokens_[std::min(at_ + more, tokens_.size() - 1)]; }
  [[nodiscard]] static bool is_word(const Token& token, std::string_view word) {
    return token.kind == Token::Kind::Word && lower_ascii(token.text) == word;
  }
  [[nodiscard]] static bool is_symbol(const Token& token, std::string_view symbol) {
    return token.kind == Token::Kind::Symbol && token.text == symbol;
  }
  bool take_word(std::string_view word) {
    if (!is_word(now(), word)) return false;
    ++at_;
    return true;
  }
  bool take_symbol(std::string_view symbol) {
    if (!is_symbol(now(), symbol)) return false;
    ++at_;
    return true;
  }

  [[nodiscard]] std::unexpected<Error> unexpected(std::string_view expected) const {
    if (now().kind == Token::Kind::End) {
      return fail(ErrorKind::InvalidInput, "segment.unexpected_end",
                  {{"position", now().place.text}, {"expected", std::string(expected)}});
    }
    return fail(
        ErrorKind::InvalidInput, "segment.unexpected",
        {{"position", now().place.text}, {"found", std::string(now().text)}, {"expected", std::string(expected)}});
  }
  Status expect_word(std::string_view word) {
    if (!take_word(word)) return unexpected(word);
    return {};
  }
  Status expect_symbol(std::string_view symbol) {
    if (!take_symbol(symbol)) return unexpected(symbol);
    return {};
  }

  // One or more parts between `word`; several become a group of `kind`.
  template <typename Part>
  Result<Condition> group(Condition::Kind kind, std::string_view word, const Part& part) {
    const Place place = now().place;
    TSUZUKU_TRY(first, part());
    if (!is_word(now(), word)) return std::move(first);
    Condition whole{.kind = kind, .parts = {}, .leaf = {}, .place = place};
    whole.parts.push_back(std::move(first));
    while (take_word(word)) {
      TSUZUKU_TRY(next, part());
      whole.parts.push_back(std::move(next));
    }
    return whole;
  }

  Result<Condition> any(Scope scope) {
    return group(Condition::Kind::Any, "or", [&] { return all(scope); });
  }
  Result<Condition> all(Scope scope) {
    return group(Condition::Kind::All, "and", [&] { return part(scope); });
  }

  Result<Condition> part(Scope scope) {
    const Level level(depth_);
    if (depth_ > kParserDepth) return too_deep(now().place);
    const Place place = now().place;
    if (take_word("not")) {
      TSUZUKU_TRY(negated, part(scope));
      Condition whole{.kind = Condition::Kind::Not, .parts = {}, .leaf = {}, .place = place};
      whole.parts.push_back(std::move(negated));
      return whole;
    }
    if (take_symbol("(")) {
      TSUZUKU_TRY(inner, any(scope));
      TSUZUKU_CHECK(expect_symbol(")"));
      return std::move(inner);
    }
    return leaf(scope);
  }

  Result<Condition> leaf(Scope scope) {
    if (now().kind != Token::Kind::Word || is_keyword(now().text)) {
      return fail(ErrorKind::InvalidInput, "segment.expected_field",
                  {{"position", now().place.text}, {"found", std::string(now().text)}});
    }
    if (++leaves_ > limits::kConditionLeaves) {
      return fail(ErrorKind::TooLarge, "segment.too_many_leaves",
                  {{"position", now().place.text}, {"limit", std::to_string(limits::kConditionLeaves)}});
    }
    Condition condition{.kind = Condition::Kind::Leaf, .parts = {}, .leaf = {}, .place = now().place};
    Leaf& leaf = condition.leaf;
    leaf.field = find_field(scope, now().text);
    if (leaf.field == nullptr) return unknown_field(scope, now().text, now().place);
    ++at_;
    if (is_symbol(now(), "(")) TSUZUKU_CHECK(parentheses(leaf));
    TSUZUKU_CHECK(window(leaf));
    TSUZUKU_CHECK(comparison(leaf));
    return condition;
  }

  Status parentheses(Leaf& leaf) {
    ++at_;
    if (leaf.field->items) {
      TSUZUKU_TRY(where, any(*leaf.field->items));
      leaf.where.push_back(std::move(where));
      return expect_symbol(")");
    }
    if (leaf.field->parameters.empty()) {
      --at_;
      return unexpected("=, in");
    }
    for (std::size_t place = 0; place == 0 || take_symbol(","); ++place) TSUZUKU_CHECK(argument(leaf, place));
    TSUZUKU_CHECK(expect_symbol(")"));
    std::ranges::stable_sort(leaf.arguments, {}, [&](const Argument& argument) {
      return std::ranges::find(leaf.field->parameters, argument.name, &Parameter::name) -
             leaf.field->parameters.begin();
    });
    return {};
  }

  // By its place while required parameters come, else by its name.
  Status argument(Leaf& leaf, std::size_t place) {
    const auto& parameters = leaf.field->parameters;
    const Token token = now();
    Argument argument;
    if (token.kind == Token::Kind::Word && is_symbol(after(1), ":")) {
      at_ += 2;
      argument.name = token.text;
    } else if (place < parameters.size() && parameters[place].required) {
      argument.name = parameters[place].name;
    } else {
      return unexpected(joined_names(parameters, ": "));
    }
    const bool known = std::ranges::find(parameters, argument.name, &Parameter::name) != parameters.end();
    const bool twice = std::ranges::find(leaf.arguments, argument.name, &Argument::name) != leaf.arguments.end();
    if (!known || twice) {
      return fail(ErrorKind::InvalidInput, "segment.unknown_argument",
                  {{"position", token.place.text},
                   {"field", leaf.field->name},
                   {"argument", argument.name},
                   {"known", joined_names(parameters, "")}});
    }
    TSUZUKU_TRY(value, literal());
    argument.value = std::move(value);
    leaf.arguments.push_back(std::move(argument));
    return {};
  }

  Status window(Leaf& leaf) {
    Window window;
    if (is_word(now(), "in") && is_word(after(1), "the")) {
      at_ += 2;
      TSUZUKU_CHECK(expect_word("last"));
      TSUZUKU_TRY(days, number_of_days());
      TSUZUKU_CHECK(expect_days());
      window.first = days;
    } else if (is_word(now(), "between") && is_word(after(4), "days")) {
      ++at_;
      window.kind = Window::Kind::BetweenDaysAgo;
      TSUZUKU_TRY(first, number_of_days());
      TSUZUKU_CHECK(expect_word("and"));
      TSUZUKU_TRY(second, number_of_days());
      TSUZUKU_CHECK(expect_days());
      TSUZUKU_CHECK(expect_word("ago"));
      window.first = first;
      window.second = second;
    } else if (is_word(now(), "more")) {
      ++at_;
      window.kind = Window::Kind::MoreThanDaysAgo;
      TSUZUKU_CHECK(expect_word("than"));
      TSUZUKU_TRY(days, number_of_days());
      TSUZUKU_CHECK(expect_days());
      TSUZUKU_CHECK(expect_word("ago"));
      window.first = days;
    } else if (is_word(now(), "from") || is_word(now(), "to")) {
      window.kind = Window::Kind::Dates;
      if (take_word("from")) {
        TSUZUKU_TRY(from, day());
        window.from = from;
      }
      if (take_word("to")) {
        TSUZUKU_TRY(to, day());
        window.to = to;
      }
    } else {
      return {};
    }
    leaf.window = window;
    return {};
  }

  Result<int> number_of_days() {
    int days = 0;
    const auto [end, error] = std::from_chars(now().text.data(), now().text.data() + now().text.size(), days);
    if (now().kind != Token::Kind::Number || error != std::errc{} || end != now().text.data() + now().text.size() ||
        days < 0 || days > limits::kConditionDays) {
      return unexpected("0-" + std::to_string(limits::kConditionDays));
    }
    ++at_;
    return days;
  }
  Status expect_days() {
    if (!take_word("days") && !take_word("day")) return unexpected("days");
    return {};
  }
  Result<Day> day() {
    if (now().kind != Token::Kind::Day) return unexpected("2025-04-01");
    return *parse_day(tokens_[at_++].text);
  }

  Status comparison(Leaf& leaf) {
    Comparison comparison;
    if (now().kind == Token::Kind::Symbol && operator_from(now().text)) {
      comparison.op = *operator_from(tokens_[at_++].text);
      TSUZUKU_TRY(value, literal());
      comparison.values.push_back(std::move(value));
    } else if (is_word(now(), "between")) {
      ++at_;
      comparison.op = Operator::Between;
      TSUZUKU_TRY(low, literal());
      TSUZUKU_CHECK(expect_word("and"));
      TSUZUKU_TRY(high, literal());
      comparison.values = {std::move(low), std::move(high)};
    } else if (is_word(now(), "in") || is_word(now(), "not")) {
      comparison.op = take_word("not") ? Operator::NotIn : Operator::In;
      TSUZUKU_CHECK(expect_word("in"));
      TSUZUKU_CHECK(list(comparison.values));
    } else if (take_word("is")) {
      if (!is_word(now(), "known") && !is_word(now(), "unknown")) return unexpected("known, unknown");
      comparison.op = take_word("known") ? Operator::Known : Operator::Unknown;
      if (comparison.op == Operator::Unknown) ++at_;
    } else {
      return {};
    }
    leaf.comparison = std::move(comparison);
    return {};
  }

  Status list(std::vector<Literal>& values) {
    const Place place = now().place;
    TSUZUKU_CHECK(expect_symbol("("));
    do {
      TSUZUKU_TRY(value, literal());
      values.push_back(std::move(value));
    } while (take_symbol(","));
    if (values.size() > limits::kConditionValues) {
      return fail(ErrorKind::TooLarge, "segment.too_many_values",
                  {{"position", place.text}, {"limit", std::to_string(limits::kConditionValues)}});
    }
    return expect_symbol(")");
  }

  Result<Literal> literal() {
    const Token& token = now();
    switch (token.kind) {
      case Token::Kind::Text:
        ++at_;
        return unquoted(token.text);
      case Token::Kind::Word:
        if (is_keyword(token.text)) return unexpected("1, \"…\", 2025-04-01");
        ++at_;
        return Code{std::string(token.text)};
      case Token::Kind::Day:
        ++at_;
        return *parse_day(token.text);
      case Token::Kind::Number: {
        const auto number = decimal_from(token.text);
        if (!number) {
          return fail(ErrorKind::InvalidInput, "segment.number_too_large",
                      {{"position", token.place.text}, {"found", std::string(token.text)}});
        }
        ++at_;
        return *number;
      }
      default:
        return unexpected("1, \"…\", 2025-04-01");
    }
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::size_t leaves_ = 0;
};

}  // namespace

std::optional<Decimal> decimal_from(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  std::string digits(text.substr(0, point));
  std::string_view decimals = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (digits.empty() || (point != std::string_view::npos && decimals.empty())) return std::nullopt;
  while (decimals.ends_with('0')) decimals.remove_suffix(1);
  digits += decimals;
  Decimal number{.digits = 0, .decimals = static_cast<int>(decimals.size())};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number.digits);
  if (digits.size() > kDigits || error != std::errc{} || end != digits.data() + digits.size() || number.digits < 0)
    return std::nullopt;
  if (negative) number.digits = -number.digits;
  return number;
}

Result<Condition> parse(std::string_view text) {
  TSUZUKU_TRY(tokens, tokens_of(text));
  TSUZUKU_TRY(condition, Parser(std::move(tokens)).run());
  TSUZUKU_CHECK(check_depth(condition));
  return std::move(condition);
}

}  // namespace tsuzuku::segments
