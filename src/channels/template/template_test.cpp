#include "channels/template/template.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace tsuzuku::channels {
namespace {

// The rendered text, or the key of the error with its place.
std::string told(const Error& error) {
  std::string text = error.key;
  for (const auto& [name, value] : error.arguments) {
    if (name == "line" || name == "column") text += " " + value;
    if (name == "field") text += " " + value;
  }
  return text;
}

Fields hanako() {
  Fields fields;
  fields.set("customer.last_name", "山田");
  fields.set("customer.city", "札幌市 <北>");
  fields.set("stage", 3, "3");
  fields.set("order.total", 12'800, "12,800");
  fields.set("product.url", "https://shop.example/tea?x=1&y=2");
  fields.set("empty", "");
  return fields;
}

std::string render(std::string_view source, Form form = Form::PlainText, const Fields& fields = hanako(),
                   const LinkRewriter& rewrite = {}) {
  const auto compiled = Template::compile(source, form);
  if (!compiled) return told(compiled.error());
  std::string out;
  const auto rendered = compiled->render(fields, rewrite, out);
  return rendered ? out : told(rendered.error());
}

std::string html(std::string_view source) { return render(source, Form::Html); }

TEST(Template, FieldsAndFallbacks) {
  EXPECT_EQ(render("{{customer.last_name}} 様"), "山田 様");
  EXPECT_EQ(render("{{ customer.first_name | 'お客' }} 様"), "お客 様");
  EXPECT_EQ(render("{{empty|\"-\"}}{{empty | ''}}"), "-");
  EXPECT_EQ(render("{{customer.first_name｜「お客」}}"), "お客");
  EXPECT_EQ(render("{{order.total}}円"), "12,800円");
  EXPECT_EQ(render("{{customer.first_name}}"), "template.value_missing customer.first_name");
  EXPECT_EQ(render("{{empty}}"), "template.value_missing empty");
}

TEST(Template, WhatIsNoTagStaysAsItIs) {
  EXPECT_EQ(render("a { b } } c }} d"), "a { b } } c }} d");
  EXPECT_EQ(render("{{'{{'}}{{\"}}\"}}"), "{{}}");
  EXPECT_EQ(render("a{{! don't show }}b"), "ab");
  EXPECT_EQ(render(""), "");
}

TEST(Template, Conditions) {
  const auto holds = [](std::string_view condition) {
    return render("{{#if " + std::string(condition) + "}}yes{{else}}no{{/if}}");
  };
  EXPECT_EQ(holds("stage >= 2"), "yes");
  EXPECT_EQ(holds("stage < 3"), "no");
  EXPECT_EQ(holds("stage <= 3 and stage > 2 and stage = 3 and stage == 3 and stage != 4"), "yes");
  EXPECT_EQ(holds("customer.last_name = '山田'"), "yes");
  EXPECT_EQ(holds("customer.last_name != '山田'"), "no");
  EXPECT_EQ(holds("customer.last_name"), "yes");
  EXPECT_EQ(holds("not customer.first_name"), "yes");
  EXPECT_EQ(holds("empty or stage = 4"), "no");
  EXPECT_EQ(holds("empty and stage = 4 or stage = 3"), "yes");
  EXPECT_EQ(holds("empty and (stage = 4 or stage = 3)"), "no");
  EXPECT_EQ(holds("not (empty or not stage)"), "yes");
  EXPECT_EQ(holds("stage ≧ 3"), "yes");
  EXPECT_EQ(holds("order.total > -1"), "yes");
  EXPECT_EQ(holds("empty = ''"), "yes");
  EXPECT_EQ(holds("empty != ''"), "no");
  // What is not known is not equal to anything.
  EXPECT_EQ(holds("unknown = 1"), "no");
  EXPECT_EQ(holds("unknown < 1"), "no");
  EXPECT_EQ(holds("unknown != 1"), "yes");
  EXPECT_EQ(holds("unknown = 'a'"), "no");
  EXPECT_EQ(holds("unknown != 'a'"), "yes");
}

TEST(Template, Blocks) {
  constexpr std::string_view kSource =
      "{{#if stage = 1}}one{{else if stage = 2}}two{{else if stage = 3}}three{{else}}many{{/if}}.";
  for (const auto& [stage, text] :
       {std::pair{1, "one."}, std::pair{2, "two."}, std::pair{3, "three."}, std::pair{4, "many."}}) {
    Fields fields;
    fields.set("stage", stage, std::to_string(stage));
    EXPECT_EQ(render(kSource, Form::PlainText, fields), text);
  }
  EXPECT_EQ(render("a{{#if stage = 1}}b{{else if stage = 2}}c{{/if}}d"), "ad");
  EXPECT_EQ(render("{{#if stage}}1{{#if empty}}2{{else}}3{{#if stage = 3}}4{{/if}}5{{/if}}6{{/if}}7"), "134567");
}

TEST(Template, ALineWithNothingButABlockTagVanishesFromPlainText) {
  EXPECT_EQ(render("a\n{{#if stage}}\nb\n  {{else}}\nc\n{{/if}}\nd\n"), "a\nb\nd\n");
  EXPECT_EQ(render("{{! head }}\r\na"), "a");
  EXPECT_EQ(render("a\n{{#if stage}}\n{{#if stage}}\nb\n{{/if}}\n{{/if}}"), "a\nb\n");
  EXPECT_EQ(render("a {{#if stage}}\nb{{/if}}\n"), "a \nb\n");
  EXPECT_EQ(html("a\n{{#if stage}}\nb\n{{/if}}\n"), "a\n\nb\n\n");
}

TEST(Template, ValuesAreEscapedForTheirPlace) {
  EXPECT_EQ(html("<p>{{customer.city}}</p>"), "<p>札幌市 &lt;北&gt;</p>");
  Fields fields;
  fields.set("x", "\"'<>&\n\x01z");
  fields.set("url", "https://shop.example/a b\"?q=1&amp=2");
  EXPECT_EQ(render("<img alt=\"{{x}}\">", Form::Html, fields), "<img alt=\"&quot;&#39;&lt;&gt;&amp;  z\">");
  EXPECT_EQ(render("<img alt='{{x}}'>", Form::Html, fields), "<img alt='&quot;&#39;&lt;&gt;&amp;  z'>");
  EXPECT_EQ(render("<a href=\"{{url}}\">x</a>", Form::Html, fields),
            "<a href=\"https://shop.example/a%20b%22?q=1&amp;amp=2\">x</a>");
  EXPECT_EQ(render("<a href=\"https://shop.example/?q={{x}}\">x</a>", Form::Html, fields),
            "<a href=\"https://shop.example/?q=%22%27%3C%3E%26%0A%01z\">x</a>");
  EXPECT_EQ(render("[{{x}}]", Form::Subject, fields), "[\"'<>&  z]");
  EXPECT_EQ(render("[{{x}}]", Form::PlainText, fields), "[\"'<>&\nz]");
  EXPECT_EQ(render("https://shop.example/?q={{x}} {{x|'b'}}", Form::PlainText, fields),
            "https://shop.example/?q=%22%27%3C%3E%26%0A%01z \"'<>&\nz");
  EXPECT_EQ(html("<p title=\"{{nobody | 'a\\\"<b>'}}\">"), html("<p title=\"a\\&quot;&lt;b&gt;\">"));
}

TEST(Template, AValueCannotBecomeALinkThatRunsCode) {
  for (const auto* hostile : {"javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "//evil.example",
                              "https://shop.example@evil.example/", "x", "https://", "http:///x"}) {
    Fields fields;
    fields.set("url", hostile);
    EXPECT_EQ(render("<a href=\"{{url}}\">x</a>", Form::Html, fields), "template.bad_link url") << hostile;
  }
  EXPECT_EQ(html("<a href=\"javascript:x\">"), "template.forbidden_link 1 10");
  EXPECT_EQ(html("<a href=\" java&#10;script:x\">"), "template.forbidden_link 1 10");
  EXPECT_EQ(html("<a href=\"{{'javascript:x'}}\">"), "template.forbidden_link 1 10");
  EXPECT_EQ(html("<a href=\"{{nobody | 'x'}}\">"), "template.forbidden_link 1 10");
}

TEST(Template, PlacesWhereNoFieldMayStand) {
  EXPECT_EQ(html("<{{stage}}>"), "template.field_not_allowed 1 2");
  EXPECT_EQ(html("<p {{stage}}>"), "template.field_not_allowed 1 4");
  EXPECT_EQ(html("<p class={{stage}}>"), "template.field_not_allowed 1 10");
  EXPECT_EQ(html("<p style=\"width:{{stage}}px\">"), "template.field_not_allowed 1 17");
  EXPECT_EQ(html("<p onclick=\"x({{stage}})\">"), "template.field_not_allowed 1 15");
  EXPECT_EQ(html("<style>a{width:{{stage}}px}</style>"), "template.field_not_allowed 1 16");
  EXPECT_EQ(html("<script>{{stage}}</script>"), "template.field_not_allowed 1 9");
  EXPECT_EQ(html("<!-- {{stage}} -->"), "template.field_not_allowed 1 6");
  EXPECT_EQ(html("<a href=\"https://{{stage}}/\">"), "template.field_in_host 1 18");
  EXPECT_EQ(html("<a href=\"https://shop{{stage}}.example/\">"), "template.field_in_host 1 22");
  EXPECT_EQ(render("https://{{stage}}/"), "template.field_in_host 1 9");
  // Behind them everything is as before.
  EXPECT_EQ(html("<style>a>b{c:d}</style><!-- <p --><!DOCTYPE x><br/>{{stage}}"),
            "<style>a>b{c:d}</style><!-- <p --><!DOCTYPE x><br/>3");
  EXPECT_EQ(html("1 < 2 {{stage}}"), "1 < 2 3");
}

TEST(Template, ABlockCannotCutATagInTwo) {
  EXPECT_EQ(html("<p{{#if stage}} class=\"a\"{{/if}}>"), "template.block_cuts_tag 1 26");
  EXPECT_EQ(html("{{#if stage}}<p {{/if}}>"), "template.block_cuts_tag 1 17");
  EXPECT_EQ(html("<a href=\"{{#if stage}}https://a.example/{{/if}}\">"), "template.block_cuts_tag 1 41");
  EXPECT_EQ(html("{{#if stage}}<p>{{else}}<p{{/if}}"), "template.block_cuts_tag 1 27");
  EXPECT_EQ(html("<p class=\"{{#if stage}}a{{else}}b{{/if}}\">"), "<p class=\"a\">");
  EXPECT_EQ(html("<a href=\"https://a.example/{{#if stage}}x{{/if}}y\">"), "<a href=\"https://a.example/xy\">");
}

TEST(Template, FaultsNameTheirPlace) {
  EXPECT_EQ(render("あい\n う{{stage"), "template.unclosed_tag 2 3");
  EXPECT_EQ(render("\n\n{{#if stage}}a"), "template.unclosed_block 3 1");
  EXPECT_EQ(render("a{{/if}}"), "template.no_block_open 1 2");
  EXPECT_EQ(render("a{{else}}"), "template.no_block_open 1 2");
  EXPECT_EQ(render("{{#if stage}}{{else}}{{else}}{{/if}}"), "template.second_else 1 22");
  EXPECT_EQ(render("{{#if stage}}{{else}}{{else if stage}}{{/if}}"), "template.second_else 1 22");
  EXPECT_EQ(render("{{Stage}}"), "template.bad_tag 1 1");
  EXPECT_EQ(render("{{}}"), "template.bad_tag 1 1");
  EXPECT_EQ(render("{{stage.}}"), "template.bad_tag 1 1");
  EXPECT_EQ(render("{{stage()}}"), "template.bad_tag 1 1");
  EXPECT_EQ(render("{{#each orders}}"), "template.bad_tag 1 1");
  EXPECT_EQ(render("{{stage | 3}}"), "template.bad_fallback 1 1");
  EXPECT_EQ(render("{{stage | 'a' 'b'}}"), "template.bad_fallback 1 1");
  EXPECT_EQ(render("{{stage | 'a}}"), "template.unclosed_quote 1 1");
  EXPECT_EQ(render("{{#if}}"), "template.bad_tag 1 1");
  EXPECT_EQ(render("{{#if stage >}}{{/if}}"), "template.bad_condition 1 1");
  EXPECT_EQ(render("{{#if stage and}}{{/if}}"), "template.bad_condition 1 1");
  EXPECT_EQ(render("{{#if (stage}}{{/if}}"), "template.bad_condition 1 1");
  EXPECT_EQ(render("{{#if stage = stage}}{{/if}}"), "template.bad_condition 1 1");
  EXPECT_EQ(render("{{#if stage < 'a'}}{{/if}}"), "template.text_order 1 1");
  EXPECT_EQ(render("{{#if stage < 99999999999999999999}}{{/if}}"), "template.bad_number 1 1");
  EXPECT_EQ(render("{{#if stage < 1,000}}{{/if}}"), "template.bad_number 1 1");
  EXPECT_EQ(render("\xFF"), "template.not_utf8");
}

TEST(Template, EditorsMayWriteEntitiesIntoTags) {
  EXPECT_EQ(html("{{#if stage &gt;= 2 and stage &lt; 4}}a{{/if}}"), "a");
  EXPECT_EQ(html("{{nobody&nbsp;| &#39;お客&#39;}}"), "お客");
  EXPECT_EQ(html("{{nobody | &quot;<b>&quot;}}"), "&lt;b&gt;");
}

std::vector<std::string> checked(std::string_view source, Form form = Form::PlainText) {
  static const std::vector<FieldRule> rules = {{.name = "customer.last_name"},
                                               {.name = "stage", .kind = FieldKind::Number, .always = true},
                                               {.name = "order.total", .kind = FieldKind::Number}};
  const auto compiled = Template::compile(source, form);
  if (!compiled) return {told(compiled.error())};
  std::vector<std::string> faults;
  for (const Error& fault : compiled->check(rules)) faults.push_back(told(fault));
  return faults;
}

TEST(Template, CheckKnowsTheFieldsThereAre) {
  using Faults = std::vector<std::string>;
  EXPECT_EQ(checked("{{stage}} {{customer.last_name | 'x'}}"), Faults{});
  EXPECT_EQ(checked("{{customer.last_nam | 'x'}}"), Faults{"template.unknown_field customer.last_nam 1 1"});
  EXPECT_EQ(checked("{{customer.last_name}}"), Faults{"template.fallback_missing customer.last_name 1 1"});
  EXPECT_EQ(checked("{{#if customer.last_name > 3}}{{/if}}"), Faults{"template.not_a_number customer.last_name 1 1"});
  EXPECT_EQ(checked("{{#if customer.last_name}}{{customer.last_name}}{{/if}}"), Faults{});
  EXPECT_EQ(checked("{{#if stage = 1 and order.total > 0}}{{order.total}}{{/if}}"), Faults{});
  EXPECT_EQ(checked("{{#if stage = 1 or order.total > 0}}{{order.total}}{{/if}}"),
            Faults{"template.fallback_missing order.total 1 37"});
  EXPECT_EQ(checked("{{#if order.total}}{{else}}{{order.total}}{{/if}}"),
            Faults{"template.fallback_missing order.total 1 28"});
  EXPECT_EQ(checked("{{a}}\n{{b}}").size(), 2U);
}

TEST(Template, NearestFieldIsProposed) {
  const std::vector<FieldRule> rules = {{.name = "customer.last_name"}, {.name = "stage"}};
  const auto faults = Template::compile("{{customer.lastname}}", Form::PlainText)->check(rules);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].arguments[1].second, "customer.last_name");
}

