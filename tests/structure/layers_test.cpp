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

// Reads the `name = ["a", "b"]` lines below `[section]`; the file has no other kind.
Layers read_layers(std::string_view text, std::string_view section = "layers") {
  Layers layers;
  std::istringstream lines{std::string(text)};
  std::string line;
  const std::regex heading(R"(^\[(\w+)\])");
  const std::regex entry(R"(^(\w+)\s*=\s*\[([^\]]*)\])");
  const std::regex name("\"(\\w+)\"");
  std::smatch parts;
  bool inside = false;
  while (std::getline(lines, line)) {
    if (std::regex_search(line, parts, heading)) inside = parts[1].str() == section;
    if (!inside || !std::regex_search(line, parts, entry)) continue;
    const std::string names = parts[2];
    auto& allowed = layers[parts[1]];
    for (std::sregex_iterator match(names.begin(), names.end(), name), end; match != end; ++match) {
      allowed.insert((*match)[1]);
    }
  }
  return layers;
}

Layers layers_of_repository() { return read_layers(file_at("layers.toml").text); }
Layers folders_of_services() { return read_layers(file_at("layers.toml").text, "services"); }

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
    const bool of_tests = file.path.ends_with("_test.cpp") || file.path.ends_with("_for_tests.hpp");
    if (of_tests && include.text.starts_with("tests/support/")) continue;
    if (include.text.find('/') == std::string::npos || include.text.starts_with(".")) {
      found.push_back(fmt::format("{}: \"{}\" must be written from src/ on", place(file, include), include.text));
    } else if (other != own && !allowed->second.contains(other)) {
      found.push_back(
          fmt::format("{}: {} may not include {} (\"{}\")", place(file, include), own, other, include.text));
    }
  }
  return found;
}

// "journeys" of "src/services/journeys/turn.cpp" and of "services/journeys/turn.hpp"; empty for what lies beside
// folders.
std::string folder_of_services(std::string_view path) {
  constexpr std::string_view kServices = "services/";
  const auto services = path.find(kServices);
  if (services == std::string_view::npos) return {};
  const std::string_view below = path.substr(services + kServices.size());
  const auto end = below.find('/');
  return end == std::string_view::npos ? std::string() : std::string(below.substr(0, end));
}

// One line per #include of a file of src/services that its folder may not include.
std::vector<std::string> breaches_of_services(const SourceFile& file, const Layers& folders) {
  std::vector<std::string> found;
  const std::string own = folder_of_services(file.path);
  if (own.empty()) return {};
  const auto allowed = folders.find(own);
  if (allowed == folders.end()) return {fmt::format("{}: folder '{}' is not in layers.toml", file.path, own)};
  for (const auto& include : matches_in_lines(file, R"re(^\s*#\s*include\s+"(services/[^"]+)")re")) {
    const std::string other = folder_of_services(include.text);
    if (other.empty() || other == own || allowed->second.contains(other)) continue;
    found.push_back(fmt::format("{}: services/{} may not include services/{} (\"{}\")", place(file, include), own,
                                other, include.text));
  }
  return found;
}

// The first way back to `name`, empty when there is none.
std::string circle_from(const std::string& name, const Layers& layers) {
  std::vector<std::string> to_visit{name};
  std::map<std::string, std::string> came_from;
  while (!to_visit.empty()) {
    const std::string here = to_visit.back();
    to_visit.pop_back();
    for (const auto& next : layers.at(here)) {
      if (next == name) {
        std::string way = name;
        for (std::string at = here; at != name; at = came_from.at(at)) way = at + " -> " + way;
        return name + " -> " + way;
      }
      if (layers.contains(next) && came_from.emplace(next, here).second) to_visit.push_back(next);
    }
  }
  return {};
}

TEST(Layers, EveryIncludeIsAllowed) {
  const Layers layers = layers_of_repository();
  const auto files = files_below("src", {".hpp", ".cpp"});
  ASSERT_FALSE(files.empty());
  for (const auto& file : files) {
    for (const auto& breach : breaches(file, layers)) ADD_FAILURE() << breach;
  }
}

TEST(Layers, EveryIncludeBetweenServicesIsAllowed) {
  const Layers folders = folders_of_services();
  for (const auto& file : files_below("src/services", {".hpp", ".cpp"})) {
    for (const auto& breach : breaches_of_services(file, folders)) ADD_FAILURE() << breach;
  }
}

TEST(Layers, HaveNoCycle) {
  for (const Layers& layers : {layers_of_repository(), folders_of_services()}) {
    ASSERT_FALSE(layers.empty());
    for (const auto& [name, allowed] : layers) {
      for (const auto& other : allowed) ASSERT_TRUE(layers.contains(other)) << name << " names '" << other << "'";
      EXPECT_EQ(circle_from(name, layers), "");
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

TEST(Layers, ABreachBetweenServicesAndACircleAreFound) {
  constexpr std::string_view kText = "[layers]\nbase = []\n[services]\nlow = []\nhigh = [\"low\"]\n";
  const Layers folders = read_layers(kText, "services");
  EXPECT_EQ(folders.size(), 2U);
  EXPECT_TRUE(breaches_of_services({"src/services/high/a.cpp", "#include \"services/low/b.hpp\"\n"}, folders).empty());
  EXPECT_TRUE(breaches_of_services({"src/services/low/a.cpp", "#include \"services/files.hpp\"\n"}, folders).empty());
  EXPECT_EQ(breaches_of_services({"src/services/low/a.cpp", "#include \"services/high/b.hpp\"\n"}, folders).size(), 1U);
  EXPECT_EQ(breaches_of_services({"src/services/new/a.cpp", ""}, folders).size(), 1U);
  EXPECT_EQ(circle_from("high", folders), "");
  EXPECT_EQ(circle_from("a", {{"a", {"b"}}, {"b", {"c"}}, {"c", {"a"}}}), "a -> b -> c -> a");
}

}  // namespace
}  // namespace tsuzuku::structure
