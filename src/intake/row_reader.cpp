#include "intake/row_reader.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace tsuzuku::intake {
namespace {

constexpr std::size_t kShownValueBytes = 100;

std::string_view reason_of(RecordFault fault) {
  switch (fault) {
    case RecordFault::RowTooLong:
      return "row_too_long";
    case RecordFault::FieldTooLong:
      return "field_too_long";
    case RecordFault::BadEncoding:
      return "bad_encoding";
    case RecordFault::None:
      break;
  }
  return "";
}

// trim() for the common case of ASCII at both ends.
std::string_view trimmed(std::string_view text) {
  if (text.empty()) return text;
  const auto inner = [](char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x80; };
  return inner(text.front()) && inner(text.back()) ? text : trim(text);
}

}  // namespace

RowReader::RowReader(const SourceFile& source, MoneyForm money_form, const TimeZone& zone, TextPool& pool,
                     std::vector<Problem>& problems)
    : source_(source), money_form_(money_form), zone_(zone), pool_(pool), problems_(problems) {
  simple_columns_.fill(-1);
  for (std::size_t i = 0; i < kFields; ++i) {
    const auto& bound = source.binding.fields[i];
    if (bound && bound->kind == Expression::Kind::Column) simple_columns_[i] = bound->column;
  }
  // Trailing columns without a name are what a stray separator at the end of the header leaves.
  expected_cells_ = source.input.columns.size();
  while (expected_cells_ > 0 && source.input.columns[expected_cells_ - 1].empty()) --expected_cells_;
}

bool RowReader::load(const SpooledRow& row, std::size_t index) {
  index_ = index;
  file_ = row.file;
  row_number_ = row.row;
  raw_ = row.raw;
  (void)scan_record(raw_, source_.input.dialect, true, own_cells_);
  cells_ = own_cells_;
  if (row.fault != RecordFault::None) {
    report(reason_of(row.fault));
    return false;
  }
  return check_cells();
}

bool RowReader::check_cells() {
  const ErrorArguments counts = {{"expected", std::to_string(expected_cells_)},
                                 {"found", std::to_string(cells_.size())}};
  if (cells_.size() < expected_cells_) {
    report("too_few_columns", counts);
    return false;
  }
  if (cells_.size() > source_.input.columns.size()) {
    const auto extra = cells_.subspan(source_.input.columns.size());
    if (std::ranges::any_of(extra, [](const Cell& cell) { return cell.size > 0; })) {
      report("too_many_columns", counts);
      return false;
    }
  }
  return true;
}

std::string_view RowReader::column_text(int column) {
  const auto index = static_cast<std::size_t>(column);
  if (column < 0 || index >= cells_.size()) return {};
  const Cell& cell = cells_[index];
  const std::string_view text =
      trimmed(cell.escaped ? cell_text(raw_, cell, pool_.next()) : raw_.substr(cell.begin, cell.size));
  const auto& nothing = source_.binding.profile->no_value;
  if (!nothing.empty() && std::ranges::find(nothing, text) != nothing.end()) return {};
  return text;
}

std::string_view RowReader::text(const BoundExpression& expression) {
  switch (expression.kind) {
    case Expression::Kind::Column:
    case Expression::Kind::Field:
      return column_text(expression.column);
    case Expression::Kind::Constant:
      return expression.text;
    case Expression::Kind::First:
    case Expression::Kind::Sum:
      for (const BoundExpression& part : expression.parts) {
        if (const auto found = text(part); !found.empty()) return found;
      }
      return {};
    case Expression::Kind::Join:
      break;
  }
  std::string& joined = pool_.next();
  for (const BoundExpression& part : expression.parts) {
    const std::string_view found = text(part);
    if (found.empty()) continue;
    if (!joined.empty()) joined += expression.text;
    joined += found;
  }
  return joined;
}

std::string_view RowReader::text(Field field) {
  const int column = simple_columns_[index_of(field)];
  if (column >= 0) return column_text(column);
  const auto& bound = source_.binding.fields[index_of(field)];
  return bound ? text(*bound) : std::string_view{};
}

void RowReader::report(Field field, std::string_view reason, std::string_view value) {
  const auto& bound = source_.binding.fields[index_of(field)];
  problems_.push_back({index_,
                       bound ? text_of(*bound, source_.input) : std::string(name_of(field)),
                       reason,
                       {{"value", std::string(cut_utf8(value, kShownValueBytes))}}});
}

void RowReader::report(std::string_view reason, ErrorArguments arguments) {
  problems_.push_back({index_, "", reason, std::move(arguments)});
}

std::optional<Money> RowReader::sum(Field field, const BoundExpression& expression) {
  std::optional<Money> total;
  for (const BoundExpression& part : expression.parts) {
    const std::string_view written = text(part);
    if (written.empty()) continue;
    const auto parsed = parse_money(written, money_form_);
    if (!parsed) {
      report(field, parsed.error(), written);
      return std::nullopt;
    }
    total = total.value_or(0) + *parsed;
  }
  return total;
}

std::optional<Money> RowReader::money(Field field) {
  const auto& bound = source_.binding.fields[index_of(field)];
  if (!bound) return std::nullopt;
  if (bound->kind == Expression::Kind::Sum) return sum(field, *bound);
  const std::string_view written = text(field);
  if (written.empty()) return std::nullopt;
  const auto parsed = parse_money(written, money_form_);
  if (parsed) return *parsed;
  report(field, parsed.error(), written);
  return std::nullopt;
}

std::optional<Price> RowReader::price(Field field) {
  const std::string_view written = text(field);
  if (written.empty()) return std::nullopt;
  const auto parsed = parse_price(written, money_form_);
  if (parsed) return *parsed;
  report(field, parsed.error(), written);
  return std::nullopt;
}

std::optional<std::int64_t> RowReader::quantity(Field field) {
  const std::string_view written = text(field);
  if (written.empty()) return std::nullopt;
  const auto parsed = parse_quantity(written);
  if (parsed) return *parsed;
  report(field, parsed.error(), written);
  return std::nullopt;
}

std::optional<Moment> RowReader::moment(Field field, std::string_view& written) {
  written = text(field);
  if (written.empty()) return std::nullopt;
  const int first_year = field == Field::BirthDate ? limits::kFirstBirthYear : limits::kFirstYear;
  const auto parsed = parse_moment(written, source_.binding.profile->date_order, first_year);
  if (parsed) return *parsed;
  report(field, parsed.error(), written);
  return std::nullopt;
}

std::optional<Day> RowReader::day(Field field) {
  std::string_view written;
  const auto found = moment(field, written);
  if (!found) return std::nullopt;
  if (!found->offset_seconds) return found->day;
  const auto at = instant(field);
  return at ? std::optional(at->day) : std::nullopt;
}

std::optional<RowReader::Instant> RowReader::instant(Field field) {
  std::string_view written;
  const auto found = moment(field, written);
  if (!found) return std::nullopt;
  const int seconds = found->second_of_day.value_or(0);
  if (!found->offset_seconds) return Instant{zone_.to_utc(found->day, seconds), found->day};
  Instant at;
  at.utc_seconds = static_cast<std::int64_t>(found->day.value) * 86'400 + seconds - *found->offset_seconds;
  at.day = zone_.day_of(at.utc_seconds);
  const int year = civil(at.day).year;  // the zone may have moved it over the edge
  if (year >= limits::kFirstYear && year <= limits::kLastYear) return at;
  report(field, "day_out_of_range", written);
  return std::nullopt;
}

}  // namespace tsuzuku::intake
