// Style that no compiler checks: work left lying about, sizes at which a file should be split.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/structure/source_files.hpp"

namespace tsuzuku::structure {
namespace {

std::vector<SourceFile> own_sources() {
  std::vector<SourceFile> all;
  for (const auto* folder : {"src", "tests", "ui", "bench", "fuzz", "tools", "migrations", "cmake"}) {
    auto files = files_below(folder, {".cpp", ".hpp", ".ts", ".tsx", ".mjs", ".sql", ".sh", ".cmake"});
    std::ranges::move(files, std::back_inserter(all));
  }
  return all;
}

// Work that is left to do belongs into an issue.
TEST(Style, NoWorkIsLeftLyingAbout) {
  for (const auto& file : own_sources()) {
    if (file.path == "tests/structure/style_test.cpp") continue;
    for (const auto& match : matches_in_lines(file, R"(\b(TODO|FIXME|HACK)\b)")) {
      ADD_FAILURE() << place(file, match) << ": " << match.text;
    }
  }
}

// Twice the size at which one should feel uneasy (docs/TESTING.md) is too much whatever the reason.
TEST(Style, NoFileIsTooLarge) {
  const std::map<std::string, std::ptrdiff_t> lines_max = {
      {".cpp", 800}, {".hpp", 400}, {".sql", 600}, {".tsx", 400}, {".ts", 600}};
  for (const auto& file : own_sources()) {
    const auto limit = lines_max.find(std::filesystem::path(file.path).extension().string());
    if (limit == lines_max.end()) continue;
    const auto lines = std::ranges::count(file.text, '\n');
    EXPECT_LE(lines, limit->second) << file.path << " has " << lines << " lines";
  }
}

TEST(Style, EveryHeaderIsIncludedOnce) {
  for (const auto& file : files_below("src", {".hpp"})) {
    EXPECT_TRUE(file.text.starts_with("#pragma once\n")) << file.path;
  }
}

// Time, chance and the environment come in from the edges, so that the same input gives the same bytes.
// The one exception is the time stamp of a log line, which nothing reads back.
TEST(Style, NoClockChanceOrEnvironmentBelowTheEdges) {
  for (const auto& file : files_below("src", {".hpp", ".cpp"})) {
    const bool edge = file.path.starts_with("src/app/") || file.path.starts_with("src/cli/");
    const bool test = file.path.ends_with("_test.cpp") || file.path.ends_with("_for_tests.hpp");
    if (edge || test || file.path == "src/base/log.cpp") continue;
    for (const auto& use : matches_in_lines(file, R"((system_clock::now|std::random_device|\bgetenv|\bstd::time\())")) {
      ADD_FAILURE() << place(file, use) << ": " << use.text << " belongs into src/app or src/cli";
    }
  }
}

}  // namespace
}  // namespace tsuzuku::structure
