#pragma once
// The files of this repository as the structure tests read them.

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tsuzuku::structure {

struct SourceFile {
  std::string path;  // below the repository, "src/base/day.hpp"
  std::string text;
};

[[nodiscard]] std::filesystem::path repository();

// All files below `folder` ("" is the whole repository) with one of the extensions (".cpp"), sorted by path.
// What is built, fetched or a user's data is left out.
[[nodiscard]] std::vector<SourceFile> files_below(std::string_view folder,
                                                  std::initializer_list<std::string_view> extensions);

[[nodiscard]] SourceFile file_at(std::string_view path);

struct Match {
  std::size_t line = 0;  // from 1
  std::string text;      // the first group of the pattern
};

// All matches of a regular expression with one group, line by line.
[[nodiscard]] std::vector<Match> matches_in_lines(const SourceFile& file, const std::string& pattern);
// The same over the whole text, so that a match may run over line ends.
[[nodiscard]] std::vector<Match> matches_in_text(const SourceFile& file, const std::string& pattern);

// "src/base/day.hpp:12"
[[nodiscard]] std::string place(const SourceFile& file, const Match& match);

}  // namespace tsuzuku::structure
