#include "tests/structure/source_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

namespace tsuzuku::structure {
namespace {

constexpr std::array<std::string_view, 9> kLeftOutFolders = {"build", "node_modules", "dist",    "coverage", "data",
                                                             ".git",  "test-results", ".vscode", ".cache"};

bool is_one_of(const auto& names, const std::string& name) { return std::ranges::find(names, name) != names.end(); }

std::string read(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::size_t line_of(std::string_view text, std::size_t position) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, position), '\n'));
}

}  // namespace

std::filesystem::path repository() { return TSUZUKU_SOURCE_DIR; }

std::vector<SourceFile> files_below(std::string_view folder, std::initializer_list<std::string_view> extensions) {
  std::vector<SourceFile> files;
  const auto root = repository() / folder;
  if (!std::filesystem::exists(root)) return files;
  for (std::filesystem::recursive_directory_iterator entry(root), end; entry != end; ++entry) {
    const auto& path = entry->path();
    if (entry->is_directory() && is_one_of(kLeftOutFolders, path.filename().string())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file() && is_one_of(extensions, path.extension().string())) {
      files.push_back({std::filesystem::relative(path, repository()).generic_string(), read(path)});
    }
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

SourceFile file_at(std::string_view path) { return {std::string(path), read(repository() / path)}; }

std::vector<Match> matches_in_lines(const SourceFile& file, const std::string& pattern) {
  const std::regex expression(pattern);
  std::vector<Match> found;
  std::istringstream lines(file.text);
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    for (std::sregex_iterator match(line.begin(), line.end(), expression), end; match != end; ++match) {
      found.push_back({number, (*match)[1].str()});
    }
  }
  return found;
}

std::vector<Match> matches_in_text(const SourceFile& file, const std::string& pattern) {
  const std::regex expression(pattern);
  std::vector<Match> found;
  for (std::sregex_iterator match(file.text.begin(), file.text.end(), expression), end; match != end; ++match) {
    found.push_back({line_of(file.text, static_cast<std::size_t>(match->position(1))), (*match)[1].str()});
  }
  return found;
}

std::string place(const SourceFile& file, const Match& match) { return fmt::format("{}:{}", file.path, match.line); }

}  // namespace tsuzuku::structure
