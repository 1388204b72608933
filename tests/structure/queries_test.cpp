// Named SQL: no name stands twice in a file, and none is left that no code asks for.

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "tests/structure/source_files.hpp"

namespace tsuzuku::structure {
namespace {

// By its name, or by the prefix of a family whose members are all run ("rule_").
bool asks_for(const std::string& code, const std::string& name) {
  const std::string prefix = name.substr(0, name.find('_') + 1);
  return code.contains('"' + name + '"') || (!prefix.empty() && code.contains('"' + prefix + '"'));
}

TEST(Queries, EveryNameIsAskedForBesideItsFile) {
  for (const auto& sql : files_below("src", {".sql"})) {
    const auto folder = std::filesystem::path(sql.path).parent_path().generic_string();
    std::string code;
    for (const auto& file : files_below(folder, {".cpp", ".hpp"})) {
      if (!file.path.ends_with("_test.cpp")) code += file.text;
    }
    std::set<std::string> names;  // with the database whose own form it is: "hold_customer [sqlite]"
    for (const auto& name : matches_in_lines(sql, R"(^--\s*name:\s*(\w+(?: \[\w+\])?)\s*$)")) {
      EXPECT_TRUE(names.insert(name.text).second) << place(sql, name) << ": '" << name.text << "' stands twice";
      const std::string asked = name.text.substr(0, name.text.find(' '));
      EXPECT_TRUE(asks_for(code, asked)) << place(sql, name) << ": no code asks for '" << asked << "'";
    }
    EXPECT_FALSE(names.empty()) << sql.path << " names no query";
  }
}

}  // namespace
}  // namespace tsuzuku::structure
