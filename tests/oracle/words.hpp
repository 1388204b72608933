#pragma once
// What the SQL of all analyses is filled with, and how: names after a colon stand for words.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tsuzuku::oracle {

using Words = std::map<std::string, std::string, std::less<>>;

// The text of sql/<name>.sql.
[[nodiscard]] std::string read_sql(const std::string& name);

// Whether `c` can be part of a name.
[[nodiscard]] bool is_name(char c);

// Replaces :name by its words, again and again (words may hold names); "::type" is a cast.
[[nodiscard]] std::string filled(const std::string& sql, const Words& words);

[[nodiscard]] std::string date(std::string_view day);

// " and column = 3" for the place of `name` among `names`; nothing when no name is given.
[[nodiscard]] std::string is_named(std::string_view column, const std::vector<std::string>& names,
                                   const std::string& name);

// A list of names as DuckDB writes it, "-" for what is not told.
[[nodiscard]] std::string list_of(const std::vector<std::string>& names);

}  // namespace tsuzuku::oracle
