#pragma once
// Results and descriptors as people and programs read them. All words come from the catalogue that is handed in.

#include <string>

#include "analysis/analysis.hpp"
#include "base/catalogue.hpp"
#include "base/json.hpp"

namespace tsuzuku::analysis {

// The shapes of docs/api.md. A reason is three members: `reason` (code), `reason_values` and `reason_text`.
[[nodiscard]] json::object to_json(const Table& table, const Catalogue& catalogue);
[[nodiscard]] json::object to_json(const Descriptor& descriptor, const Catalogue& catalogue);

// UTF-8, comma, CRLF, header = column names. Money is the integer of minor units where the currency has no
// decimals (JPY), else major units with decimals. Days and months as ISO, booleans true/false, null empty.
// Text that a spreadsheet would take for a formula is preceded by an apostrophe.
[[nodiscard]] std::string to_csv(const Table& table, const Catalogue& catalogue);

// For terminals: titles, columns aligned by display width, totals, what was left out, assumptions.
[[nodiscard]] std::string to_terminal(const Table& table, const Catalogue& catalogue);

// One value as words for people: 48.9%, 1,234,567, 2025-04, はい; "–" for null.
[[nodiscard]] std::string to_words(const Value& value, const Column& column, const Table& table,
                                   const Catalogue& catalogue);
// The sentence of a reason or an assumption; `below` is "reasons" or "assumptions".
[[nodiscard]] std::string sentence(const Phrase& phrase, std::string_view below, const Catalogue& catalogue);
[[nodiscard]] std::string left_out_message(const LeftOut& left_out, std::string_view analysis,
                                           const Catalogue& catalogue);

// Words of a descriptor, those of the analysis itself before those that all share.
[[nodiscard]] std::string analysis_title(std::string_view analysis, const Catalogue& catalogue);
[[nodiscard]] std::string column_title(std::string_view analysis, std::string_view column, const Catalogue& catalogue);
[[nodiscard]] std::string parameter_title(std::string_view analysis, std::string_view parameter,
                                          const Catalogue& catalogue);
[[nodiscard]] std::string part_title(std::string_view analysis, std::string_view part, const Catalogue& catalogue);
// A value of a column, or of a parameter with choices, that has words of its own; any other as it is.
[[nodiscard]] std::string value_title(std::string_view analysis, std::string_view name, const std::string& value,
                                      const Catalogue& catalogue);

}  // namespace tsuzuku::analysis
