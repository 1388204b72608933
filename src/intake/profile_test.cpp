#include "intake/profile.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/limits.hpp"
#include "intake/intake_for_tests.hpp"
#include "intake/profile_library.hpp"

namespace tsuzuku::intake {
namespace {

using testing::Files;

// A small profile with `member` put into it.
std::string with(std::string_view member) {
  return R"({"name": "mine", "title": {"ja": "うちの店"}, )" + std::string(member) +
         R"( "files": [{"role": "orders", "columns": {"ordered_at": "日付"}, "required": ["ordered_at"]}]})";
}

std::string problem_of(std::string_view text) {
  const auto profile = parse_profile(text, "mine.json");
  if (profile) return "";
  EXPECT_EQ(profile.error().key, "profile.invalid");
  EXPECT_EQ(profile.error().arguments[0].second, "mine.json");
  return profile.error().arguments[1].second + ": " + profile.error().arguments[2].second;
}

TEST(Profile, EveryBuiltInOneIsValid) {
  const auto profiles = load_profiles({});
  ASSERT_TRUE(profiles) << profiles.error().arguments[1].second << ": " << profiles.error().arguments[2].second;
  EXPECT_EQ(profiles->size(), assets_below("profiles/").size());
  EXPECT_GE(profiles->size(), 21U);
  for (const Profile& profile : *profiles) {
    EXPECT_TRUE(find_asset("profiles/" + profile.name + ".json")) << profile.name;
    EXPECT_FALSE(profile.title_en.empty());
  }
}

TEST(Profile, IsReadStrictly) {
  EXPECT_EQ(problem_of(with("")), "");
  EXPECT_EQ(problem_of(with(R"("chanel": "x",)")), "chanel: unknown member");
  EXPECT_EQ(problem_of(with(R"("channel": 5,)")), "channel: a text expected");
  EXPECT_EQ(problem_of(with(R"("quotes": "no",)")), "quotes: true or false expected");
  EXPECT_EQ(problem_of(with(R"("currency": "XYZ",)")), "currency: unknown currency");
  EXPECT_EQ(problem_of(with(R"("time_zone": "Mars",)")), "time_zone: unknown time zone");
  EXPECT_EQ(problem_of(with(R"("date_order": "dym",)")), "date_order: one of ymd, dmy, mdy expected");
  EXPECT_EQ(problem_of(with(R"("summed": ["quantity"],)")), "summed: no money of the order");
  EXPECT_EQ(problem_of(with(R"("signs": {"total": "plus"},)")), "signs.total: absolute or negated expected");
  EXPECT_EQ(problem_of(with(R"("states": [{"told_by": "s", "state": "shipped"}],)")),
            "states[0].told_by: goes together with in, contains or filled");
  EXPECT_EQ(problem_of(with(R"("states": [{"state": "lost"}],)")), "states[0].state: unknown state");
  EXPECT_EQ(problem_of(with(R"("customer_key": ["mail"],)")), "customer_key: unknown field \"mail\"");
}

TEST(Profile, TellsThePlaceInsideFiles) {
  const auto file = [](std::string_view members) {
    return problem_of(R"({"name": "mine", "title": {"ja": "x"}, "files": [)" + std::string(members) + "]}");
  };
  EXPECT_EQ(file(R"({"role": "o", "columns": {"order_no": "x"}})"),
            "files[0].columns.order_no: unknown field \"order_no\"");
  EXPECT_EQ(file(R"({"role": "o", "columns": {"total": {"sum": []}}})"),
            "files[0].columns.total.sum: at least one part expected");
  EXPECT_EQ(file(R"({"role": "o", "columns": {"total": 5}})"), "files[0].columns.total: a column name expected");
  EXPECT_EQ(file(R"({"role": "o", "columns": {"total": {"column": "x", "occurrence": 0}}})"),
            "files[0].columns.total.occurrence: a whole number from 1 to 100 expected");
  EXPECT_EQ(file(R"({"role": "o"}, {"role": "o"})"), "files: role \"o\" twice");
  EXPECT_EQ(file(R"({"role": "o", "joined": {"role": "p", "ours": "a", "theirs": "b"}})"),
            "files: joined to an unknown role");
  EXPECT_EQ(problem_of(R"({"name": "mine", "title": {"ja": "x"}})"), "files: at least one file expected");
}

TEST(Profile, SurvivesHostileText) {
  EXPECT_NE(problem_of("["), "");
  EXPECT_NE(problem_of("[1]"), "");
  EXPECT_NE(problem_of(std::string(limits::kProfileBytes + 1, ' ')), "");
  std::string deep = R"("x")";
  for (int i = 0; i < 10; ++i) deep = R"({"first": [)" + deep + "]}";
  EXPECT_NE(problem_of(R"({"name":"m","title":{"ja":"x"},"files":[{"role":"o","columns":{"email":)" + deep + "}}]}"),
            "");
}

class OwnProfiles : public ::testing::Test {
 protected:
  void put(const std::string& name, std::string_view text) {
    std::filesystem::create_directories(folder());
    std::ofstream(folder() / name) << text;
    files_.request.profile_folders = {folder()};
  }
  [[nodiscard]] std::filesystem::path folder() const { return files_.folder() / "profiles"; }
  Files files_;
};

constexpr std::string_view kMine = R"({
  "name": "mine", "title": {"ja": "うちの店", "en": "My shop"}, "channel": "mine", "decimal_mark": ",",
  "date_order": "dmy", "no_value": ["n/a"], "currency": "EUR", "time_zone": "Europe/Berlin",
  "summed": ["shipping_fee"], "reconcile": "warn",
  "files": [{
    "role": "orders",
    "columns": {
      "order_number": "Beleg", "ordered_at": {"join": ["Tag", "Zeit"], "with": " "}, "customer_number": "Kunde",
      "product_code": "Artikel", "unit_price": "Preis", "shipping_fee": {"sum": ["Porto", "Insel"]}, "total": "Summe",
      "source": {"column": "Quelle", "occurrence": 2}
    },
    "required": ["order_number", "ordered_at", ["unit_price", "line_total"]]
  }]})";

