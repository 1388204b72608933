#include "segments/lexer.hpp"

#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace tsuzuku::segments {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool goes_on_word(char c) { return begins_word(c) || is_digit(c); }

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}

  Result<std::vector<Token>> run() {
    std::vector<Token> tokens;
    for (skip_blanks(); at_ < source_.size(); skip_blanks()) {
      const Place place{std::to_string(character_)};
      TSUZUKU_TRY(token, next(place));
      tokens.push_back(token);
    }
    tokens.push_back({Token::Kind::End, {}, {std::to_string(character_)}});
    return tokens;
  }

 private:
  void skip_blanks() {
    constexpr std::string_view kWideBlank = "\u3000";
    for (;;) {
      if (at_ < source_.size() && std::string_view(" \t\r\n").contains(source_[at_])) {
        advance(1);
      } else if (source_.substr(at_).starts_with(kWideBlank)) {
        advance(kWideBlank.size());
      } else {
        return;
      }
    }
  }

  Result<Token> next(const Place& place) {
    const char c = source_[at_];
    if (c == '"') return text(place);
    if (begins_word(c)) return taken(Token::Kind::Word, length_while(goes_on_word), place);
    const bool negative = c == '-' && at_ + 1 < source_.size() && is_digit(source_[at_ + 1]);
    if (is_digit(c) || negative) return number(place);
    for (const std::string_view symbol : {"<=", ">=", "!=", "=", "<", ">", "(", ")", ",", ":"}) {
      if (source_.substr(at_).starts_with(symbol)) return taken(Token::Kind::Symbol, symbol.size(), place);
    }
    return fail(ErrorKind::InvalidInput, "segment.unexpected_character",
                {{"position", place.text}, {"found", std::string(character_at(at_))}});
  }

  // A number, or a day such as 2025-04-01.
  Token number(const Place& place) {
    const auto day_at = [&](std::size_t length) {
      return source_.size() >= at_ + length && parse_day(source_.substr(at_, length));
    };
    constexpr std::size_t kDayLength = 10;
    if (day_at(kDayLength)) return taken(Token::Kind::Day, kDayLength, place);
    std::size_t length = source_[at_] == '-' ? 1 : 0;
    const auto digits = [&] {
      while (at_ + length < source_.size() && is_digit(source_[at_ + length])) ++length;
    };
    digits();
    if (at_ + length + 1 < source_.size() && source_[at_ + length] == '.' && is_digit(source_[at_ + length + 1])) {
      ++length;
      digits();
    }
    return taken(Token::Kind::Number, length, place);
  }

  Result<Token> text(const Place& place) {
    std::size_t length = 1;
    for (; at_ + length < source_.size(); ++length) {
      const char c = source_[at_ + length];
      if (c == '"') return taken(Token::Kind::Text, length + 1, place);
      if (static_cast<unsigned char>(c) < 0x20U) break;
      if (c != '\\') continue;
      ++length;
      if (at_ + length >= source_.size() || (source_[at_ + length] != '"' && source_[at_ + length] != '\\')) break;
    }
    return fail(ErrorKind::InvalidInput, "segment.unterminated_text", {{"position", place.text}});
  }

  template <typename Predicate>
  std::size_t length_while(Predicate goes_on) const {
    const auto rest = source_.substr(at_);
    return static_cast<std::size_t>(std::ranges::find_if_not(rest, goes_on) - rest.begin());
  }

  Token taken(Token::Kind kind, std::size_t bytes, const Place& place) {
    const Token token{kind, source_.substr(at_, bytes), place};
    advance(bytes);
    return token;
  }

  [[nodiscard]] std::string_view character_at(std::size_t at) const {
    std::size_t end = at + 1;
    while (end < source_.size() && (static_cast<unsigned char>(source_[end]) & 0xC0U) == 0x80U) ++end;
    return source_.substr(at, end - at);
  }

  void advance(std::size_t bytes) {
    for (const char c : source_.substr(at_, bytes)) character_ += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    at_ += bytes;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::size_t character_ = 1;
};

}  // namespace

Result<std::vector<Token>> tokens_of(std::string_view source) {
  if (source.size() > limits::kConditionBytes) {
    return fail(ErrorKind::TooLarge, "segment.too_long", {{"limit", std::to_string(limits::kConditionBytes)}});
  }
  if (!is_utf8(source)) return fail(ErrorKind::InvalidInput, "segment.not_utf8");
  return Lexer(source).run();
}

std::string unquoted(std::string_view token) {
  std::string text;
  for (std::size_t i = 1; i + 1 < token.size(); ++i) {
    if (token[i] == '\\') ++i;
    text += token[i];
  }
  return text;
}

std::string quoted(std::string_view text) {
  std::string token = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') token += '\\';
    token += c;
  }
  return token + '"';
}

}  // namespace tsuzuku::segments
