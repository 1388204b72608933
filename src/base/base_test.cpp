#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <set>
#include <sstream>

#include "base/catalogue.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "base/money.hpp"
#include "base/text.hpp"
#include "base/words.hpp"

namespace tsuzuku {
namespace {

TEST(Money, PrintsEveryAmount) {
  const Currency yen = *find_currency("JPY");
  const Currency dollar = *find_currency("USD");
  EXPECT_EQ(to_grouped_text(12'345'600, yen), "12,345,600");
  EXPECT_EQ(to_grouped_text(-999, yen), "-999");
  EXPECT_EQ(to_plain_text(-5, dollar), "-0.05");
  EXPECT_EQ(to_grouped_text(123'456, dollar), "1,234.56");
  EXPECT_EQ(to_plain_text(std::numeric_limits<Money>::min(), yen), "-9223372036854775808");
  EXPECT_FALSE(find_currency("XXX"));
}

TEST(Money, RoundsHalfAwayFromZero) {
  EXPECT_EQ(divide_rounded(5, 2), 3);
  EXPECT_EQ(divide_rounded(-5, 2), -3);
  EXPECT_EQ(divide_rounded(4, 3), 1);
  EXPECT_EQ(divide_rounded(std::numeric_limits<std::int64_t>::max(), 1), std::numeric_limits<std::int64_t>::max());
  EXPECT_FALSE(checked_add(std::numeric_limits<std::int64_t>::max(), 1));
  EXPECT_FALSE(checked_multiply(std::int64_t{1} << 40, std::int64_t{1} << 40));
}

TEST(Text, MeasuresJapanese) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("続く"), 4U);
  EXPECT_EQ(display_width("ﾂﾂﾞｸ"), 4U);
  EXPECT_EQ(trim(" 　続く　\r\n"), "続く");
  EXPECT_EQ(trim("　"), "");
}

TEST(Text, FoldsWidthsAndKana) {
  EXPECT_EQ(nfkc("１２３ＡＢＣ"), "123ABC");
  EXPECT_EQ(nfkc("ｶﾞｯｷ"), "ガッキ");
  EXPECT_EQ(fold("Ｏｒｄｅｒ"), "order");
  EXPECT_TRUE(is_utf8("続く"));
  EXPECT_FALSE(is_utf8("\x91\xB1"));
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
  EXPECT_EQ(cut_utf8("続く", 4), "続");
}

TEST(Text, GoesCharacterByCharacter) {
  EXPECT_EQ(hiragana("クラモト・ヴィーa亜"), "くらもと・ゔぃーa亜");
  EXPECT_EQ(to_utf32("a続𠮷"), U"a続𠮷");
  EXPECT_EQ(to_utf32("a\xFF"
                     "b"),
            U"ab");
  EXPECT_EQ(to_utf8(U"a続𠮷"), "a続𠮷");
  for (const char32_t c : U"a1ア続々ー𠮷") EXPECT_EQ(is_letter_or_digit(c), c != 0) << static_cast<unsigned>(c);
  for (const char32_t c : U" -・@　。") EXPECT_FALSE(is_letter_or_digit(c)) << static_cast<unsigned>(c);
}

TEST(IdMaker, NeverRepeatsAndAlwaysGrows) {
  std::int64_t clock = 1'700'000'000'000;
  IdMaker maker([&] { return clock; });
  std::int64_t last = 0;
  for (int i = 0; i < 600'000; ++i) {
    if (i == 300'000) clock -= 5'000;  // the clock jumps back
    const std::int64_t id = maker.next();
    ASSERT_GT(id, last);
    last = id;
  }
}

TEST(Json, WritesPlainNumbersAndKeepsOrder) {
  json::object object;
  object["b"] = 0.4886;
  object["a"] = json::array{1, nullptr, true, "改行\n\"x\""};
  EXPECT_EQ(to_text(object), R"({"b":0.4886,"a":[1,null,true,"改行\n\"x\""]})");
  EXPECT_FALSE(parse_json("{"));
  EXPECT_FALSE(parse_json(std::string(100, '[') + std::string(100, ']')));
  EXPECT_FALSE(parse_json("\"\xFF\""));
}

TEST(Catalogue, FillsNamedPlaces) {
  const auto texts = Catalogue::parse(R"({"errors":{"import":{"bad_date":"{row}行目の日付「{value}」"}}})");
  ASSERT_TRUE(texts);
  EXPECT_EQ(texts->text(Error{ErrorKind::InvalidInput, "import.bad_date", {{"row", "3"}, {"value", "13/45"}}}),
            "3行目の日付「13/45」");
  EXPECT_EQ(texts->text("missing.key"), "missing.key");
}

Catalogue words_of(const std::string& language) {
  std::ifstream file(std::string(TSUZUKU_SOURCE_DIR) + "/locales/server/" + language + "/base.json");
  std::stringstream text;
  text << file.rdbuf();
  return Catalogue::parse(text.str()).value();
}

TEST(Words, AreThoseOfTheLanguage) {
  const Catalogue ja = words_of("ja");
  const Catalogue en = words_of("en");
  const Day day = day_from_civil(2026, 11, 21).value();
  EXPECT_EQ(day_words(day, ja), "2026年11月21日");
  EXPECT_EQ(day_words(day, en), "21 Nov 2026");
  EXPECT_EQ(money_words(59, {"JPY", 0}, ja), "59円");
  EXPECT_EQ(money_words(-1'234'567, {"JPY", 0}, en), "-¥1,234,567");
  EXPECT_EQ(money_words(123'450, {"USD", 2}, en), "$1,234.50");
  EXPECT_EQ(money_words(123'450, {"BRL", 2}, ja), "1,234.50 BRL");
  EXPECT_EQ(number_words(4'900), "4,900");
}

TEST(Words, AreAskedForByTexts) {
  Catalogue en = words_of("en");
  en.add(Catalogue::parse(R"({"who":"{n:number} {n:customer/customers} since {day:day} ({month:month}), {sum:money}"})")
             .value());
  EXPECT_EQ(en.text("who", {{"n", "1"}, {"day", "2026-11-02"}, {"month", "2026-11"}, {"sum", "59 JPY"}}),
            "1 customer since 2 Nov 2026 (Nov 2026), ¥59");
  EXPECT_EQ(en.text("who", {{"n", "4900"}, {"day", "?"}, {"month", "2026"}, {"sum", "-"}}),
            "4,900 customers since ? (2026), -");
  EXPECT_EQ(en.text("who", {{"n", "100"}}), "100 customers since {day:day} ({month:month}), {sum:money}");
}

TEST(Words, GroupOnlyWhatIsANumber) {
  const Catalogue en = words_of("en");
  EXPECT_EQ(words_in_form("-1234567.8912", "number", en), "-1,234,567.8912");
  EXPECT_EQ(words_in_form("A-12345", "number", en), "A-12345");
  EXPECT_EQ(words_in_form("12345a", "number", en), "12345a");
  EXPECT_EQ(words_in_form("", "number", en), "");
  EXPECT_EQ(words_in_form("-", "number", en), "-");
  EXPECT_EQ(words_in_form("-", "name", en), "not known");
  EXPECT_EQ(words_in_form("flyer", "name", en), "flyer");
}

}  // namespace
}  // namespace tsuzuku
