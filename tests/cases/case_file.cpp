#include "tests/cases/case_file.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace tsuzuku::cases {
namespace {

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::pair<std::string, std::string> assignment(const std::string& word) {
  const auto equals = word.find('=');
  if (equals == std::string::npos) throw std::runtime_error("no name=value: " + word);
  return {word.substr(0, equals), word.substr(equals + 1)};
}

std::string trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(" \t"));
  text.erase(text.find_last_not_of(" \t\r") + 1);
  return text;
}

class Reader {
 public:
  void line(const std::string& raw, int number) {
    const std::string text = trimmed(raw);
    if (text.starts_with('#')) return;
    if (text.empty()) {
      table_ = nullptr;
    } else if (const auto title = after(text, "case:")) {
      cases_.emplace_back().title = *title;
      table_ = nullptr;
    } else if (cases_.empty()) {
      throw std::runtime_error("a case begins with \"case:\"");
    } else if (!heading(text, number) && !expectation(text)) {
      row(text);
    }
  }
  [[nodiscard]] std::vector<Case> take() { return std::move(cases_); }

 private:
  static std::optional<std::string> after(const std::string& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return std::nullopt;
    return trimmed(text.substr(prefix.size()));
  }

  static TextTable* table_of(Case& current, const std::string& name) {
    if (name == "products") return &current.products;
    if (name == "subscriptions") return &current.subscriptions;
    if (name == "orders") return &current.orders;
    if (name == "lines") return &current.lines;
    if (name == "stock") return &current.stock;
    if (name == "costs") return &current.costs;
    if (name == "touches") return &current.touches;
    return name == "returns" ? &current.returns : nullptr;
  }

  bool heading(const std::string& text, int number) {
    Case& current = cases_.back();
    if (TextTable* table = table_of(current, text)) {
      table_ = table;
    } else if (const auto shop = after(text, "shop:")) {
      for (const std::string& word : words_of(*shop)) current.shop.insert(assignment(word));
    } else if (const auto ask = after(text, "ask ")) {
      const auto words = words_of(*ask);
      Question& question = current.questions.emplace_back();
      question.line = number;
      question.analysis = words.at(0);
      for (std::size_t i = 1; i < words.size(); ++i) question.arguments.insert(assignment(words[i]));
      table_ = &question.expected;
    } else {
      return false;
    }
    return true;
  }

  bool expectation(const std::string& text) {
    if (cases_.back().questions.empty()) return false;
    Question& question = cases_.back().questions.back();
    if (text == "no rows") {
      table_ = nullptr;
    } else if (const auto totals = after(text, "totals:")) {
      for (const std::string& word : words_of(*totals)) question.totals.insert(assignment(word));
    } else if (const auto left_out = after(text, "left out:")) {
      std::istringstream stream(*left_out == "none" ? "" : *left_out);
      question.left_out.emplace();
      for (std::string one; std::getline(stream, one, ',');) question.left_out->push_back(trimmed(one));
    } else if (const auto assumes = after(text, "assumes:")) {
      question.assumes = words_of(*assumes);
    } else if (const auto fails = after(text, "fails:")) {
      question.fails = *fails;
    } else {
      return false;
    }
    return true;
  }

  void row(const std::string& text) {
    if (table_ == nullptr) throw std::runtime_error("this line belongs to no table: " + text);
    auto words = words_of(text);
    if (table_->columns.empty()) {
      table_->columns = std::move(words);
    } else if (words.size() != table_->columns.size()) {
      throw std::runtime_error("as many values as columns, please: " + text);
    } else {
      table_->rows.push_back(std::move(words));
    }
  }

  std::vector<Case> cases_;
  TextTable* table_ = nullptr;
};

}  // namespace

std::vector<Case> read_cases(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error("cannot open " + file.string());
  Reader reader;
  int number = 0;
  for (std::string line; std::getline(stream, line);) {
    try {
      reader.line(line, ++number);
    } catch (const std::runtime_error& error) {
      throw std::runtime_error(file.filename().string() + ":" + std::to_string(number) + ": " + error.what());
    }
  }
  return reader.take();
}

}  // namespace tsuzuku::cases
