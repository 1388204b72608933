// Texts: every key that code speaks of has a sentence in both languages, with the same places to fill.

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "base/catalogue.hpp"
#include "tests/structure/source_files.hpp"

namespace tsuzuku::structure {
namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

Texts texts_of(const std::string& folder) {
  Texts texts;
  for (const auto& file : files_below(folder, {".json"})) {
    const auto catalogue = Catalogue::parse(file.text);
    EXPECT_TRUE(catalogue) << file.path << " is not readable";
    if (!catalogue) continue;
    for (const auto& [key, text] : catalogue->entries()) {
      EXPECT_TRUE(texts.emplace(key, text).second) << file.path << ": '" << key << "' stands in two files";
    }
  }
  return texts;
}

std::set<std::string> places_to_fill(const std::string& text) {
  static const std::regex place(R"(\{(\w+)(?::[^{}]*)?\})");
  std::set<std::string> places;
  for (std::sregex_iterator match(text.begin(), text.end(), place), end; match != end; ++match)
    places.insert((*match)[1]);
  return places;
}

void expect_same(const Texts& japanese, const Texts& english) {
  for (const auto& [key, text] : japanese) {
    const auto other = english.find(key);
    if (other == english.end()) {
      ADD_FAILURE() << "'" << key << "' has no English text";
    } else {
      EXPECT_EQ(places_to_fill(text), places_to_fill(other->second)) << "'" << key << "' fills different places";
    }
  }
  for (const auto& [key, text] : english) EXPECT_TRUE(japanese.contains(key)) << "'" << key << "' has no Japanese text";
}

// {name:form}: a form that nobody knows would write the argument as a program does.
void expect_known_forms(const Texts& texts) {
  static const std::regex form(R"(\{\w+:([^{}]*)\})");
  const std::set<std::string> known{"number", "money", "day", "month", "name"};
  for (const auto& [key, text] : texts) {
    for (std::sregex_iterator match(text.begin(), text.end(), form), end; match != end; ++match) {
      const std::string name = (*match)[1];
      EXPECT_TRUE(known.contains(name) || name.contains('/')) << "'" << key << "' asks for the form '" << name << "'";
    }
  }
}

// Without tests and comments: what the program itself can say.
std::vector<SourceFile> product_sources() {
  auto files = files_below("src", {".cpp", ".hpp"});
  std::erase_if(files, [](const SourceFile& file) {
    return file.path.ends_with("_test.cpp") || file.path.ends_with("_for_tests.hpp");
  });
  const std::regex comment("(^|\\s)//[^\n]*");
  for (auto& file : files) file.text = std::regex_replace(file.text, comment, "$1");
  return files;
}

TEST(Texts, OfTheServerAreTheSameInBothLanguages) {
  expect_same(texts_of("locales/server/ja"), texts_of("locales/server/en"));
}

TEST(Texts, AskForFormsThatThereAre) {
  expect_known_forms(texts_of("locales/server/ja"));
  expect_known_forms(texts_of("locales/server/en"));
}

TEST(Texts, EveryErrorKeyHasASentence) {
  const Texts texts = texts_of("locales/server/ja");
  std::size_t keys = 0;
  for (const auto& file : product_sources()) {
    for (const auto& key : matches_in_text(file, R"re(ErrorKind::\w+,\s*"([a-z0-9_.]+)")re")) {
      EXPECT_TRUE(texts.contains("errors." + key.text)) << place(file, key) << ": no text for '" << key.text << "'";
      ++keys;
    }
  }
  EXPECT_GT(keys, 0U);
}

// A sentence nobody can ever read is either dead or its key is misspelt in the code.
TEST(Texts, EveryErrorSentenceIsSpokenBySomeCode) {
  std::string code;
  for (const auto& file : product_sources()) code += file.text;
  for (const auto& [key, text] : texts_of("locales/server/ja")) {
    if (!key.starts_with("errors.")) continue;
    const std::string spoken = '"' + key.substr(7) + '"';
    EXPECT_TRUE(code.contains(spoken)) << "no code says '" << key << "'";
  }
}

// What docs/GLOSSARY.md decides, where the other word is near at hand: an order is 注文 (受注 only in 受注額), the
// product is 続く.
TEST(Texts, OneWordStandsForOneThing) {
  auto files = files_below("locales/server/ja", {".json"});
  for (auto& file : files_below("ui/src/locales/ja", {".ts"})) files.push_back(std::move(file));
  const std::regex other_word("受注(?!額)|つづくの");
  for (const auto& file : files) {
    for (const auto& line : matches_in_lines(file, "(.*(?:受注|つづくの).*)")) {
      EXPECT_FALSE(std::regex_search(line.text, other_word)) << place(file, line) << ": " << line.text;
    }
  }
  for (const auto& profile : files_below("profiles", {".json"})) {
    EXPECT_FALSE(profile.text.contains("つづくの")) << profile.path;
  }
}

}  // namespace
}  // namespace tsuzuku::structure
