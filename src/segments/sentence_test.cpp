#include "segments/sentence.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "segments/random_conditions_for_tests.hpp"
#include "segments/small_shop_for_tests.hpp"
#include "segments/text.hpp"

namespace tsuzuku::segments {
namespace {

Catalogue texts_of(const std::string& language) {
  const auto read = [&](const std::string& layer) {
    std::ifstream file(std::string(TSUZUKU_SOURCE_DIR) + "/locales/server/" + language + "/" + layer + ".json");
    std::stringstream text;
    text << file.rdbuf();
    return Catalogue::parse(text.str()).value();
  };
  Catalogue all = read("segments");
  all.add(read("analysis"));
  all.add(read("base"));
  return all;
}

std::string said(std::string_view condition, const std::string& language = "ja") {
  return sentence_of(parse(condition).value(), {"JPY", 0}, texts_of(language));
}

TEST(Sentence, SaysWhatIsAsked) {
  EXPECT_EQ(said("stage = 2 and days_since_last_purchase > 30"),
            "購入回数（F）が2回、かつ最後の購入からの日数が30日を超える");
  EXPECT_EQ(said("has_mail and (age >= 40 or not gender = female)"),
            "メールアドレスあり、かつ（年齢が40歳以上、または（性別が女性）ではない）");
  EXPECT_EQ(said("purchases(product = \"A-100\") in the last 90 days >= 2"),
            "購入の回数（商品が「A-100」、直近90日）が2回以上");
  EXPECT_EQ(said("consent(mail) = given"), "広告への同意（連絡手段：メール）が同意");
  EXPECT_EQ(said("first_purchase in the last 30 days"), "初回購入日が直近30日");
  EXPECT_EQ(said("rfm_r = 5"), "RFMのRが5");
  EXPECT_EQ(said("prefecture in (\"東京都\", \"神奈川県\") and age between 20 and 39", "en"),
            "Prefecture is one of \"東京都\", \"神奈川県\" and Age is between 20 and 39");
  EXPECT_EQ(said("stage = 1 and days_since_last_purchase > 1", "en"),
            "Number of purchases (F) is 1 and Time since the last purchase is more than 1 day");
}

TEST(Sentence, WritesNumbersMoneyAndDaysAsPeopleDo) {
  EXPECT_EQ(said("net_sales >= 10000 and usual_interval_elapsed < 1500"),
            "純売上が10,000円以上、かついつもの間隔に対する経過が1,500%未満");
  EXPECT_EQ(said("net_sales(product = \"A\") > 10000.5", "en"), "Net sales (Product is \"A\") is more than ¥10,000.5");
  EXPECT_EQ(said("purchases from 2026-01-05 to 2026-11-21 >= 2"),
            "購入の回数（2026年1月5日から2026年11月21日まで）が2回以上");
  EXPECT_EQ(said("last_purchase from 2026-11-02", "en"), "Last purchase from 2 Nov 2026");
}

// A key or a {name} that stays in a sentence is a text that is missing.
TEST(Sentence, EveryConditionHasOneInBothLanguages) {
  RandomConditions::World world{.as_of = day("2026-04-01"), .names = {}};
  for (const Field& field : fields()) {
    if (!field.name_source.empty()) world.names[field.name_source] = {"x"};
  }
  for (const char* language : {"ja", "en"}) {
    const Catalogue texts = texts_of(language);
    RandomConditions conditions(3, world);
    for (int i = 0; i < 2'000; ++i) {
      const Condition condition = conditions.next();
      const std::string sentence = sentence_of(condition, {"JPY", 0}, texts);
      ASSERT_FALSE(sentence.empty());
      ASSERT_FALSE(sentence.contains("segments.") || sentence.contains('{') || sentence.contains("analysis."))
          << to_text(condition) << ": " << sentence;
    }
  }
}

TEST(Sentence, ValuesAreReadAsTheFieldMeansThem) {
  SmallShop shop;
  shop.orders = {{.customer = 1, .on = "2026-01-01", .amount = 12'345},
                 {.customer = 1, .on = "2026-02-10", .source = "広告"}};
  shop.people = {{.customer = 1, .gender = "female", .has_mail = true}};
  const ledger::Blocks blocks = shop.blocks();
  const Catalogue texts = texts_of("ja");
  const auto value = [&](std::string_view condition) {
    const Checked known = checked(condition, {}).value();
    const auto answers = explain(known, {.blocks = blocks, .as_of = day("2026-03-01")}, 0).value();
    return value_text(answers.front(), {"JPY", 0}, texts);
  };
  EXPECT_EQ(value("stage = 9"), "2回");
  EXPECT_EQ(value("net_sales > 0"), "13,345円");
  EXPECT_EQ(value("last_purchase in the last 5 days"), "2026年2月10日");
  EXPECT_EQ(value("gender = male"), "女性");
  EXPECT_EQ(value("age > 3"), "不明");
  EXPECT_EQ(value("has_mail"), "はい");
  EXPECT_EQ(value("tag = \"vip\""), "いいえ");
}

}  // namespace
}  // namespace tsuzuku::segments
