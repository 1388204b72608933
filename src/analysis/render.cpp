#include "analysis/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analysis/render_words.hpp"

namespace tsuzuku::analysis {
namespace {

std::string grouped(std::int64_t number) { return to_grouped_text(number, Currency{"", 0}); }

}  // namespace

std::string word_of(const Catalogue& catalogue, std::string_view analysis, std::string_view rest,
                    const ErrorArguments& arguments) {
  const std::string own = fmt::format("analysis.{}.{}", analysis, rest);
  if (catalogue.contains(own)) return catalogue.text(own, arguments);
  const std::string shared = fmt::format("analysis.common.{}", rest);
  return catalogue.text(catalogue.contains(shared) ? shared : own, arguments);
}

std::string word_if_any(const Catalogue& catalogue, std::string_view analysis, std::string_view rest) {
  const bool any = catalogue.contains(fmt::format("analysis.{}.{}", analysis, rest)) ||
                   catalogue.contains(fmt::format("analysis.common.{}", rest));
  return any ? word_of(catalogue, analysis, rest) : std::string();
}

std::string to_words(const Value& value, const Column& column, const Table& table, const Catalogue& catalogue) {
  struct Words {
    const Column& column;
    const Table& table;
    const Catalogue& catalogue;

    std::string operator()(std::monostate) const { return "–"; }
    std::string operator()(std::int64_t number) const {
      if (column.type == ColumnType::Money) return to_grouped_text(number, table.currency);
      return column.type == ColumnType::Id ? std::to_string(number) : grouped(number);
    }
    std::string operator()(double number) const {
      return column.type == ColumnType::Rate ? fmt::format("{:.1f}%", number * 100.0) : fmt::format("{:.1f}", number);
    }
    std::string operator()(bool yes) const { return catalogue.text(yes ? "analysis.yes" : "analysis.no"); }
    std::string operator()(Day day) const { return to_text(day); }
    std::string operator()(YearMonth month) const { return to_text(month); }
    std::string operator()(const std::string& text) const {
      const bool ours = std::ranges::find(column.choices, text) != column.choices.end();
      if (column.type != ColumnType::Code && !ours) return text;
      return word_of(catalogue, table.analysis, fmt::format("codes.{}.{}", column.name, text));
    }
    std::string operator()(const Phrase& phrase) const { return sentence(phrase, "reasons", catalogue); }
  };
  return std::visit(Words{column, table, catalogue}, value);
}

std::string sentence(const Phrase& phrase, std::string_view below, const Catalogue& catalogue) {
  return catalogue.text(fmt::format("analysis.{}.{}", below, phrase.key), phrase.arguments);
}

std::string left_out_message(const LeftOut& left_out, std::string_view analysis, const Catalogue& catalogue) {
  return word_of(catalogue, analysis, "left_out." + left_out.reason,
                 {{"orders", grouped(left_out.orders)}, {"customers", grouped(left_out.customers)}});
}

std::string analysis_title(std::string_view analysis, const Catalogue& catalogue) {
  return word_of(catalogue, analysis, "title");
}

std::string column_title(std::string_view analysis, std::string_view column, const Catalogue& catalogue) {
  return word_of(catalogue, analysis, fmt::format("columns.{}.title", column));
}

std::string parameter_title(std::string_view analysis, std::string_view parameter, const Catalogue& catalogue) {
  return word_of(catalogue, analysis, fmt::format("parameters.{}.title", parameter));
}

std::string part_title(std::string_view analysis, std::string_view part, const Catalogue& catalogue) {
  return word_of(catalogue, analysis, fmt::format("parts.{}", part));
}

std::string value_title(std::string_view analysis, std::string_view name, const std::string& value,
                        const Catalogue& catalogue) {
  for (const std::string& rest :
       {fmt::format("codes.{}.{}", name, value), fmt::format("parameters.{}.choices.{}", name, value)}) {
    if (const std::string word = word_if_any(catalogue, analysis, rest); !word.empty()) return word;
  }
  return value;
}

}  // namespace tsuzuku::analysis
