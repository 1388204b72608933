#pragma once
// Reading *.case files (README.md in this folder). A file that cannot be read throws std::runtime_error with
// the line number: a case that is silently skipped would be no test.

#include <filesystem>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace tsuzuku::cases {

struct TextTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

struct Question {
  int line = 0;
  std::string analysis;
  std::map<std::string, std::string, std::less<>> arguments;
  TextTable expected;
  std::map<std::string, std::string> totals;
  std::optional<std::vector<std::string>> left_out;  // "cancelled 2/1"
  std::vector<std::string> assumes;
  std::string fails;
};

struct Case {
  std::string title;
  std::map<std::string, std::string> shop;
  TextTable products;
  TextTable subscriptions;
  TextTable stock;
  TextTable orders;
  TextTable lines;
  TextTable returns;
  TextTable costs;  // of sources
  TextTable touches;
  std::vector<Question> questions;
};

// How GoogleTest shows a case.
inline void PrintTo(const Case& one, std::ostream* stream) { *stream << one.title; }

[[nodiscard]] std::vector<Case> read_cases(const std::filesystem::path& file);

}  // namespace tsuzuku::cases
