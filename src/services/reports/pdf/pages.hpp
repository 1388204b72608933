#pragma once
// Pages that fill from top to bottom, with header and footer. Internal to write_report_pdf.

#include <string>

#include "services/reports/pdf/paper.hpp"

namespace tsuzuku::services {

class Pages {
 public:
  static constexpr double kLeft = 48;
  static constexpr double kRight = Paper::kWidth - 48;
  static constexpr double kTop = 60;
  static constexpr double kBottom = Paper::kHeight - 56;
  static constexpr double kColumn = kRight - kLeft;

  struct Margins {
    std::string left;  // of the header, from the second page on
    std::string right;
    std::string foot;
  };

  Pages(Paper& paper, Margins margins, int pages) : paper_(paper), margins_(std::move(margins)), pages_(pages) {
    begin();
  }

  [[nodiscard]] Paper& paper() { return paper_; }
  [[nodiscard]] int page() const { return page_; }
  [[nodiscard]] double y() const { return y_; }
  [[nodiscard]] double room() const { return kBottom - y_; }
  [[nodiscard]] bool at_top() const { return y_ <= kTop; }
  void move(double down) { y_ += down; }
  void next() {
    ++page_;
    paper_.next_page();
    begin();
  }
  // A new page unless so much of this one is left, or it is new.
  void need(double height) {
    if (room() < height && !at_top()) next();
  }
  // A paragraph over the whole column; longer ones than a page are cut by nobody but the paper.
  void write(std::string_view text, const TextStyle& style, double indent = 0) {
    need(paper_.height_of(text, style, kColumn - indent));
    y_ += paper_.draw(text, kLeft + indent, y_, kColumn - indent, style);
  }

 private:
  void begin() {
    y_ = kTop;
    const TextStyle small{.size = 7.5, .colour = kSoftInk, .lines_max = 1};
    TextStyle right = small;
    right.align = TextStyle::Align::Right;
    constexpr double kHalf = kColumn / 2;
    if (page_ > 1) {
      paper_.draw(margins_.left, kLeft, 32, kHalf - 6, small);
      paper_.draw(margins_.right, kLeft + kHalf + 6, 32, kHalf - 6, right);
      paper_.line(kLeft, 46, kRight, 46, {});
    }
    paper_.draw(margins_.foot, kLeft, Paper::kHeight - 38, kColumn * 0.7, small);
    const std::string number = std::to_string(page_) + " / " + std::to_string(pages_);
    paper_.draw(number, kRight - 80, Paper::kHeight - 38, 80, right);
  }

  Paper& paper_;
  Margins margins_;
  int pages_;
  int page_ = 1;
  double y_ = kTop;
};

}  // namespace tsuzuku::services
