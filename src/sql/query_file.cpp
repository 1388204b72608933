// Reads .sql files: cuts them at "-- name:" lines, drops comments and numbers the parameters.

#include <algorithm>
#include <cctype>
#include <optional>
#include <stdexcept>
#include <utility>

#include "base/text.hpp"
#include "sql/database.hpp"

namespace tsuzuku::sql {
namespace {

constexpr std::string_view kNameMark = "-- name:";

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::unexpected<Error> file_error(std::string_view file, std::size_t line, std::string_view key) {
  return fail(ErrorKind::Internal, key, {{"file", std::string(file)}, {"line", std::to_string(line)}});
}

struct Heading {
  std::string name;
  std::optional<Dialect> only;
};

// What stands behind "-- name:"; nothing when it is not of the form `name`, `name [sqlite]`, `name [postgres]`.
std::optional<Heading> parse_heading(std::string_view rest) {
  rest = trim(rest);
  const auto end = std::ranges::find_if_not(rest, is_word);
  Heading heading{std::string(rest.begin(), end), std::nullopt};
  const std::string_view mark = trim(std::string_view(end, rest.end()));
  if (heading.name.empty()) return std::nullopt;
  if (mark == "[sqlite]") heading.only = Dialect::Sqlite;
  if (mark == "[postgres]") heading.only = Dialect::Postgres;
  if (!mark.empty() && !heading.only) return std::nullopt;
  return heading;
}

// Turns :name into ?1 or $1; leaves strings, quoted names and :: alone and drops comments.
class Numberer {
 public:
  Numberer(std::string_view source, Dialect dialect) : source_(source), mark_(dialect == Dialect::Sqlite ? '?' : '$') {}

  void run(Query& query) {
    while (at_ < source_.size()) step(query);
    while (!query.text.empty() && (query.text.back() == ';' || std::isspace(query.text.back()))) query.text.pop_back();
    query.text.erase(0, query.text.find_first_not_of(" \t\r\n"));
  }

 private:
  [[nodiscard]] bool starts(std::string_view mark) const { return source_.substr(at_).starts_with(mark); }

  void copy(Query& query, std::size_t end) {
    query.text.append(source_.substr(at_, end - at_));
    at_ = std::min(end, source_.size());
  }

  // The position behind `mark`, searched from `from`; the end when there is none.
  [[nodiscard]] std::size_t behind(std::string_view mark, std::size_t from) const {
    const std::size_t found = source_.find(mark, from);
    return found == std::string_view::npos ? source_.size() : found + mark.size();
  }

  void step(Query& query) {
    const char c = source_[at_];
    if (c == '\'' || c == '"') {
      copy(query, behind(std::string_view(&source_[at_], 1), at_ + 1));
    } else if (starts("--")) {
      at_ = std::min(source_.find('\n', at_), source_.size());
    } else if (starts("/*")) {
      at_ = behind("*/", at_ + 2);
      query.text += ' ';
    } else if (starts("::")) {
      copy(query, at_ + 2);
    } else if (c == ':' && at_ + 1 < source_.size() && is_word(source_[at_ + 1])) {
      parameter(query);
    } else {
      copy(query, at_ + 1);
    }
  }

  void parameter(Query& query) {
    std::size_t end = at_ + 1;
    while (end < source_.size() && is_word(source_[end])) ++end;
    const std::string_view name = source_.substr(at_ + 1, end - at_ - 1);
    const auto known = std::ranges::find(query.parameters, name);
    const auto number = known - query.parameters.begin() + 1;
    if (known == query.parameters.end()) query.parameters.emplace_back(name);
    query.text += mark_ + std::to_string(number);
    at_ = end;
  }

  std::string_view source_;
  char mark_;
  std::size_t at_ = 0;
};

}  // namespace

Result<Queries> Queries::parse(std::string_view file_name, std::string_view file_text, Dialect dialect) {
  struct Section {
    Heading heading;
    std::size_t line;
    std::string source;
  };
  std::vector<Section> sections;
  std::size_t line_number = 0;
  for (const std::string_view line : split(file_text, '\n')) {
    ++line_number;
    if (line.starts_with(kNameMark)) {
      auto heading = parse_heading(line.substr(kNameMark.size()));
      if (!heading) return file_error(file_name, line_number, "sql.file_bad_name");
      sections.push_back({std::move(*heading), line_number, {}});
    } else if (!sections.empty()) {
      sections.back().source.append(line).push_back('\n');
    } else if (!trim(line).empty() && !trim(line).starts_with("--")) {
      return file_error(file_name, line_number, "sql.file_text_before_name");
    }
  }

  Queries queries;
  for (Section& section : sections) {
    if (section.heading.only.value_or(dialect) != dialect) continue;
    const bool twice =
        std::ranges::find(queries.queries_, section.heading.name, &Query::name) != queries.queries_.end();
    if (twice) return file_error(file_name, section.line, "sql.file_name_twice");
    Query query{std::move(section.heading.name), {}, {}};
    Numberer(section.source, dialect).run(query);
    if (query.text.empty()) return file_error(file_name, section.line, "sql.file_empty_query");
    queries.queries_.push_back(std::move(query));
  }
  return queries;
}

const Query& Queries::get(std::string_view name) const {
  const auto found = std::ranges::find(queries_, name, &Query::name);
  if (found == queries_.end()) throw std::logic_error("no query named " + std::string(name));
  return *found;
}

}  // namespace tsuzuku::sql