std::string with_marked_links(std::string_view source, Form form) {
  return render(source, form, hanako(), [](std::size_t link, std::string_view target) {
    return "[" + std::to_string(link) + " " + std::string(target) + "]";
  });
}

TEST(Template, LinksWithALiteralHostAreRewritten) {
  EXPECT_EQ(with_marked_links("<a href=\"https://shop.example/?a=1&amp;b={{stage}}\">x</a>", Form::Html),
            "<a href=\"[0 https://shop.example/?a=1&amp;b=3]\">x</a>");
  EXPECT_EQ(with_marked_links("<A class='b' HREF = ' HTTP://Shop.example '>x</A>", Form::Html),
            "<A class='b' HREF = '[0 HTTP://Shop.example]'>x</A>");
  EXPECT_EQ(
      with_marked_links("見て https://shop.example/a。次は(https://shop.example/b?c={{stage}}). 終", Form::PlainText),
      "見て [0 https://shop.example/a]。次は([1 https://shop.example/b?c=3]). 終");
  EXPECT_EQ(with_marked_links("https://shop.example", Form::PlainText), "[0 https://shop.example]");
  EXPECT_EQ(with_marked_links("https://shop.example/\n{{#if stage}}\nb{{/if}}", Form::PlainText),
            "[0 https://shop.example/]\nb");
}

