// The folders of ui/src: kit <- client <- charts, filters, conditions, mails <- analyses, pages <- app. A page never
// imports a page.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "tests/structure/source_files.hpp"

namespace tsuzuku::structure {
namespace {

const std::map<std::string, std::set<std::string>> kMayImport = {
    {"kit", {}},
    {"client", {"kit"}},
    {"charts", {"kit", "client"}},
    {"filters", {"kit", "client"}},
    {"conditions", {"kit", "client"}},
    {"mails", {"kit", "client"}},
    {"analyses", {"kit", "client", "charts", "filters"}},
    {"pages", {"kit", "client", "charts", "filters", "conditions", "mails", "analyses"}},
    {"app", {"kit", "client", "charts", "filters", "conditions", "mails", "analyses", "pages"}},
};

// "ui/src/pages/import/Import.tsx" -> {"pages", "import"}
std::pair<std::string, std::string> folders_of(const std::filesystem::path& path) {
  auto part = std::next(path.begin(), 2);
  const std::string first = part == path.end() ? "" : part->string();
  const std::string second = part == path.end() || ++part == path.end() ? "" : part->string();
  return {first, second};
}

std::vector<std::string> breaches(const SourceFile& file) {
  std::vector<std::string> found;
  const auto [folder, page] = folders_of(file.path);
  const auto allowed = kMayImport.find(folder);
  if (allowed == kMayImport.end()) return found;
  for (const auto& import : matches_in_text(file, R"re((?:\bfrom\s*|\bimport\s*\(?\s*)['"](\.[^'"]*)['"])re")) {
    const auto target = (std::filesystem::path(file.path).parent_path() / import.text).lexically_normal();
    if (!target.generic_string().starts_with("ui/src/")) continue;
    const auto [other, other_page] = folders_of(target);
    const bool page_to_page = folder == "pages" && other == "pages" && page != other_page;
    const bool sideways = other != folder && kMayImport.contains(other) && !allowed->second.contains(other);
    if (page_to_page || sideways) {
      found.push_back(fmt::format("{}: {} may not import {}", place(file, import), folder, import.text));
    }
  }
  return found;
}

TEST(UiLayers, EveryImportIsAllowed) {
  for (const auto& file : files_below("ui/src", {".ts", ".tsx"})) {
    for (const auto& breach : breaches(file)) ADD_FAILURE() << breach;
  }
}

TEST(UiLayers, ABreachIsFound) {
  EXPECT_TRUE(breaches({"ui/src/pages/import/Import.tsx", "import { Panel } from '../../kit/Panel'\n"}).empty());
  EXPECT_TRUE(breaches({"ui/src/pages/import/Import.tsx", "import { steps } from './steps'\n"}).empty());
  EXPECT_EQ(breaches({"ui/src/pages/import/Import.tsx", "import { a } from '../numbers/Numbers'\n"}).size(), 1U);
  EXPECT_EQ(breaches({"ui/src/kit/Panel.tsx", "const page = import('../pages/import/Import')\n"}).size(), 1U);
  EXPECT_EQ(breaches({"ui/src/charts/Line.tsx", "import {\n  a,\n  b,\n} from '../filters/period'\n"}).size(), 1U);
}

}  // namespace
}  // namespace tsuzuku::structure