TEST_F(OwnProfiles, ReadTheirOwnFiles) {
  put("mine.json", kMine);
  files_.add("a.csv",
             "Beleg;Tag;Zeit;Kunde;Artikel;Preis;Porto;Insel;Summe;Quelle;Quelle\n"
             "7;22.11.2026;9:05;K1;x;1.234,50;3,00;1,00;1.234,50;a;b\n"
             "7;22.11.2026;9:05;K1;y;n/a;2,00;;;a;b\n");
  EXPECT_EQ(files_.read().sink.reasons(), (std::vector<std::string>{"order_incomplete", "missing_value"}));
  files_.request.files.clear();
  files_.add("b.csv",
             "Beleg;Tag;Zeit;Kunde;Artikel;Preis;Porto;Insel;Summe;Quelle;Quelle\n"
             "7;22.11.2026;9:05;K1;x;1.234,50;3,00;1,00;1.234,50;a;b\n"
             "7;22.11.2026;9:05;K1;y;0;2,00;n/a;;a;b\n");
  const auto outcome = files_.read();
  const auto& order = outcome.sink.find("7");
  EXPECT_EQ(order.shipping_fee, 600);
  EXPECT_EQ(order.total, 123450);
  EXPECT_EQ(order.lines.at(0).amount, 123450);
  EXPECT_EQ(order.source, "b");
  EXPECT_EQ(to_text(order.ordered_day), "2026-11-22");
  EXPECT_EQ(outcome.tally().totals_differ, 1);
}

TEST_F(OwnProfiles, AreListedAndTakeThePlaceOfBuiltInOnes) {
  std::string replaced(kMine);
  replaced.replace(replaced.find("\"mine\""), 6, "\"base\"");
  put("mine.json", kMine);
  put("other.json", replaced);
  const auto profiles = list_profiles({folder()});
  ASSERT_TRUE(profiles);
  const auto named = [&](std::string_view name) {
    return std::ranges::count_if(*profiles, [&](const ProfileSummary& profile) { return profile.name == name; });
  };
  EXPECT_EQ(named("mine"), 1);
  EXPECT_EQ(named("base"), 1);
  const auto mine = std::ranges::find(*profiles, "mine", &ProfileSummary::name);
  EXPECT_FALSE(mine->built_in);
  EXPECT_EQ(mine->title, "うちの店");
  EXPECT_EQ(mine->title_en, "My shop");
}

TEST_F(OwnProfiles, ABrokenOneIsTold) {
  put("broken.json", "{}");
  const auto profiles = list_profiles({folder()});
  ASSERT_FALSE(profiles);
  EXPECT_EQ(profiles.error().key, "profile.invalid");
  EXPECT_EQ(profiles.error().arguments[0].second, "broken.json");
}

TEST_F(OwnProfiles, MayLimitTheEncodings) {
  std::string limited(kMine);
  limited.insert(1, R"("encodings": ["UTF-8"], )");
  put("mine.json", limited);
  const std::string text = "Beleg;Tag;Zeit;Kunde;Artikel;Preis\n7;22.11.2026;9:05;K1;お茶;1\n";
  files_.add("a.csv", testing::in_encoding(text, Encoding::Cp932));
  EXPECT_EQ(files_.read().error_key(), "import.wrong_encoding");
}

}  // namespace
}  // namespace tsuzuku::intake
