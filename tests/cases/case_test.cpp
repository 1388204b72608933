// Runs every case file of this folder: builds the ledger the orders describe, asks, compares.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "analysis/registry.hpp"
#include "tests/cases/case_file.hpp"
#include "tests/cases/case_shop.hpp"

namespace tsuzuku::cases {
namespace {

using analysis::ColumnType;
using analysis::Table;

// The value in the notation of the expected one.
std::string in_words_of(const std::string& expected, const analysis::Value& value, const analysis::Column& column,
                        const CaseShop& shop) {
  struct Words {
    const std::string& expected;
    const analysis::Column& column;
    const CaseShop& shop;
    std::string operator()(std::monostate) const { return "-"; }
    std::string operator()(std::int64_t number) const {
      return column.type == ColumnType::Id ? shop.customer(number) : std::to_string(number);
    }
    std::string operator()(double number) const {
      const auto point = expected.find('.');
      return fmt::format("{:.{}f}", number, point == std::string::npos ? 0 : expected.size() - point - 1);
    }
    std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
    std::string operator()(Day day) const { return to_text(day); }
    std::string operator()(YearMonth month) const { return to_text(month); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const analysis::Phrase& phrase) const { return phrase.key; }
  };
  return std::visit(Words{expected, column, shop}, value);
}

std::size_t position_of(const Table& table, const std::string& column) {
  const auto found = std::ranges::find(table.columns, column, &analysis::Column::name);
  if (found == table.columns.end()) throw std::runtime_error("no column " + column);
  return static_cast<std::size_t>(found - table.columns.begin());
}

void compare_rows(const Table& table, const TextTable& expected, const CaseShop& shop) {
  EXPECT_EQ(table.rows.size(), expected.rows.size());
  for (std::size_t i = 0; i < std::min(table.rows.size(), expected.rows.size()); ++i) {
    for (std::size_t c = 0; c < expected.columns.size(); ++c) {
      const std::size_t at = position_of(table, expected.columns[c]);
      const std::string& wanted = expected.rows[i][c];
      EXPECT_EQ(in_words_of(wanted, table.rows[i][at], table.columns[at], shop), wanted)
          << "row " << i + 1 << ", " << expected.columns[c];
    }
  }
}

void check(const Question& question, const CaseShop& shop) {
  const auto table = analysis::analyse(shop.blocks(), question.analysis, question.arguments);
  if (!question.fails.empty()) {
    ASSERT_FALSE(table) << "an error was expected";
    EXPECT_EQ(table.error().key, question.fails);
    return;
  }
  ASSERT_TRUE(table) << table.error().key;
  compare_rows(*table, question.expected, shop);
  for (const auto& [name, value] : question.totals) {
    const auto found = std::ranges::find(table->totals, name, &std::pair<std::string, analysis::Value>::first);
    ASSERT_NE(found, table->totals.end()) << "no total of " << name;
    EXPECT_EQ(in_words_of(value, found->second, analysis::Column{}, shop), value) << "total of " << name;
  }
  if (question.left_out) {
    std::vector<std::string> found;
    for (const auto& one : table->left_out)
      found.push_back(fmt::format("{} {}/{}", one.reason, one.orders, one.customers));
    EXPECT_EQ(found, *question.left_out);
  }
  for (const std::string& told : question.assumes) {
    const bool wanted = !told.starts_with('!');
    const std::string key = wanted ? told : told.substr(1);
    const auto found = std::ranges::find(table->assumptions, key, &analysis::Phrase::key);
    EXPECT_EQ(found != table->assumptions.end(), wanted) << key;
  }
}

class CaseFile : public testing::TestWithParam<std::pair<std::string, Case>> {};

TEST_P(CaseFile, Holds) {
  const auto& [file, description] = GetParam();
  ASSERT_FALSE(description.questions.empty()) << "a case that asks nothing tests nothing";
  const CaseShop shop(description);
  for (const Question& question : description.questions) {
    SCOPED_TRACE(fmt::format("{}:{} {}: ask {}", file, question.line, description.title, question.analysis));
    check(question, shop);
  }
}

std::vector<std::pair<std::string, Case>> all_cases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(TSUZUKU_SOURCE_DIR "/tests/cases")) {
    if (entry.path().extension() == ".case") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<std::pair<std::string, Case>> cases;
  for (const auto& file : files) {
    for (Case& one : read_cases(file)) cases.emplace_back(file.filename().string(), std::move(one));
  }
  return cases;
}

std::string name_of(const testing::TestParamInfo<std::pair<std::string, Case>>& info) {
  std::string name =
      fmt::format("{}_{}", info.param.first.substr(0, info.param.first.find('.')), info.param.second.title);
  std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return fmt::format("{}_{}", info.index, name);
}

INSTANTIATE_TEST_SUITE_P(Cases, CaseFile, testing::ValuesIn(all_cases()), name_of);

}  // namespace
}  // namespace tsuzuku::cases
