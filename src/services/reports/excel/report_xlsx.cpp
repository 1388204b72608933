#include "services/reports/excel/report_xlsx.hpp"

#include <utility>

#include "services/reports/excel/sheet.hpp"

namespace tsuzuku::services {
namespace {

using Place = Workbook::Place;

struct Looks {
  lxw_format* title;
  lxw_format* heading;
  lxw_format* wrapped;
  lxw_format* link;
};

Looks looks_of(Workbook& book) {
  Looks looks{book.add_format(), book.add_format(), book.add_format(), book.add_format()};
  format_set_bold(looks.title);
  format_set_font_size(looks.title, 16);
  format_set_bold(looks.heading);
  format_set_bottom(looks.heading, LXW_BORDER_THIN);
  format_set_text_wrap(looks.wrapped);
  format_set_align(looks.wrapped, LXW_ALIGN_VERTICAL_TOP);
  format_set_font_color(looks.link, 0x2F4684);
  format_set_underline(looks.link, LXW_UNDERLINE_SINGLE);
  return looks;
}

class Cover {
 public:
  Cover(Workbook& book, const ReportWords& words, lxw_worksheet* sheet)
      : book_(book), words_(words), sheet_(sheet), looks_(looks_of(book)) {
    worksheet_set_column(sheet, 0, 0, 18, nullptr);
    worksheet_set_column(sheet, 1, 1, 72, nullptr);
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_fit_to_pages(sheet, 1, 0);
  }

  void write(const std::vector<std::pair<const ReportSection*, std::string>>& sheets) {
    book_.write_text({sheet_, row_, 0}, words_.title(), looks_.title);
    row_ += 2;
    for (const auto& [name, text] : words_.about()) line(name, text);
    if (const auto headlines = words_.headlines(); !headlines.empty()) {
      heading(words_.text("report.headlines"));
      for (const std::string& one : headlines) line("", one);
    }
    heading(words_.text("report.contents"));
    for (const auto& [section, name] : sheets) {
      worksheet_write_url(sheet_, row_, 1, ("internal:" + link_to(name)).c_str(), looks_.link);
      book_.write_text({sheet_, row_++, 1}, words_.title_of(*section), looks_.link);
    }
    write_absent();
  }

 private:
  void line(const std::string& name, const std::string& text) {
    book_.write_text({sheet_, row_, 0}, name, looks_.wrapped);
    book_.write_text({sheet_, row_++, 1}, text, looks_.wrapped);
  }
  void heading(const std::string& text) {
    ++row_;
    book_.write_text({sheet_, row_, 0}, text, looks_.heading);
    book_.write_text({sheet_, row_++, 1}, "", looks_.heading);
  }
  void write_absent() {
    bool first = true;
    for (const ReportSection& section : words_.report().sections) {
      if (!section.table.rows.empty()) continue;
      if (std::exchange(first, false)) heading(words_.text("report.not_shown"));
      line(words_.title_of(section), words_.absent(section));
    }
  }

  Workbook& book_;
  const ReportWords& words_;
  lxw_worksheet* sheet_;
  Looks looks_;
  lxw_row_t row_ = 0;
};

}  // namespace

std::string link_to(const std::string& sheet) { return "'" + sheet + "'!A1"; }

Status write_report_xlsx(const ReportWords& words, const std::filesystem::path& target) {
  const Report& report = words.report();
  Workbook book(target, report.shop.currency, Workbook::Memory::Whole, report.days.as_of);
  const std::string cover_name = sheet_name(words.text("report.contents"));
  lxw_worksheet* cover_sheet = book.add_sheet(cover_name);
  std::vector<std::pair<const ReportSection*, std::string>> sheets;
  for (const ReportSection& section : report.sections) {
    if (section.table.rows.empty()) continue;
    const std::string name = sheet_name(words.title_of(section));
    const SectionSheet at{book, words, section, name, book.add_sheet(name)};
    write_section(at, cover_name);
    draw_section(at);
    sheets.emplace_back(&section, name);
  }
  Cover(book, words, cover_sheet).write(sheets);
  return book.close();
}

}  // namespace tsuzuku::services
