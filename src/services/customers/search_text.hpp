#pragma once
// What a customer is found by. The same small language on both sides, the customer's row and the words somebody typed,
// so that neither width nor kana, capitals, hyphens or old forms of a character stand between them:
//
//   token  made of                             found when
//   nくら   two neighbours within a name or its  the typed word is part of the name, anywhere: its neighbours stand one
//          reading                             behind the other
//   sく     first character of a part of it     the typed word is that one character
//   m…     a word of the mail address          the typed word begins it (3 characters or more) or is it
//   p…     digits of the phone number          the typed digits begin it (5 or more)
//   q…     the same digits backwards           the typed digits end it (4 or more)
//   c…     the customer number's letters and   the typed word is it
//          digits
//
// All typed words must be found, each in any of these ways. Pure: no store.

#include <string>
#include <string_view>
#include <vector>

#include "sql/database.hpp"

namespace tsuzuku::services {

// Grows when the same customer gets other tokens: the index is then made anew (customer_index.hpp).
inline constexpr int kSearchTextVersion = 1;

struct SearchableCustomer {
  std::string_view number;
  std::string_view email;
  std::string_view phone;
  std::string_view last_name;
  std::string_view first_name;
  std::string_view last_name_kana;
  std::string_view first_name_kana;
};

// The tokens of a customer as the column customer_search.words takes them.
[[nodiscard]] std::string search_words(const SearchableCustomer& customer, sql::Dialect dialect);

// What lists are sorted by: the reading, else the name, and those without either by their number at the end.
[[nodiscard]] std::string name_key(const SearchableCustomer& customer);

// "+81 90-1234-5678" and "０９０ １２３４ ５６７８" -> "09012345678".
[[nodiscard]] std::string phone_digits(std::string_view phone);

struct SearchTerm {
  std::vector<std::string> tokens;  // one behind the other
  bool prefix = false;              // the (only) token is the beginning of what is looked for
  friend bool operator==(const SearchTerm&, const SearchTerm&) = default;
};

// One typed word: the ways in which it may be found.
struct SearchWord {
  std::vector<SearchTerm> ways;
  friend bool operator==(const SearchWord&, const SearchWord&) = default;
};

// Empty when nothing in the text can be searched for (punctuation only). Words beyond limits::kSearchWords are left
// out.
[[nodiscard]] std::vector<SearchWord> parse_search(std::string_view typed);

// The question to the index in the words of a database: FTS5 or tsquery. REQUIRES: words not empty.
[[nodiscard]] std::string match_text(const std::vector<SearchWord>& words, sql::Dialect dialect);

// How a number of an order or customer may have been written in the shop's file: as typed, in half width, in capitals
// and small letters. Without repetitions.
[[nodiscard]] std::vector<std::string> number_spellings(std::string_view typed);

}  // namespace tsuzuku::services
