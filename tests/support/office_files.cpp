#include "tests/support/office_files.hpp"

#include <array>
#include <cstdio>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace tsuzuku::testing_support {
namespace {

std::string plain(std::string text) {
  const std::array<std::pair<std::string_view, std::string_view>, 5> kEntities = {
      {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}}};
  for (const auto& [entity, character] : kEntities) {
    for (auto at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1)) {
      text.replace(at, entity.size(), character);
    }
  }
  return text;
}

// What stands between `open` and `close`, one after the other.
std::vector<std::string> pieces(const std::string& text, std::string_view open, std::string_view close) {
  std::vector<std::string> all;
  for (auto at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
    const auto end = text.find(close, at);
    if (end == std::string::npos) break;
    all.push_back(text.substr(at, end + close.size() - at));
    at = end;
  }
  return all;
}

std::string attribute(const std::string& element, const std::string& name) {
  const std::string open = " " + name + "=\"";
  const auto at = element.find(open);
  if (at == std::string::npos || at > element.find('>')) return {};
  const auto begin = at + open.size();
  return plain(element.substr(begin, element.find('"', begin) - begin));
}

std::string inner(const std::string& element, const std::string& tag) {
  const auto open = element.find("<" + tag);
  if (open == std::string::npos) return {};
  const auto begin = element.find('>', open) + 1;
  return plain(element.substr(begin, element.find("</" + tag + ">", begin) - begin));
}

std::map<std::string, SheetCell> cells_of(const std::string& sheet, const std::vector<std::string>& strings) {
  std::map<std::string, SheetCell> cells;
  for (const std::string& cell : pieces(sheet, "<c r=", "</c>")) {
    // A blank cell (<c …/>) stands before one with a value in the same piece.
    const std::string last = cell.substr(cell.rfind("<c r="));
    const std::string type = attribute(last, "t");
    const std::string value = inner(last, "v");
    SheetCell read{value, type.empty()};
    if (type == "s") read.text = strings.at(std::stoul(value));
    if (type == "inlineStr") read.text = inner(last, "t");
    cells[attribute(last, "r")] = read;
  }
  return cells;
}

}  // namespace

std::string output_of(const std::string& command) {
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error(command);
  std::string text;
  std::array<char, 4'096> piece{};
  while (const std::size_t count = std::fread(piece.data(), 1, piece.size(), pipe)) text.append(piece.data(), count);
  ::pclose(pipe);
  return text;
}

WorkbookFile::WorkbookFile(std::string path) : path_(std::move(path)) {
  std::vector<std::string> strings;
  for (const std::string& one : pieces(part("xl/sharedStrings.xml"), "<si>", "</si>"))
    strings.push_back(inner(one, "t"));
  int number = 1;
  for (const std::string& sheet : pieces(part("xl/workbook.xml"), "<sheet ", "/>")) {
    sheets_.push_back(attribute(sheet, "name"));
    cells_[sheets_.back()] = cells_of(part("xl/worksheets/sheet" + std::to_string(number++) + ".xml"), strings);
  }
}

const std::map<std::string, SheetCell>& WorkbookFile::cells(const std::string& sheet) const { return cells_.at(sheet); }

std::vector<std::map<std::string, SheetCell>> WorkbookFile::rows(const std::string& sheet, int head_row) const {
  const auto& cells = cells_.at(sheet);
  std::map<std::string, std::string> heads;  // by column
  const std::regex address("([A-Z]+)([0-9]+)");
  std::map<int, std::map<std::string, SheetCell>> found;
  for (const auto& [at, cell] : cells) {
    std::smatch match;
    std::regex_match(at, match, address);
    if (std::stoi(match[2]) == head_row) heads[match[1]] = cell.text;
  }
  for (const auto& [at, cell] : cells) {
    std::smatch match;
    std::regex_match(at, match, address);
    const int row = std::stoi(match[2]);
    if (row > head_row && heads.contains(match[1])) found[row][heads[match[1]]] = cell;
  }
  std::vector<std::map<std::string, SheetCell>> rows;
  for (int row = head_row + 1; found.contains(row); ++row) rows.push_back(found[row]);
  return rows;
}

std::string WorkbookFile::part(const std::string& name) const {
  return output_of("unzip -p '" + path_ + "' '" + name + "' 2>/dev/null");
}

std::vector<std::string> WorkbookFile::parts() const {
  std::vector<std::string> names;
  std::istringstream lines(output_of("unzip -Z1 '" + path_ + "'"));
  for (std::string line; std::getline(lines, line);) names.push_back(line);
  return names;
}

}  // namespace tsuzuku::testing_support
