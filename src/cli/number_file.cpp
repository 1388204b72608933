#include "cli/number_file.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "intake/input.hpp"

namespace tsuzuku::cli {
namespace {

Result<std::vector<std::size_t>> places_of(const intake::Input& input, std::span<const std::string_view> columns) {
  std::vector<std::size_t> places;
  for (const std::string_view column : columns) {
    const auto found = std::ranges::find(input.folded, intake::folded_name(column));
    if (found == input.folded.end()) {
      std::string all;
      for (const std::string& name : input.columns) all += (all.empty() ? "" : ", ") + name;
      return fail(ErrorKind::InvalidInput, "fit.missing_column",
                  {{"file", input.file.name}, {"missing", std::string(column)}, {"columns", all}});
    }
    places.push_back(static_cast<std::size_t>(found - input.folded.begin()));
  }
  return places;
}

Result<NumberRow> numbers_of(const intake::Record& record, std::span<const std::string_view> columns,
                             std::span<const std::size_t> places) {
  const std::string row = std::to_string(record.number);
  if (record.fault != intake::RecordFault::None) return fail(ErrorKind::InvalidInput, "fit.bad_row", {{"row", row}});
  NumberRow numbers{.row = record.number, .numbers = std::vector<double>(places.size())};
  std::string scratch;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const bool there = places[i] < record.cells.size();
    const std::string_view text =
        there ? trim(intake::cell_text(record.raw, record.cells[places[i]], scratch)) : std::string_view();
    if (!parse_number(text, numbers.numbers[i])) {
      constexpr std::size_t kShown = 40;
      return fail(ErrorKind::InvalidInput, "fit.bad_number",
                  {{"row", row}, {"column", std::string(columns[i])}, {"value", std::string(cut_utf8(text, kShown))}});
    }
  }
  return numbers;
}

}  // namespace

bool parse_number(std::string_view text, double& number) {
  const std::string plain = is_utf8(text) ? nfkc(text) : std::string(text);
  const char* const end = plain.data() + plain.size();
  const auto [stopped, problem] = std::from_chars(plain.data(), end, number);
  return problem == std::errc() && stopped == end && std::isfinite(number);
}

Result<std::vector<NumberRow>> read_numbers(const std::string& file, std::span<const std::string_view> columns) {
  TSUZUKU_TRY(input, intake::look_at({.name = file, .path = file}));
  TSUZUKU_TRY(places, places_of(input, columns));
  TSUZUKU_TRY(source, intake::open_text(input));
  intake::CsvReader reader(*source, input.dialect);
  std::vector<NumberRow> rows;
  intake::Record record;
  for (bool header = true;; header = false) {
    auto found = reader.next(record);
    if (!found) return fail(intake::in_file(std::move(found).error(), input));
    if (!*found) return rows;
    if (header) continue;
    TSUZUKU_TRY(row, numbers_of(record, columns, places));
    rows.push_back(std::move(row));
  }
}

}  // namespace tsuzuku::cli
