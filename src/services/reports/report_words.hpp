#pragma once
// A report in words: everything that the Excel writer and the PDF writer say, so that they say the same.

#include <optional>
#include <string>
#include <vector>

#include "base/catalogue.hpp"
#include "services/reports/report.hpp"

namespace tsuzuku::services {

class ReportWords {
 public:
  struct Line {
    std::string name;  // "" where the text speaks for itself
    std::string text;
  };

  // Both must outlive it.
  ReportWords(const Report& report, const Catalogue& texts) : report_(&report), texts_(&texts) {}

  [[nodiscard]] const Report& report() const { return *report_; }
  [[nodiscard]] std::string text(std::string_view key, const ErrorArguments& arguments = {}) const;

  [[nodiscard]] std::string title() const;
  // Shop, month, as-of day, what it is narrowed to, what stands beside.
  [[nodiscard]] std::vector<Line> about() const;
  // The figure of each section that has one, for the first page.
  [[nodiscard]] std::vector<std::string> headlines() const;

  [[nodiscard]] std::string title_of(const ReportSection& section) const;
  // Period, as-of day, unit: on one line.
  [[nodiscard]] std::string basis_of(const ReportSection& section) const;
  // What is said instead of a table without rows.
  [[nodiscard]] std::string absent(const ReportSection& section) const;
  // Definition, terms, what was left out, what was supposed.
  [[nodiscard]] std::vector<Line> notes_of(const ReportSection& section) const;

  [[nodiscard]] std::string head_of(const ReportSection& section, std::size_t column) const;
  // As people read it; "" for nothing. Money without its currency, which stands in the head.
  [[nodiscard]] std::string cell(const ReportSection& section, std::size_t column, const analysis::Value& value) const;
  [[nodiscard]] std::string unit_of(const analysis::Column& column) const;  // "人", "円"; "" for none

 private:
  [[nodiscard]] std::string day(Day day) const;
  [[nodiscard]] std::string headline_of(const ReportSection& section) const;  // "" for none
  [[nodiscard]] std::string figure(const ReportSection& section, std::size_t column,
                                   const analysis::Value& value) const;
  [[nodiscard]] std::string link(const ReportSection& section, const std::string& label) const;
  [[nodiscard]] std::string terms_of(const ReportSection& section) const;

  const Report* report_;
  const Catalogue* texts_;
};

}  // namespace tsuzuku::services
