// The description of the report fits the analyses and the words.

#include "services/reports/sections.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "analysis/registry.hpp"
#include "base/catalogue.hpp"
#include "services/exports/workbook.hpp"

namespace tsuzuku::services {
namespace {

Catalogue words(const std::string& language) {
  std::ifstream file(TSUZUKU_SOURCE_DIR "/locales/server/" + language + "/report.json");
  std::ostringstream text;
  text << file.rdbuf();
  return Catalogue::parse(text.str()).value();
}

TEST(Sections, NameColumnsThatTheirAnalysesHave) {
  for (const Section& section : sections()) {
    const auto analysis = analysis::find_analysis(section.analysis);
    ASSERT_TRUE(analysis) << section.name;
    const analysis::Descriptor& descriptor = (*analysis)->descriptor();
    const auto expect_column = [&](const std::string& name) {
      EXPECT_NE(std::ranges::find(descriptor.columns, name, &analysis::Column::name), descriptor.columns.end())
          << section.name << " names " << name;
    };
    for (const std::string& name : section.columns) expect_column(name);
    for (const std::string& name : section.label) expect_column(name);
    for (const std::vector<std::string>* some : {&section.beside, &section.drawn}) {
      for (const std::string& name : *some) {
        EXPECT_NE(std::ranges::find(section.columns, name), section.columns.end())
            << section.name << " shows no " << name;
      }
    }
    for (const analysis::RawArguments* asked : {&section.arguments, &section.arguments_before}) {
      EXPECT_TRUE(analysis::Arguments::parse(descriptor, *asked)) << section.name;
    }
    if (section.shape == Shape::Matrix) {
      EXPECT_EQ(section.columns.size(), 3U) << section.name;
    }
    // A row is known again in the month before by what names its cell: all of that must be shown, or be the same in
    // all.
    if (section.shape != Shape::Rows || section.beside.empty()) continue;
    for (const std::string& key : descriptor.cell_columns) {
      const bool shown = std::ranges::find(section.columns, key) != section.columns.end() ||
                         std::ranges::find(section.label, key) != section.label.end();
      EXPECT_TRUE(shown || key == "group") << section.name << " does not show " << key;
    }
  }
}

TEST(Sections, HaveWordsAndSheetsOfTheirOwn) {
  for (const char* language : {"ja", "en"}) {
    const Catalogue texts = words(language);
    std::set<std::string> sheets = {sheet_name(texts.text("report.contents"))};
    for (const Section& section : sections()) {
      const std::string base = "report.sections." + section.name;
      for (const char* word : {".title", ".absent"}) EXPECT_TRUE(texts.contains(base + word)) << base << word;
      EXPECT_EQ(texts.contains(base + ".headline"), !section.headline.empty()) << base;
      EXPECT_TRUE(sheets.insert(sheet_name(texts.text(base + ".title"))).second) << base << " in " << language;
    }
  }
}

}  // namespace
}  // namespace tsuzuku::services
