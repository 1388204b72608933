// The journeys that ship: readable, complete, and their words there in both languages.

#include "journeys/templates.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/catalogue.hpp"
#include "journeys/check.hpp"

namespace tsuzuku::journeys {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<Template> shipped() {
  std::vector<Template> templates;
  for (const auto& entry : std::filesystem::directory_iterator(TSUZUKU_SOURCE_DIR "/src/journeys/templates")) {
    auto one = parse_template(text_of(entry.path()), entry.path().filename().string());
    EXPECT_TRUE(one) << entry.path() << ": " << one.error().arguments[1].second;
    if (!one) continue;
    EXPECT_EQ(one->name + ".json", entry.path().filename().string());
    templates.push_back(std::move(*one));
  }
  std::ranges::sort(templates, {}, &Template::name);
  return templates;
}

TEST(Templates, AreThreeAndRunAsTheyAre) {
  std::vector<std::string> names;
  for (const Template& one : shipped()) {
    names.push_back(one.name);
    for (const Problem& problem : check(one.definition)) {
      ADD_FAILURE() << one.name << " " << problem.node << " " << problem.field << ": " << problem.error.key;
    }
    EXPECT_GT(one.definition.holdout_permille, 0) << one.name << ": without a holdout nobody knows whether it helps";
    EXPECT_TRUE(one.definition.goal) << one.name;
  }
  EXPECT_EQ(names, (std::vector<std::string>{"consumption", "dormant", "first_order"}));
}

TEST(Templates, NameTheMessagesThatTheyAlsoSend) {
  for (const Template& one : shipped()) {
    std::vector<std::string> sent;
    for (const Node& node : one.definition.nodes) {
      if (const auto* send = std::get_if<Send>(&node.kind)) sent.push_back(send->message);
    }
    std::ranges::sort(sent);
    std::vector<std::string> named = one.messages;
    std::ranges::sort(named);
    EXPECT_EQ(sent, named) << one.name;
  }
}

TEST(Templates, HaveTheirWordsInBothLanguages) {
  for (const std::string_view language : {"ja", "en"}) {
    const auto words = Catalogue::parse(
        text_of(std::string(TSUZUKU_SOURCE_DIR "/locales/server/") + std::string(language) + "/journeys.json"));
    ASSERT_TRUE(words);
    const auto has = [&](const std::string& key) { EXPECT_TRUE(words->contains(key)) << language << " " << key; };
    for (const Template& one : shipped()) {
      const std::string root = "journeys.templates." + one.name;
      has(root + ".title");
      has(root + ".about");
      for (const std::string& slot : one.messages) {
        has(root + ".messages." + slot + ".subject");
        has(root + ".messages." + slot + ".text");
      }
      const Definition ready = filled(one.definition, {}, [&](std::string_view key) {
        has(std::string(key));
        return "words of " + std::string(key);
      });
      EXPECT_TRUE(check(ready).empty()) << one.name;
    }
  }
}

TEST(Templates, AreFilledWithTheShopsOwnMessagesAndWords) {
  const auto templates = shipped();
  const auto dormant = std::ranges::find(templates, "dormant", &Template::name);
  const Definition ready =
      filled(dormant->definition, {{"missed", "901"}}, [](std::string_view) { return "電話する"; });
  for (const Node& node : ready.nodes) {
    if (node.id == "missed") {
      EXPECT_EQ(std::get<Send>(node.kind).message, "901");
    }
    if (node.id == "come_back") {
      EXPECT_EQ(std::get<Send>(node.kind).message, "come_back");
    }
    if (node.id == "call") {
      EXPECT_EQ(std::get<Task>(node.kind).title, "電話する");
    }
  }
}

TEST(Templates, ADamagedOneIsNamed) {
  for (const std::string_view text :
       {"[]", "{}", R"({"name":"x"})", R"({"name":"x","messages":[1]})", R"({"name":"x","messages":[]})",
        R"({"name":"x","messages":[],"definition":{"nodes":[{"id":"a","kind":"b"}]}})"}) {
    const auto one = parse_template(text, "x.json");
    ASSERT_FALSE(one) << text;
    EXPECT_EQ(one.error().key, "journeys.template_damaged") << text;
  }
}

}  // namespace
}  // namespace tsuzuku::journeys
