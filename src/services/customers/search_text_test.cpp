#include "services/customers/search_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "base/limits.hpp"

namespace tsuzuku::services {
namespace {

using sql::Dialect;

const SearchableCustomer kKuramoto{.number = "C-000123",
                                   .email = "Hanako.Kuramoto@Example.co.jp",
                                   .phone = "090-1234-5678",
                                   .last_name = "倉本",
                                   .first_name = "花子",
                                   .last_name_kana = "クラモト",
                                   .first_name_kana = "ハナコ"};

std::vector<std::string> tokens_of(const SearchableCustomer& customer) {
  std::istringstream text(search_words(customer, Dialect::Sqlite));
  std::vector<std::string> tokens;
  for (std::string one; text >> one;) tokens.push_back(one);
  return tokens;
}

// What an index does: every word in one of its ways, a way's tokens one behind the other.
bool finds(const std::vector<std::string>& tokens, const SearchTerm& term) {
  const auto fits = [&](std::size_t at, std::size_t n) {
    const bool last = n + 1 == term.tokens.size();
    return term.prefix && last ? tokens[at + n].starts_with(term.tokens[n]) : tokens[at + n] == term.tokens[n];
  };
  for (std::size_t at = 0; at + term.tokens.size() <= tokens.size(); ++at) {
    bool all = true;
    for (std::size_t n = 0; all && n < term.tokens.size(); ++n) all = fits(at, n);
    if (all) return true;
  }
  return false;
}

bool finds(const SearchableCustomer& customer, std::string_view typed) {
  const auto tokens = tokens_of(customer);
  const auto words = parse_search(typed);
  return !words.empty() && std::ranges::all_of(words, [&](const SearchWord& word) {
    return std::ranges::any_of(word.ways, [&](const SearchTerm& term) { return finds(tokens, term); });
  });
}

TEST(SearchText, FindsInAnyWidthAndKana) {
  for (const auto* typed : {"クラモト", "くらもと", "ｸﾗﾓﾄ", "倉本", "花子", "倉本花子", "倉本 花子", "花子　倉本",
                            "くら", "らも", "ハナコ", "倉", "く", "倉本 ﾊﾅ"}) {
    EXPECT_TRUE(finds(kKuramoto, typed)) << typed;
  }
  for (const auto* typed : {"くらと", "もとくら", "本倉", "倉田", "子", "らもん", "倉本 太郎", "花", "・・"}) {
    EXPECT_EQ(finds(kKuramoto, typed), std::string_view(typed) == "花") << typed;
  }
}

TEST(SearchText, FindsByPhoneMailAndNumber) {
  for (const auto* typed : {"090-1234-5678",
                            "09012345678",
                            "０９０１２３４５６７８",
                            "090 1234 5678",
                            "+81 90-1234-5678",
                            "(090)1234",
                            "09012",
                            "5678",
                            "345678",
                            "倉本 5678",
                            "hanako.kuramoto@example.co.jp",
                            "HANAKO.KURAMOTO@example",
                            "hanako",
                            "kuramoto",
                            "kura",
                            "hanako.kura",
                            "C-000123",
                            "c000123",
                            "Ｃ－０００１２３",
                            "@example"}) {
    EXPECT_TRUE(finds(kKuramoto, typed)) << typed;
  }
  for (const auto* typed :
       {"090", "678", "1234", "09099", "hanako.kuramoto@other.jp", "ramoto", "C-00012", "000123", "kuramoto.hanako"}) {
    EXPECT_FALSE(finds(kKuramoto, typed)) << typed;
  }
}

TEST(SearchText, OldFormsOfNamesAreFoundByTheNew) {
  EXPECT_TRUE(finds({.last_name = "髙橋"}, "高橋"));
  EXPECT_TRUE(finds({.last_name = "高橋"}, "髙橋"));
  EXPECT_TRUE(finds({.last_name = "山﨑"}, "山崎"));
  EXPECT_TRUE(finds({.last_name = "齋藤"}, "斉藤"));
  EXPECT_TRUE(finds({.last_name = "𠮷田"}, "吉田"));
  EXPECT_TRUE(finds({.last_name = "葛\U000E0100城"}, "葛城"));  // a chosen glyph is no other character
}

TEST(SearchText, NamesOfOneCharacterAndInLatin) {
  EXPECT_TRUE(finds({.last_name = "林", .first_name = "一"}, "林"));
  EXPECT_TRUE(finds({.last_name = "林", .first_name = "一"}, "一"));
  EXPECT_TRUE(finds({.last_name = "林 一"}, "林一"));
  EXPECT_FALSE(finds({.last_name = "小林"}, "林"));
  EXPECT_TRUE(finds({.last_name = "O'Brien", .first_name = "Ann"}, "o’brien"));
  EXPECT_TRUE(finds({.last_name = "ジョン・スミス"}, "ｽﾐｽ"));
}

TEST(SearchText, WordsOfBothDatabasesSayTheSame) {
  const SearchableCustomer short_one{.number = "7", .phone = "0312", .last_name = "倉本"};
  EXPECT_EQ(search_words(short_one, Dialect::Sqlite), "n倉本 s倉 p0312 q2130 c7");
  EXPECT_EQ(search_words(short_one, Dialect::Postgres), "n倉本:1 s倉 p0312 q2130 c7");
  const auto words = parse_search("ｸﾗﾓ ken-1");
  EXPECT_EQ(match_text(words, Dialect::Sqlite), R"(("nくら nらも") AND ("nke nen nn1" OR "mken m1" OR "cken1"))");
  EXPECT_EQ(match_text(words, Dialect::Postgres),
            "('nくら' <-> 'nらも') & ('nke' <-> 'nen' <-> 'nn1' | 'mken' <-> 'm1' | 'cken1')");
  EXPECT_EQ(match_text(parse_search("5678"), Dialect::Postgres), "('q8765':* | 'c5678')");
}

TEST(SearchText, SortsByReadingThenNameThenNumber) {
  EXPECT_EQ(name_key(kKuramoto), "くらもとはなこ");
  EXPECT_EQ(name_key({.last_name = "倉本", .last_name_kana = "ｸﾗﾓﾄ"}), "くらもと");
  EXPECT_EQ(name_key({.last_name = "倉本", .first_name = "花子"}), "倉本花子");
  EXPECT_GT(name_key({.number = "A-1"}), name_key({.last_name = "𠮷田"}));
}

// Whatever is typed, only tokens and their own marks reach the index.
TEST(SearchText, TypedTextIsNeverSyntax) {
  for (const auto* typed : {"\" OR 1", "a* NOT b", "NEAR(a b)", "'; drop table", "a:b", "(((", "\\", "<->", "&|!:*",
                            "%_", "\xFF\xFE", "^col", "-a", "{a b}:"}) {
    for (const SearchWord& word : parse_search(typed)) {
      for (const SearchTerm& term : word.ways) {
        ASSERT_FALSE(term.tokens.empty());
        for (const std::string& token : term.tokens) {
          EXPECT_EQ(token.find_first_of(" \"'*:()&|!<>\\%^-{}"), std::string::npos) << typed << " " << token;
        }
      }
    }
  }
  EXPECT_TRUE(parse_search("").empty());
  EXPECT_TRUE(parse_search("　 - ・ !").empty());
}

TEST(SearchText, ALongTextIsReadToItsLimit) {
  std::string many;
  for (int i = 0; i < 50; ++i) many += "山 ";
  EXPECT_EQ(parse_search(many).size(), limits::kSearchWords);
  EXPECT_EQ(parse_search(std::string(10'000, 'x')).size(), 1U);
}

TEST(SearchText, SpellingsOfANumber) {
  EXPECT_EQ(number_spellings(" Ａ－1001 "), (std::vector<std::string>{"Ａ－1001", "A-1001", "a-1001"}));
  EXPECT_EQ(number_spellings("1001"), std::vector<std::string>{"1001"});
  EXPECT_TRUE(number_spellings("　").empty());
  EXPECT_TRUE(number_spellings("A\xFF").empty());
  EXPECT_TRUE(number_spellings(std::string_view("A\0B", 3)).empty());
}

}  // namespace
}  // namespace tsuzuku::services
