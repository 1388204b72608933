#include "services/reports/pdf/report_pdf.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <set>

#include "services/reports/pdf/drawing.hpp"
#include "services/reports/pdf/table.hpp"

namespace tsuzuku::services {
namespace {

// The page on which each section begins, by its name: known after a first run that only measures.
struct Measured {
  std::map<std::string, int> begins;
  int pages = 1;
};

constexpr const char* kDefinitions = "definitions";
const TextStyle kHeading{.size = 13, .bold = true, .colour = kPrimary};
const TextStyle kBody{.size = 9};
const TextStyle kNote{.size = 7.5, .colour = kSoftInk};

class Document {
 public:
  Document(Paper& paper, const ReportWords& words, const Measured& known)
      : words_(words), known_(known), pages_(paper, margins_of(words), known.pages) {}

  [[nodiscard]] Measured write() {
    write_first_page();
    for (const ReportSection& section : words_.report().sections) {
      if (!section.table.rows.empty()) write_section(section);
    }
    write_definitions();
    found_.pages = pages_.page();
    return found_;
  }

 private:
  static Pages::Margins margins_of(const ReportWords& words) {
    const auto about = words.about();
    return {.left = words.title(), .right = words.report().shop.name, .foot = about[2].name + " " + about[2].text};
  }

  void heading(const std::string& text, double room) {
    pages_.need(room);
    if (!pages_.at_top()) pages_.move(14);
    pages_.write(text, kHeading);
    pages_.paper().line(Pages::kLeft, pages_.y() + 2, Pages::kRight, pages_.y() + 2,
                        {.colour = kPrimary, .width = 0.8});
    pages_.move(7);
  }
  void begin(const std::string& name, const std::string& title) {
    pages_.paper().mark(name, title);
    found_.begins[name] = pages_.page();
  }

  void write_first_page() {
    pages_.write(words_.title(), {.size = 22, .bold = true});
    pages_.move(10);
    constexpr double kNames = 78;
    for (const auto& [name, text] : words_.about()) {
      const double y = pages_.y();
      pages_.paper().draw(name, Pages::kLeft, y, kNames - 6, {.size = 9, .colour = kSoftInk});
      TextStyle told = kBody;
      told.lines_max = 4;
      pages_.move(pages_.paper().draw(text, Pages::kLeft + kNames, y, Pages::kColumn - kNames, told) + 3);
    }
    if (const auto headlines = words_.headlines(); !headlines.empty()) {
      heading(words_.text("report.headlines"), 60);
      for (const std::string& one : headlines) {
        pages_.paper().disc(Pages::kLeft + 4, pages_.y() + 8, 1.8, kPrimary);
        pages_.write(one, {.size = 10.5}, 14);
        pages_.move(4);
      }
    }
    write_contents();
    write_absent();
  }
  [[nodiscard]] bool shows_anything() const {
    return std::ranges::any_of(words_.report().sections,
                               [](const auto& section) { return !section.table.rows.empty(); });
  }
  void write_contents() {
    if (!shows_anything()) return;
    heading(words_.text("report.contents"), 60);
    for (const ReportSection& section : words_.report().sections) {
      if (!section.table.rows.empty()) write_entry(section.section->name, words_.title_of(section));
    }
    if (shows_anything()) write_entry(kDefinitions, words_.text("report.definition"));
  }
  void write_entry(const std::string& name, const std::string& title) {
    Paper& paper = pages_.paper();
    const auto page = known_.begins.find(name);
    const std::string number = page == known_.begins.end() ? "" : std::to_string(page->second);
    pages_.need(15);
    paper.begin_link(name);
    const double height = paper.draw(title, Pages::kLeft, pages_.y(), Pages::kColumn - 40, kBody);
    TextStyle right = kBody;
    right.align = TextStyle::Align::Right;
    paper.draw(number, Pages::kRight - 36, pages_.y(), 36, right);
    paper.end_link();
    pages_.move(height + 2);
    paper.line(Pages::kLeft, pages_.y(), Pages::kRight, pages_.y(), {.width = 0.3});
    pages_.move(2);
  }
  void write_absent() {
    bool first = true;
    for (const ReportSection& section : words_.report().sections) {
      if (!section.table.rows.empty()) continue;
      if (std::exchange(first, false)) heading(words_.text("report.not_shown"), 60);
      pages_.write(words_.title_of(section) + " — " + words_.absent(section), kNote);
      pages_.move(2);
    }
  }

  void write_section(const ReportSection& section) {
    constexpr double kHead = 60;  // heading and basis
    const double drawing = drawing_height(section);
    // A table is broken only where a page does not hold it.
    if (first_section_) pages_.next();
    first_section_ = false;
    heading_of(section, kHead + drawing + 10 + table_height(pages_, words_, section));
    if (drawing > 0) {
      draw_chart(pages_.paper(), words_, section, {Pages::kLeft, pages_.y(), Pages::kColumn, drawing});
      pages_.move(drawing + 10);
    }
    draw_table(pages_, words_, section);
    pages_.move(6);
    for (const auto& [name, text] : words_.notes_of(section)) {
      if (name == words_.text("report.definition")) continue;  // at the end, once for each analysis
      pages_.write(name + ": " + text, kNote);
      pages_.move(1.5);
    }
    pages_.move(10);
  }
  void heading_of(const ReportSection& section, double room) {
    pages_.need(room);
    begin(section.section->name, words_.title_of(section));
    heading(words_.title_of(section), 0);
    pages_.write(words_.basis_of(section), kNote);
    pages_.move(6);
  }

  void write_definitions() {
    std::set<std::string> told;
    if (!shows_anything()) return;
    pages_.need(120);
    begin(kDefinitions, words_.text("report.definition"));
    heading(words_.text("report.definition"), 0);
    for (const ReportSection& section : words_.report().sections) {
      if (section.table.rows.empty() || !told.insert(section.asked.analysis).second) continue;
      const std::string definition = words_.notes_of(section).front().text;
      pages_.need(pages_.paper().height_of(definition, kNote, Pages::kColumn) + 18);
      pages_.write(words_.title_of(section), {.size = 9, .bold = true});
      pages_.move(2);
      pages_.write(definition, kNote);
      pages_.move(8);
    }
  }

  const ReportWords& words_;
  const Measured& known_;
  Pages pages_;
  Measured found_;
  bool first_section_ = true;
};

Result<Measured> write(const ReportWords& words, std::FILE* file, const Measured& known) {
  TSUZUKU_TRY(paper, Paper::open(file));
  const Report& report = words.report();
  paper.describe(words.title(), report.shop.name, report.days.as_of);
  Measured found = Document(paper, words, known).write();
  TSUZUKU_CHECK(paper.finish());
  return found;
}

struct Closed {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

Status write_report_pdf(const ReportWords& words, const std::filesystem::path& target) {
  TSUZUKU_TRY(measured, write(words, nullptr, {}));
  const std::unique_ptr<std::FILE, Closed> file(std::fopen(target.c_str(), "wb"));
  if (!file) return fail(ErrorKind::Unavailable, "report.not_drawn", {{"reason", std::strerror(errno)}});
  TSUZUKU_TRY(written, write(words, file.get(), measured));
  // What stands on the first page was measured, too: page numbers that moved would be a defect of the program.
  if (written.begins != measured.begins || written.pages != measured.pages)
    return fail(ErrorKind::Internal, "report.pages_moved");
  return {};
}

}  // namespace tsuzuku::services
