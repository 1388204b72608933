#include "tests/oracle/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tsuzuku::oracle {

std::string read_sql(const std::string& name) {
  std::ifstream file(TSUZUKU_SOURCE_DIR "/tests/oracle/sql/" + name + ".sql");
  if (!file) throw std::runtime_error("no SQL for " + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string filled(const std::string& sql, const Words& words) {
  std::string out;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    const bool cast = sql[at] == ':' && at + 1 < sql.size() && sql[at + 1] == ':';
    if (sql[at] != ':' || cast || sql.compare(at, 2, ": ") == 0) {
      out += sql[at];
      if (cast) out += sql[++at];
      continue;
    }
    std::size_t end = at + 1;
    while (end < sql.size() && is_name(sql[end])) ++end;
    const auto word = words.find(sql.substr(at + 1, end - at - 1));
    if (word == words.end()) throw std::runtime_error("nothing fills " + sql.substr(at, end - at));
    out += filled(word->second, words);
    at = end - 1;
  }
  return out;
}

std::string date(std::string_view day) { return fmt::format("date '{}'", day); }

std::string is_named(std::string_view column, const std::vector<std::string>& names, const std::string& name) {
  if (name.empty()) return {};
  const auto found = std::ranges::find(names, name == "-" ? "" : name);
  return fmt::format(" and {} = {}", column, found - names.begin());
}

std::string list_of(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names)
    list += fmt::format("{}'{}'", list.empty() ? "" : ", ", name.empty() ? "-" : name);
  return "[" + list + "]";
}

}  // namespace tsuzuku::oracle
