#include "services/customers/search_text.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kTokenCharacters = 100;  // longer ones are cut on both sides
constexpr std::size_t kNameKeyBytes = 200;
constexpr std::size_t kMailPrefix = 3;
constexpr std::size_t kPhonePrefix = 5;
constexpr std::size_t kPhoneSuffix = 4;

// Names are written in old and new forms of the same character, and people search with the one their keyboard gives.
constexpr std::array<std::pair<char32_t, char32_t>, 51> kForms{{
    {U'髙', U'高'}, {U'﨑', U'崎'}, {U'嵜', U'崎'}, {U'濵', U'浜'}, {U'濱', U'浜'}, {U'邊', U'辺'}, {U'邉', U'辺'},
    {U'齋', U'斎'}, {U'齊', U'斎'}, {U'斉', U'斎'}, {U'嶋', U'島'}, {U'嶌', U'島'}, {U'澤', U'沢'}, {U'瀨', U'瀬'},
    {U'廣', U'広'}, {U'櫻', U'桜'}, {U'眞', U'真'}, {U'條', U'条'}, {U'龍', U'竜'}, {U'國', U'国'}, {U'惠', U'恵'},
    {U'榮', U'栄'}, {U'與', U'与'}, {U'德', U'徳'}, {U'渕', U'淵'}, {U'冨', U'富'}, {U'曾', U'曽'}, {U'穗', U'穂'},
    {U'學', U'学'}, {U'實', U'実'}, {U'壽', U'寿'}, {U'將', U'将'}, {U'靜', U'静'}, {U'禮', U'礼'}, {U'顯', U'顕'},
    {U'彌', U'弥'}, {U'黑', U'黒'}, {U'豐', U'豊'}, {U'鐵', U'鉄'}, {U'瀧', U'滝'}, {U'藏', U'蔵'}, {U'關', U'関'},
    {U'淺', U'浅'}, {U'鹽', U'塩'}, {U'圓', U'円'}, {U'槇', U'槙'}, {U'萬', U'万'}, {U'亞', U'亜'}, {U'𠮷', U'吉'},
    {U'ゖ', U'け'}, {U'ゕ', U'か'},
}};

char32_t one_form(char32_t character) {
  const auto* const form = std::ranges::find(kForms, character, &std::pair<char32_t, char32_t>::first);
  return form == kForms.end() ? character : form->second;
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_ascii_letter_or_digit(char32_t c) { return is_digit(c) || (c >= U'a' && c <= U'z'); }

// Runs of letters and digits; what stands between them separates.
std::vector<std::u32string> parts_of(std::u32string_view folded) {
  std::vector<std::u32string> parts;
  bool inside = false;
  for (const char32_t c : folded) {
    const bool belongs = is_letter_or_digit(c);
    if (belongs && !inside) parts.emplace_back();
    if (belongs) parts.back().push_back(c);
    inside = belongs;
  }
  return parts;
}

std::u32string folded(std::string_view text) { return to_utf32(fold(text)); }

std::u32string folded_name(std::string_view text) {
  std::u32string name = to_utf32(hiragana(fold(text)));
  std::ranges::transform(name, name.begin(), one_form);
  return name;
}

std::u32string joined(std::span<const std::u32string> parts) {
  std::u32string all;
  for (const std::u32string& part : parts) all += part;
  return all;
}

std::string token(char kind, std::u32string_view text) { return kind + to_utf8(text.substr(0, kTokenCharacters)); }

std::vector<std::string> neighbours(std::u32string_view name) {
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i + 1 < name.size(); ++i) tokens.push_back(token('n', name.substr(i, 2)));
  return tokens;
}

void add_name(std::vector<std::string>& tokens, std::string_view last, std::string_view first) {
  const auto parts = parts_of(folded_name(std::string(last) + " " + std::string(first)));
  std::ranges::move(neighbours(joined(parts)), std::back_inserter(tokens));
  for (const std::u32string& part : parts) tokens.push_back(token('s', std::u32string_view(part).substr(0, 1)));
}

// Words before the @, then the domain as one.
std::vector<std::string> mail_tokens(std::u32string_view mail) {
  const std::size_t at = mail.rfind(U'@');
  std::vector<std::string> tokens;
  for (const std::u32string& word : parts_of(mail.substr(0, at))) tokens.push_back(token('m', word));
  if (at == std::u32string_view::npos) return tokens;
  const std::u32string domain = joined(parts_of(mail.substr(at + 1)));
  if (!domain.empty()) tokens.push_back(token('d', domain));
  return tokens;
}

std::u32string digits_of(std::string_view phone) { return to_utf32(phone_digits(phone)); }

std::u32string backwards(std::u32string text) {
  std::ranges::reverse(text);
  return text;
}

// PostgreSQL is told where each word stands; FTS5 counts by itself.
std::string written(const std::vector<std::string>& tokens, sql::Dialect dialect) {
  std::string text;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!text.empty()) text += ' ';
    text += tokens[i];
    const char kind = tokens[i].front();
    const bool in_phrases = kind == 'n' || kind == 'm' || kind == 'd';
    if (dialect == sql::Dialect::Postgres && in_phrases) text += ':' + std::to_string(i + 1);
  }
  return text;
}

bool is_written_as_phone(std::u32string_view word) {
  return std::ranges::any_of(word, is_digit) && std::ranges::all_of(word, [](char32_t c) {
           return is_digit(c) || std::u32string_view(U"+-()./‐−–—").contains(c);
         });
}