TEST(Template, WhatIsNoLinkOfTheTemplateIsNotRewritten) {
  for (const auto* source :
       {"<img src=\"https://shop.example/a.png\">", "<a href=\"mailto:a@b.example\">x</a>", "<a href=\"#top\">x</a>",
        "<a href=\"{{product.url}}\">x</a>", "<p>https://a.example/</p>", "<link href=\"https://shop.example/a.css\">",
        "<!-- <a href=\"https://a.example/\"> -->", "<a href=\"https://a@b.example/\">x</a>"}) {
    EXPECT_EQ(with_marked_links(source, Form::Html), render(source, Form::Html)) << source;
  }
  // A customer whose name is an address does not get it signed by the shop.
  Fields fields;
  fields.set("name", "https://evil.example/");
  EXPECT_EQ(render("{{name}} 様", Form::PlainText, fields, [](auto, auto) { return "rewritten"; }),
            "https://evil.example/ 様");
}

TEST(Template, AConditionInALinkOfPlainTextIsAFault) {
  EXPECT_EQ(render("https://a.example/{{#if stage}}b{{/if}}"), "template.condition_in_link 1 32");
  EXPECT_EQ(render("{{#if stage}}https://a.example/{{/if}}b"), "template.condition_in_link 1 39");
  EXPECT_EQ(render("https://a.example/{{#if stage}}{{stage}}{{/if}}"), "template.condition_in_link 1 32");
  EXPECT_EQ(render("https://a.example/{{! x }}b"), "template.condition_in_link 1 27");
  EXPECT_EQ(render("https://a.example/{{stage}}{{#if stage}}b{{/if}}"), "template.condition_in_link 1 41");
  EXPECT_EQ(render("{{#if empty}}https://a.example/{{else}}c{{/if}}b"), "template.condition_in_link 1 48");
  EXPECT_EQ(with_marked_links("https://a.example/{{stage}}{{#if stage}} b{{/if}}", Form::PlainText),
            "[0 https://a.example/3] b");
  EXPECT_EQ(with_marked_links("{{#if stage}}https://a.example/1{{else}}https://a.example/2{{/if}} x", Form::PlainText),
            "[0 https://a.example/1] x");
}

