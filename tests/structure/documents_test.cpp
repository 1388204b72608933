// Documentation: a link to a file of this repository leads somewhere.

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "tests/structure/source_files.hpp"

namespace tsuzuku::structure {
namespace {

TEST(Documents, EveryLinkToAFileLeadsSomewhere) {
  for (const auto& file : files_below("", {".md"})) {
    for (const auto& link : matches_in_text(file, R"(\]\(([^)#\s]+)(?:#[^)\s]*)?\))")) {
      if (link.text.find("://") != std::string::npos || link.text.starts_with("mailto:")) continue;
      const auto target = (repository() / file.path).parent_path() / link.text;
      EXPECT_TRUE(std::filesystem::exists(target)) << place(file, link) << ": there is no " << link.text;
    }
  }
}

// A folder or file named in `code` form is checked too where it is plainly a path of this repository.
TEST(Documents, EveryPathNamedExists) {
  for (const auto& file : files_below("", {".md"})) {
    for (const auto& path :
         matches_in_text(file, "`((?:src|tests|tools|docs|cmake|migrations|locales|profiles|packaging)/[\\w./-]+)`")) {
      EXPECT_TRUE(std::filesystem::exists(repository() / path.text))
          << place(file, path) << ": there is no " << path.text;
    }
  }
}

// docs/api.md and the route table name the same paths.
TEST(Documents, TheApiIsDocumentedAndNothingElse) {
  const auto document = file_at("docs/api.md");
  const auto table = file_at("src/api/routes.cpp");
  std::set<std::string> routes;
  for (const auto& route : matches_in_text(table, R"re(ApiRoute\{\w+,\s*"([^"]+)")re")) {
    routes.insert(route.text);
    const std::string path = route.text.substr(0, route.text.rfind(".xlsx"));  // told beside its .csv
    EXPECT_TRUE(document.text.contains(path)) << place(table, route) << ": " << route.text << " is not documented";
  }
  EXPECT_FALSE(routes.empty());
  for (const auto& path : matches_in_text(document, R"((?:GET|POST|PUT|PATCH|DELETE) (/api/[\w{}/.-]+))")) {
    EXPECT_TRUE(routes.contains(path.text)) << place(document, path) << ": there is no " << path.text;
  }
}

}  // namespace
}  // namespace tsuzuku::structure
