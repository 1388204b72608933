// Who includes whom: layers.toml is the law.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/structure/source_files.hpp"

namespace tsuzuku::structure {
namespace {

using Layers = std::map<std::string, std::set<std::string>>;

// Reads `name = ["a", "b"]` lines; the file has no other kind.
Layers read_layers(std::string_view text) {
  Layers layers;
  std::istringstream lines{std::string(text)};
  std::string line;
  const std::regex entry(R"(^(\w+)\s*=\s*\[([^\]]*)\])");
  const std::regex name("\"(\\w+)\"");
  std::smatch parts;
  while (std::getline(lines, line)) {
    if (!std::regex_search(line, parts, entry)) continue;
    const std::string names = parts[2];
    auto& allowed = layers[parts[1]];
    for (std::sregex_iterator match(names.begin(), names.end(), name), end; match != end; ++match) {
      allowed.insert((*match)[1]);
    }
  }
  return layers;
}

Layers layers_of_repository() { return read_layers(file_at("layers.toml").text); }

std::string layer_of(std::string_view path) {
  const auto begin = path.find('/') + 1;
  return std::string(path.substr(begin, path.find('/', begin) - begin));
}

// One line per #include of a file of src/ that its layer may not include.
std::vector<std::string> breaches(const SourceFile& file, const Layers& layers) {
  std::vector<std::string> found;
  const std::string own = layer_of(file.path);
  const auto allowed = layers.find(own);
  if (allowed == layers.end()) return {fmt::format("{}: layer '{}' is not in layers.toml", file.path, own)};
  for (const auto& include : matches_in_lines(file, R"re(^\s*#\s*include\s+"([^"]+)")re")) {
    const std::string other = include.text.substr(0, include.text.find('/'));
    if (file.path.ends_with("_test.cpp") && include.text.starts_with("tests/support/")) continue;
    if (include.text.find('/') == std::string::npos || include.text.starts_with(".")) {
      found.push_back(fmt::format("{}: \"{}\" must be written from src/ on", place(file, include), include.text));
    } else if (other != own && !allowed->second.contains(other)) {
      found.push_back(
          fmt::format("{}: {} may not include {} (\"{}\")", place(file, include), own, other, include.text));
    }
  }
  return found;
}

TEST(Layers, EveryIncludeIsAllowed) {
  const Layers layers = layers_of_repository();
  const auto files = files_below("src", {".hpp", ".cpp"});
  ASSERT_FALSE(files.empty());
  for (const auto& file : files) {
    for (const auto& breach : breaches(file, layers)) ADD_FAILURE() << breach;
  }
}

TEST(Layers, HaveNoCycle) {
  const Layers layers = layers_of_repository();
  for (const auto& [name, allowed] : layers) {
    for (const auto& other : allowed) {
      ASSERT_TRUE(layers.contains(other)) << name << " names '" << other << "', which is no layer";
      EXPECT_FALSE(layers.at(other).contains(name)) << name << " and " << other << " include each other";
    }
  }
}

TEST(Layers, EveryFolderOfSrcIsALayer) {
  const Layers layers = layers_of_repository();
  for (const auto& entry : std::filesystem::directory_iterator(repository() / "src")) {
    EXPECT_TRUE(layers.contains(entry.path().filename().string())) << entry.path();
  }
}

// What CMake links must be what layers.toml allows, else the link step does not guard the rule.
TEST(Layers, CMakeLinksOnlyWhatIsAllowed) {
  const Layers layers = layers_of_repository();
  for (const auto& file : files_below("src", {".txt"})) {
    for (const auto& call : matches_in_text(file, R"(tsuzuku_layer\(([^)]*)\))")) {
      std::istringstream words(call.text);
      std::string name;
      std::string word;
      words >> name;
      bool dependency = false;
      while (words >> word) {
        if (word == "LINK" || word == "TEST_LINK") dependency = false;
        if (dependency) {
          EXPECT_TRUE(layers.at(name).contains(word)) << place(file, call) << ": " << name << " links " << word;
        }
        if (word == "DEPENDS") dependency = true;
      }
    }
  }
}

TEST(Layers, ABreachIsFound) {
  const Layers layers = read_layers("[layers]\nbase = []\nsql = [\"base\"]  # why\n");
  EXPECT_TRUE(
      breaches({"src/sql/open.cpp", "#include \"base/error.hpp\"\n#include \"sql/pool.hpp\"\n"}, layers).empty());
  EXPECT_EQ(breaches({"src/base/day.cpp", "#include <set>\n#include \"sql/pool.hpp\"\n"}, layers).size(), 1U);
  EXPECT_EQ(breaches({"src/sql/open.cpp", "#include \"pool.hpp\"\n"}, layers).size(), 1U);
  EXPECT_EQ(breaches({"src/extra/open.cpp", ""}, layers).size(), 1U);
}

}  // namespace
}  // namespace tsuzuku::structure
