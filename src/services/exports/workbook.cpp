#include "services/exports/workbook.hpp"

#include <algorithm>
#include <string_view>

#include "base/text.hpp"

namespace tsuzuku::services {
namespace {

using analysis::ColumnType;

constexpr int kDaysBefore1970 = 25'569;
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::size_t kCellCharacters = 32'767;
constexpr std::size_t kSheetNameCharacters = 31;
constexpr lxw_color_t kFaint = 0x696F7B;

// Of a text in whose bytes U+FFFE or U+FFFF may stand, or which is too long.
std::string fit_for_a_cell(const std::string& text) {
  std::u32string characters = to_utf32(text);
  std::erase_if(characters, [](char32_t c) { return (c & 0xFFFEU) == 0xFFFEU; });
  if (characters.size() > kCellCharacters) characters.resize(kCellCharacters);
  return to_utf8(characters);
}

}  // namespace

Workbook::Workbook(const std::filesystem::path& target, Currency currency, Memory memory, std::optional<Day> made)
    : folder_(target.parent_path().string()), currency_(currency) {
  lxw_workbook_options options{};
  options.constant_memory = memory == Memory::Flat ? LXW_TRUE : LXW_FALSE;
  if (!folder_.empty()) options.tmpdir = folder_.data();
  book_ = workbook_new_opt(target.c_str(), &options);
  if (made) {
    lxw_doc_properties properties{};
    properties.created = static_cast<time_t>(made->value) * kSecondsPerDay;
    workbook_set_properties(book_, &properties);
  }
  header_ = workbook_add_format(book_);
  format_set_bold(header_);
  format_set_text_wrap(header_);
  format_set_bottom(header_, LXW_BORDER_THIN);
  const std::string decimals =
      currency.decimals == 0 ? "" : "." + std::string(static_cast<std::size_t>(currency.decimals), '0');
  for (const auto& [type, number_format] : std::map<ColumnType, std::string>{{ColumnType::Integer, "#,##0"},
                                                                             {ColumnType::Money, "#,##0" + decimals},
                                                                             {ColumnType::Rate, "0.0%"},
                                                                             {ColumnType::Decimal, "#,##0.0"},
                                                                             {ColumnType::Day, "yyyy-mm-dd"},
                                                                             {ColumnType::Month, "yyyy-mm"}}) {
    for (const Look look : {Look::Plain, Look::Beside, Look::Total}) {
      formats_[{type, look}] = new_format(number_format, look);
    }
  }
  for (const Look look : {Look::Beside, Look::Total}) formats_[{ColumnType::Text, look}] = new_format("", look);
}

Workbook::~Workbook() {
  if (book_ != nullptr) workbook_close(book_);
}

lxw_format* Workbook::new_format(const std::string& number_format, Look look) {
  lxw_format* format = workbook_add_format(book_);
  if (!number_format.empty()) format_set_num_format(format, number_format.c_str());
  if (look == Look::Beside) format_set_font_color(format, kFaint);
  if (look == Look::Total) {
    format_set_bold(format);
    format_set_top(format, LXW_BORDER_THIN);
  }
  return format;
}

lxw_worksheet* Workbook::add_sheet(const std::string& name) { return workbook_add_worksheet(book_, name.c_str()); }

lxw_format* Workbook::format(ColumnType type, Look look) const {
  const bool has_own = formats_.contains({type, look});
  const auto found = formats_.find({has_own ? type : ColumnType::Text, look});
  return found == formats_.end() ? nullptr : found->second;
}

void Workbook::write_text(const Place& place, const std::string& text, lxw_format* format) {
  const bool as_it_is = text.size() <= kCellCharacters && text.find("\xEF\xBF") == std::string::npos;
  const std::string& fit = as_it_is ? text : fit_for_a_cell(text);
  worksheet_write_string(place.sheet, place.row, place.column, fit.c_str(), format);
}

void Workbook::write(const Place& place, const analysis::Value& value, ColumnType type, const std::string& words,
                     Look look) {
  struct Writer {
    Workbook& book;
    const Place& at;
    ColumnType type;
    const std::string& words;
    Look look;

    void number(double number, ColumnType form) const {
      worksheet_write_number(at.sheet, at.row, at.column, number, book.format(form, look));
    }
    void text(const std::string& text) const { book.write_text(at, text, book.format(ColumnType::Text, look)); }

    void operator()(std::monostate) const {
      if (look == Look::Total) worksheet_write_blank(at.sheet, at.row, at.column, book.format(ColumnType::Text, look));
    }
    void operator()(std::int64_t integer) const {
      if (type == ColumnType::Id) return text(std::to_string(integer));
      if (type != ColumnType::Money) return number(static_cast<double>(integer), ColumnType::Integer);
      number(static_cast<double>(integer) / static_cast<double>(minor_units_per_major(book.currency_)),
             ColumnType::Money);
    }
    void operator()(double real) const { number(real, type); }
    void operator()(bool yes) const {
      worksheet_write_boolean(at.sheet, at.row, at.column, yes ? 1 : 0, book.format(ColumnType::Text, look));
    }
    void operator()(Day day) const { number(excel_day(day), ColumnType::Day); }
    void operator()(YearMonth month) const { number(excel_day(first_day(month)), ColumnType::Month); }
    void operator()(const std::string&) const { text(words); }
    void operator()(const analysis::Phrase&) const { text(words); }
  };
  std::visit(Writer{*this, place, type, words, look}, value);
}

Status Workbook::close() {
  const lxw_error error = workbook_close(std::exchange(book_, nullptr));
  if (error == LXW_NO_ERROR) return {};
  return fail(ErrorKind::Unavailable, "export.not_written", {{"reason", lxw_strerror(error)}});
}

std::string sheet_name(const std::string& title) {
  std::u32string name = to_utf32(title);
  std::ranges::replace_if(
      name, [](char32_t c) { return std::u32string_view(U"[]:*?/\\'").find(c) != std::u32string_view::npos; }, U' ');
  if (name.size() > kSheetNameCharacters) name.resize(kSheetNameCharacters);
  return to_utf8(name);
}

double excel_day(Day day) { return day.value + kDaysBefore1970; }

}  // namespace tsuzuku::services