SearchWord ways_of(const std::u32string& word) {
  SearchWord found;
  const auto add = [&](std::vector<std::string> tokens, bool prefix) {
    found.ways.push_back({.tokens = std::move(tokens), .prefix = prefix});
  };
  if (is_written_as_phone(word)) {
    const std::u32string digits = digits_of(to_utf8(word));
    if (digits.size() >= kPhonePrefix) add({token('p', digits)}, true);
    if (digits.size() >= kPhoneSuffix) add({token('q', backwards(digits))}, true);
  }
  const std::u32string letters = joined(parts_of(word));
  if (letters.empty()) return found;
  if (std::ranges::all_of(letters, is_digit)) {
    add({token('c', letters)}, false);
    return found;
  }
  const bool has_at = word.contains(U'@');
  const std::u32string name = joined(parts_of(folded_name(to_utf8(word))));
  if (name.size() == 1) add({token('s', name)}, false);
  if (name.size() > 1 && !has_at) add(neighbours(name), false);
  if (std::ranges::all_of(letters, is_ascii_letter_or_digit)) {
    std::vector<std::string> mail = mail_tokens(word);
    const bool prefix = !mail.empty() && mail.back().size() > kMailPrefix;
    if (!mail.empty() && letters.size() > 1) add(std::move(mail), prefix);
    add({token('c', letters)}, false);
  }
  return found;
}

// Words between blanks; digits typed in groups ("090 1234 5678") are one word.
std::vector<std::u32string> typed_words(std::u32string_view text) {
  std::vector<std::u32string> words;
  std::u32string word;
  const auto end_word = [&] {
    if (word.empty()) return;
    const bool goes_on = !words.empty() && is_written_as_phone(words.back()) && is_written_as_phone(word);
    if (goes_on) {
      words.back() += word;
    } else {
      words.push_back(word);
    }
    word.clear();
  };
  for (const char32_t c : text) {
    if (c == U' ' || c == U'\t' || c == U'\n' || c == U'\r') {
      end_word();
    } else {
      word.push_back(c);
    }
  }
  end_word();
  return words;
}

template <typename Items, typename Write>
std::string separated(const Items& items, std::string_view separator, Write write) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += separator;
    text += write(item);
  }
  return text;
}

// "nくら nらも"  ·  "msato" *
std::string fts5_term(const SearchTerm& term) {
  const std::string phrase = separated(term.tokens, " ", [](const std::string& one) { return one; });
  return '"' + phrase + (term.prefix ? "\" *" : "\"");
}

// 'nくら' <-> 'nらも'  ·  'msato':*
std::string tsquery_term(const SearchTerm& term) {
  const std::string phrase = separated(term.tokens, " <-> ", [](const std::string& one) { return '\'' + one + '\''; });
  return phrase + (term.prefix ? ":*" : "");
}

}  // namespace

std::string search_words(const SearchableCustomer& customer, sql::Dialect dialect) {
  std::vector<std::string> tokens;
  add_name(tokens, customer.last_name, customer.first_name);
  add_name(tokens, customer.last_name_kana, customer.first_name_kana);
  std::ranges::move(mail_tokens(folded(customer.email)), std::back_inserter(tokens));
  if (const std::u32string digits = digits_of(customer.phone); !digits.empty()) {
    tokens.push_back(token('p', digits));
    tokens.push_back(token('q', backwards(digits)));
  }
  if (const std::u32string number = joined(parts_of(folded(customer.number))); !number.empty()) {
    tokens.push_back(token('c', number));
  }
  return written(tokens, dialect);
}

std::string name_key(const SearchableCustomer& customer) {
  constexpr std::string_view kAfterEveryName = "\xEF\xBF\xBD";
  const auto full = [](std::string_view last, std::string_view first) {
    const std::string name = std::string(last) + " " + std::string(first);
    return to_utf8(joined(parts_of(folded_name(name))));
  };
  std::string key = full(customer.last_name_kana, customer.first_name_kana);
  if (key.empty()) key = full(customer.last_name, customer.first_name);
  if (key.empty()) key = std::string(kAfterEveryName) + std::string(customer.number);
  return std::string(cut_utf8(key, kNameKeyBytes));
}

std::string phone_digits(std::string_view phone) {
  constexpr std::string_view kJapanAbroad = "81";
  const std::string narrow = nfkc(phone);
  std::string digits;
  std::ranges::copy_if(narrow, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  if (trim(narrow).starts_with('+') && digits.starts_with(kJapanAbroad)) {
    digits = digits.substr(kJapanAbroad.size());
    if (!digits.starts_with('0')) digits.insert(0, 1, '0');
  }
  return digits;
}

std::vector<SearchWord> parse_search(std::string_view typed) {
  std::vector<SearchWord> words;
  for (const std::u32string& word : typed_words(folded(cut_utf8(typed, limits::kSearchBytes)))) {
    SearchWord found = ways_of(word);
    if (!found.ways.empty() && words.size() < limits::kSearchWords) words.push_back(std::move(found));
  }
  return words;
}

std::string match_text(const std::vector<SearchWord>& words, sql::Dialect dialect) {
  const bool fts5 = dialect == sql::Dialect::Sqlite;
  return separated(words, fts5 ? " AND " : " & ", [&](const SearchWord& word) {
    return '(' + separated(word.ways, fts5 ? " OR " : " | ", fts5 ? fts5_term : tsquery_term) + ')';
  });
}

std::vector<std::string> number_spellings(std::string_view typed) {
  if (!is_utf8(typed) || typed.contains('\0')) return {};  // no file has such a number, and no database takes it
  const std::string plain(trim(typed));
  const std::string narrow(trim(nfkc(plain)));
  std::string capitals = narrow;
  std::ranges::transform(capitals, capitals.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  std::vector<std::string> spellings;
  for (const std::string& one : {plain, narrow, capitals, lower_ascii(narrow)}) {
    if (!one.empty() && std::ranges::find(spellings, one) == spellings.end()) spellings.push_back(one);
  }
  return spellings;
}

}  // namespace tsuzuku::services