TEST(Template, LimitsHold) {
  EXPECT_EQ(render(std::string(limits::kTemplateBytes + 1, 'a')), "template.too_large");
  std::string deep;
  for (std::size_t i = 0; i < limits::kTemplateDepth; ++i) deep += "{{#if stage}}";
  std::string closed = deep;
  for (std::size_t i = 0; i < limits::kTemplateDepth; ++i) closed += "{{/if}}";
  EXPECT_EQ(render(closed), "");
  EXPECT_EQ(render(deep + "{{#if stage}}"), "template.too_deep 1 209");
  EXPECT_EQ(render("{{#if " + std::string(1'000, '(') + "stage}}"), "template.condition_too_deep 1 1");
  std::string tags;
  for (std::size_t i = 0; i <= limits::kTemplateTags; ++i) tags += "{{a}}";
  EXPECT_TRUE(render(tags).starts_with("template.too_many_tags"));
  EXPECT_EQ(render("{{" + std::string(limits::kTemplateTagBytes, 'a') + "}}"), "template.unclosed_tag 1 1");
  Fields fields;
  fields.set("long", std::string(limits::kRenderedBytes, 'a'));
  EXPECT_EQ(render("{{long}}", Form::PlainText, fields).size(), limits::kRenderedBytes);
  EXPECT_EQ(render("{{long}}a", Form::PlainText, fields), "template.output_too_large");
}

TEST(Template, TellsWhatItSpeaksOf) {
  const auto compiled = Template::compile("{{a}}{{#if b}}{{a}}{{/if}}", Form::PlainText);
  EXPECT_EQ(std::vector<std::string>(compiled->fields().begin(), compiled->fields().end()),
            (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(compiled->prints("a"));
  EXPECT_FALSE(compiled->prints("b"));
  EXPECT_FALSE(compiled->prints("c"));
}

// Whatever stands in a value, the markup around it stays the same.
RC_GTEST_PROP(TemplateProperty, NoValueLeavesItsPlace, (const std::string& value)) {
  RC_PRE(!value.empty());
  Fields fields;
  fields.set("x", value);
  const std::string in_text = render("<p>{{x}}</p>", Form::Html, fields);
  RC_ASSERT(std::ranges::count(in_text, '<') == 2);
  RC_ASSERT(std::ranges::count(in_text, '>') == 2);
  const std::string out =
      render("<p title=\"{{x}}\" class='{{x}}'></p><a href=\"https://a.example/{{x}}\">y</a>", Form::Html, fields);
  RC_ASSERT(std::ranges::count(out, '<') == 4);
  RC_ASSERT(std::ranges::count(out, '>') == 4);
  RC_ASSERT(std::ranges::count(out, '"') == 4);
  RC_ASSERT(std::ranges::count(out, '\'') == 2);
  const std::string subject = render("{{x}}", Form::Subject, fields);
  RC_ASSERT(subject.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
}

}  // namespace
}  // namespace tsuzuku::channels
