#include "segments/text.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "segments/check.hpp"
#include "segments/form.hpp"
#include "segments/random_conditions_for_tests.hpp"

namespace tsuzuku::segments {
namespace {

std::string written(std::string_view text) {
  const auto condition = parse(text);
  return condition ? to_text(*condition) : condition.error().key;
}

std::string argument(const Error& error, std::string_view name) {
  for (const auto& [key, value] : error.arguments) {
    if (key == name) return value;
  }
  return "-";
}

// key, position and one more argument of what parse() or check() refuses.
std::string refusal(std::string_view text, std::string_view detail = "found", Currency currency = {"JPY", 0}) {
  const auto result = checked(text, {.currency = currency, .segment = {}, .own_name = {}});
  if (result) return "accepted";
  return result.error().key + " @" + argument(result.error(), "position") + " " + argument(result.error(), detail);
}

RandomConditions::World world() {
  RandomConditions::World world{.as_of = Day{20'500}, .names = {}};
  for (const Field& field : fields()) {
    if (!field.name_source.empty()) world.names[field.name_source] = {"東京都", "a \"b\" \\ c", "x"};
  }
  world.names.erase("segment");
  return world;
}

TEST(Text, IsWrittenInOneWay) {
  EXPECT_EQ(written("stage=2 AND  days_since_last_purchase>30"), "stage = 2 and days_since_last_purchase > 30");
  EXPECT_EQ(written("(stage = 1) or ((stage = 2 and has_mail))"), "stage = 1 or stage = 2 and has_mail");
  EXPECT_EQ(written("(stage = 1 or stage = 2) and has_mail"), "(stage = 1 or stage = 2) and has_mail");
  EXPECT_EQ(written("(has_mail and has_phone) and everyone"), "(has_mail and has_phone) and everyone");
  EXPECT_EQ(written("not not (has_mail or has_phone)"), "not not (has_mail or has_phone)");
  EXPECT_EQ(written("net_sales >= 012500.50"), "net_sales >= 12500.5");
  EXPECT_EQ(written("net_sales > -0.05"), "net_sales > -0.05");
  EXPECT_EQ(written("prefecture\u3000in (\"東京都\",\"大阪府\")"), "prefecture in (\"東京都\", \"大阪府\")");
  EXPECT_EQ(written("tag != \"a \\\"b\\\" \\\\\""), "tag != \"a \\\"b\\\" \\\\\"");
  EXPECT_EQ(written("purchases(product = \"A\") in the last 1 day >= 2"),
            "purchases(product = \"A\") in the last 1 days >= 2");
  EXPECT_EQ(written("purchases between 30 and 60 days ago between 1 and 2"),
            "purchases between 30 and 60 days ago between 1 and 2");
  EXPECT_EQ(written("orders more than 10 days ago = 0"), "orders more than 10 days ago = 0");
  EXPECT_EQ(written("net_sales from 2025-01-01 to 2025-01-31 > 0"), "net_sales from 2025-01-01 to 2025-01-31 > 0");
  EXPECT_EQ(written("first_purchase to 2025-01-31"), "first_purchase to 2025-01-31");
  EXPECT_EQ(written("stage between 1 and 3 and has_mail"), "stage between 1 and 3 and has_mail");
  EXPECT_EQ(written("gender not in (female, male)"), "gender not in (female, male)");
  EXPECT_EQ(written("age is unknown or age is known"), "age is unknown or age is known");
  EXPECT_EQ(written("bucket(slots: 10, name: \"x\") < 3"), "bucket(\"x\", 10) < 3");
  EXPECT_EQ(written("rfm_r(from: 2025-01-01, r5_days_max: 45) = 5"), "rfm_r(r5_days_max: 45, from: 2025-01-01) = 5");
  EXPECT_EQ(written("consent(mail) = given"), "consent(mail) = given");
}

TEST(Text, AndFormGiveTheSameTreeBack) {
  RandomConditions random(1, world());
  for (int i = 0; i < 3'000; ++i) {
    const Condition condition = random.next();
    const std::string text = to_text(condition);
    const auto read = parse(text);
    ASSERT_TRUE(read) << text << ": " << read.error().key;
    ASSERT_TRUE(*read == condition) << text << " became " << to_text(*read);
    const auto form = parse_json(tsuzuku::to_text(to_form(condition)));
    ASSERT_TRUE(form);
    const auto from = from_form(*form);
    ASSERT_TRUE(from) << text << ": " << from.error().key;
    ASSERT_TRUE(*from == condition) << text << " became " << to_text(*from);
    const auto sound = check(condition, {});
    ASSERT_TRUE(sound) << text << ": " << sound.error().key;
  }
}

TEST(Text, ErrorsSayWhereAndWhat) {
  EXPECT_EQ(refusal(""), "segment.expected_field @1 ");
  EXPECT_EQ(refusal("stage = 2 and"), "segment.expected_field @14 ");
  EXPECT_EQ(refusal("stage = 2 and and"), "segment.expected_field @15 and");
  EXPECT_EQ(refusal("stage = 2 stage = 3"), "segment.unexpected @11 stage");
  EXPECT_EQ(refusal("(stage = 2", "expected"), "segment.unexpected_end @11 )");
  EXPECT_EQ(refusal("都市 = 1"), "segment.unexpected_character @1 都");
  EXPECT_EQ(refusal("has_mail and staeg = 2", "field"), "segment.unknown_field @14 staeg");
  EXPECT_EQ(refusal("prefecture = \"東京都 and stage = 2"), "segment.unterminated_text @14 -");
  EXPECT_EQ(refusal("prefecture = \"東京都\" or x", "field"), "segment.unknown_field @23 x");
  EXPECT_EQ(refusal("stage = 99999999999999999999"), "segment.number_too_large @9 99999999999999999999");
  EXPECT_EQ(refusal("purchases in the last many days", "expected"), "segment.unexpected @23 0-36500");
  EXPECT_EQ(refusal("first_purchase from 2025-02-30"), "segment.unexpected @21 2025");
  EXPECT_EQ(refusal("consent(post) = given"), "segment.unknown_choice @1 post");
  EXPECT_EQ(refusal("consent = given", "argument"), "segment.argument_missing @1 channel");
  EXPECT_EQ(refusal("rfm_r(levels: 3) = 5", "argument"), "segment.unknown_argument @7 levels");
  EXPECT_EQ(refusal("stage(product = \"x\") = 1"), "segment.unexpected @6 (");
  EXPECT_EQ(refusal("purchases(stage = 1) > 1", "field"), "segment.unknown_field @11 stage");
}

TEST(Text, TypesAndBoundsAreChecked) {
  EXPECT_EQ(refusal("stage = \"two\""), "segment.wrong_type @1 \"two\"");
  EXPECT_EQ(refusal("prefecture = 13"), "segment.wrong_type @1 13");
  EXPECT_EQ(refusal("first_purchase > 30"), "segment.wrong_type @1 30");
  EXPECT_EQ(refusal("gender = \"female\""), "segment.wrong_type @1 \"female\"");
  EXPECT_EQ(refusal("gender = lady"), "segment.unknown_choice @1 lady");
  EXPECT_EQ(refusal("birth_month = 13"), "segment.out_of_bounds @1 13");
  EXPECT_EQ(refusal("rfm_r = 6"), "segment.out_of_bounds @1 6");
  EXPECT_EQ(refusal("stage = 1.5"), "segment.too_many_decimals @1 1.5");
  EXPECT_EQ(refusal("net_sales > 0.5"), "segment.too_many_decimals @1 0.5");
  EXPECT_EQ(refusal("net_sales > 0.5", "found", {"USD", 2}), "accepted");
  EXPECT_EQ(refusal("net_sales > 0.555", "found", {"USD", 2}), "segment.too_many_decimals @1 0.555");
  EXPECT_EQ(refusal("age between 50 and 40", "low"), "segment.range_reversed @1 50");
  EXPECT_EQ(refusal("purchases between 60 and 30 days ago", "high"), "segment.range_reversed @1 30");
  EXPECT_EQ(refusal("purchases from 2025-02-01 to 2025-01-01", "low"), "segment.range_reversed @1 2025-02-01");
  EXPECT_EQ(refusal("purchases in the last 0 days"), "segment.out_of_bounds @1 0");
  EXPECT_EQ(refusal("has_mail = 1", "operator"), "segment.operator_not_for_field @1 =");
  EXPECT_EQ(refusal("stage is known", "operator"), "segment.operator_not_for_field @1 is_known");
  EXPECT_EQ(refusal("prefecture > \"x\"", "operator"), "segment.operator_not_for_field @1 >");
  EXPECT_EQ(refusal("first_purchase in the last 3 days = 2025-01-01", "operator"),
            "segment.operator_not_for_field @1 =");
  EXPECT_EQ(refusal("stage", "known"), "segment.needs_comparison @1 =, !=, <, <=, >, >=, between, in, not_in");
  EXPECT_EQ(refusal("net_sales", "field"), "segment.needs_comparison @1 net_sales");
  EXPECT_EQ(refusal("stage in the last 3 days = 1", "field"), "segment.no_window @1 stage");
  EXPECT_EQ(refusal("prefecture = \"\"", "field"), "segment.empty_text @1 prefecture");
  EXPECT_EQ(refusal("bucket(\"x\", 1) = 0"), "segment.out_of_bounds @1 1");
  EXPECT_EQ(refusal("rfm_r(r5_days_max: 400) = 5", "lower"), "analysis.thresholds_not_ascending @1 r5_days_max");
  EXPECT_EQ(refusal("cpm_active(from: 2025-02-01, to: 2025-01-01)", "low"), "segment.range_reversed @1 2025-02-01");
  EXPECT_EQ(refusal("purchases(round = 1 and number = 0)"), "segment.out_of_bounds @25 0");
}

std::string nested(int depth) {
  std::string text;
  for (int i = 0; i < depth; ++i) text += i % 2 == 0 ? "not (" : "has_mail and (";
  text += "has_mail or has_phone";
  return text + std::string(static_cast<std::size_t>(depth), ')');
}

TEST(Text, LimitsAreClearErrors) {
  EXPECT_EQ(refusal(nested(4)), "accepted");
  EXPECT_TRUE(refusal(nested(1'000), "limit").starts_with("segment.too_deep @")) << refusal(nested(1'000));
  EXPECT_EQ(refusal(nested(14), "limit").substr(0, 16), "segment.too_deep");
  EXPECT_EQ(refusal(std::string(40, '(') + "has_mail" + std::string(40, ')')), "accepted");
  std::string text = "has_mail";
  for (std::size_t i = 1; i < limits::kConditionLeaves; ++i) text += " and has_mail";
  EXPECT_EQ(refusal(text), "accepted");
  EXPECT_EQ(refusal(text + " and has_mail", "limit"), "segment.too_many_leaves @3901 300");
  std::string list = "1";
  for (std::size_t i = 1; i < limits::kConditionValues; ++i) list += ", 1";
  EXPECT_EQ(refusal("stage in (" + list + ")"), "accepted");
  EXPECT_EQ(refusal("stage in (" + list + ", 1)", "limit"), "segment.too_many_values @10 1000");
  EXPECT_EQ(refusal(std::string(limits::kConditionBytes + 1, ' '), "limit"), "segment.too_long @- 65536");
  EXPECT_EQ(refusal("has_mail and \xff"), "segment.not_utf8 @- -");
}

TEST(Form, SaysWhatIsWrongAndWhere) {
  const auto refused = [](std::string_view form, std::string_view detail) {
    const auto result = from_form(parse_json(form).value());
    if (result) return std::string("accepted");
    return result.error().key + " @" + argument(result.error(), "position") + " " + argument(result.error(), detail);
  };
  EXPECT_EQ(refused(R"({"and":[{"field":"has_mail"},{"field":"stagee","op":"=","value":1}]})", "field"),
            "segment.unknown_field @and[1].field stagee");
  EXPECT_EQ(refused(R"({"and":[]})", "expected"), "segment.bad_form @and [{…}]");
  EXPECT_EQ(refused(R"({"xor":[]})", "expected"), "segment.bad_form @ and, or, not, field");
  EXPECT_EQ(refused(R"([1])", "expected"), "segment.bad_form @ {…}");
  EXPECT_EQ(refused(R"({"field":"stage","op":"in","value":1})", "expected"), "segment.bad_form @ values");
  EXPECT_EQ(refused(R"({"field":"stage","op":"=","values":[1]})", "expected"), "segment.bad_form @ value");
  EXPECT_EQ(refused(R"({"field":"stage","value":1})", "expected"), "segment.bad_form @ op");
  EXPECT_EQ(refused(R"({"field":"stage","op":"=","value":1.5})", "expected"), "segment.bad_form @value 1, \"…\"");
  EXPECT_EQ(refused(R"({"field":"age","op":"is_known","value":1})", "expected"), "segment.bad_form @ op");
  EXPECT_EQ(refused(R"({"field":"purchases","window":{"last_days":-1}})", "expected"),
            "segment.bad_form @window.last_days 0-36500");
  EXPECT_EQ(refused(R"({"field":"purchases","window":{"from":"soon"}})", "expected"),
            "segment.bad_form @window.from 2025-04-01");
  EXPECT_EQ(refused(R"({"field":"purchases","where":{"not":{"field":"stage"}}})", "field"),
            "segment.unknown_field @where.not.field stage");
  EXPECT_EQ(refused(R"({"field":"prefecture","op":"=","value":"a\u0007"})", "expected"),
            "segment.bad_form @value \"…\"");
  EXPECT_EQ(refused(R"({"field":"stage","colour":1})", "expected").substr(0, 24), "segment.bad_form @colour");
  EXPECT_EQ(refused(R"({"and":[{"field":"has_mail"}]})", ""), "accepted");
  std::string deep;
  for (int i = 0; i < 14; ++i) deep += R"({"not":)";
  deep += R"({"field":"has_mail"})" + std::string(14, '}');
  EXPECT_EQ(refused(deep, "limit"), "segment.too_deep @not.not.not.not.not.not.not.not.not.not.not.not 12");
}

}  // namespace
}  // namespace tsuzuku::segments
