#include <fmt/format.h>

#include "analysis/render.hpp"
#include "analysis/render_words.hpp"

namespace tsuzuku::analysis {
namespace {

json::value plain(const Value& value, const Column& column) {
  struct Plain {
    const Column& column;
    json::value operator()(std::monostate) const { return nullptr; }
    json::value operator()(std::int64_t number) const {
      if (column.type == ColumnType::Id) return json::string(std::to_string(number));
      return number;
    }
    json::value operator()(double number) const { return number; }
    json::value operator()(bool yes) const { return yes; }
    json::value operator()(Day day) const { return json::string(to_text(day)); }
    json::value operator()(YearMonth month) const { return json::string(to_text(month)); }
    json::value operator()(const std::string& text) const { return json::string(text); }
    json::value operator()(const Phrase& phrase) const { return json::string(phrase.key); }
  };
  return std::visit(Plain{column}, value);
}

json::value plain(const Arguments::Value& value) {
  struct Plain {
    json::value operator()(std::monostate) const { return nullptr; }
    json::value operator()(std::int64_t number) const { return number; }
    json::value operator()(Day day) const { return json::string(to_text(day)); }
    json::value operator()(const std::string& text) const {
      if (text.empty()) return nullptr;
      return json::string(text);
    }
  };
  return std::visit(Plain{}, value);
}

json::object row_to_json(const std::vector<Value>& row, const Table& table, const Catalogue& catalogue) {
  json::object out;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string& name = table.columns[i].name;
    out[name] = plain(row[i], table.columns[i]);
    if (const auto* phrase = std::get_if<Phrase>(&row[i])) {
      json::object values;
      for (const auto& [key, value] : phrase->arguments) values[key] = value;
      out[name + "_values"] = std::move(values);
      out[name + "_text"] = sentence(*phrase, "reasons", catalogue);
    }
  }
  return out;
}

std::string unit_of(const Column& column, const Currency& currency) {
  return column.unit == "currency" ? std::string(currency.code) : column.unit;
}

json::object parameter_to_json(const Parameter& parameter, std::string_view analysis, const Catalogue& catalogue) {
  const std::string base = "parameters." + parameter.name;
  json::object out{{"name", parameter.name},
                   {"title", word_of(catalogue, analysis, base + ".title")},
                   {"description", word_if_any(catalogue, analysis, base + ".description")},
                   {"type", json::string(name_of(parameter.type))}};
  const bool number = parameter.type == ParameterType::Integer || parameter.type == ParameterType::Money;
  if (number) {
    out["default"] = parse_integer(parameter.default_value).value_or(0);
    out["minimum"] = parameter.minimum;
    out["maximum"] = parameter.maximum;
  } else if (parameter.default_value.empty()) {
    out["default"] = nullptr;
  } else {
    out["default"] = parameter.default_value;
  }
  if (!parameter.choices.empty()) {
    json::array choices;
    const std::string prefix = base + ".choices.";
    for (const std::string& choice : parameter.choices) {
      choices.push_back(json::object{{"value", choice}, {"title", word_of(catalogue, analysis, prefix + choice)}});
    }
    out["choices"] = std::move(choices);
  }
  return out;
}

json::object column_to_json(const Column& column, std::string_view analysis, const Catalogue& catalogue) {
  json::object out{{"name", column.name},
                   {"title", column_title(analysis, column.name, catalogue)},
                   {"type", json::string(name_of(column.type))},
                   {"unit", column.unit},
                   {"description", word_if_any(catalogue, analysis, "columns." + column.name + ".description")}};
  if (!column.choices.empty()) {
    json::array choices;
    for (const std::string& code : column.choices) {
      const std::string key = fmt::format("codes.{}.{}", column.name, code);
      choices.push_back(json::object{{"value", code}, {"title", word_of(catalogue, analysis, key)}});
    }
    out["choices"] = std::move(choices);
  }
  return out;
}

json::array part_counts_to_json(const Table& table) {
  json::array all;
  for (const auto& parts : table.part_counts) {
    json::object counts;
    for (const auto& [part, customers] : parts) counts[part] = customers;
    all.push_back(std::move(counts));
  }
  return all;
}

}  // namespace

json::object to_json(const Table& table, const Catalogue& catalogue) {
  json::object parameters;
  for (const auto& [name, value] : table.parameters) parameters[name] = plain(value);
  json::array columns;
  for (const Column& column : table.columns) {
    columns.push_back(json::object{{"name", column.name},
                                   {"type", json::string(name_of(column.type))},
                                   {"unit", unit_of(column, table.currency)},
                                   {"title", column_title(table.analysis, column.name, catalogue)}});
  }
  json::array rows;
  for (const auto& row : table.rows) rows.push_back(row_to_json(row, table, catalogue));
  json::object totals;
  for (const auto& [name, value] : table.totals) totals[name] = plain(value, Column{});
  json::array left_out;
  for (const LeftOut& one : table.left_out) {
    left_out.push_back(json::object{{"reason", one.reason},
                                    {"message", left_out_message(one, table.analysis, catalogue)},
                                    {"orders", one.orders},
                                    {"customers", one.customers}});
  }
  json::array assumptions;
  for (const Phrase& one : table.assumptions) {
    json::object values;
    for (const auto& [name, value] : one.arguments) values[name] = value;
    assumptions.push_back(json::object{
        {"key", one.key}, {"message", sentence(one, "assumptions", catalogue)}, {"arguments", std::move(values)}});
  }

  json::object out{{"analysis", table.analysis}, {"version", table.version}};
  out["as_of"] = table.as_of ? json::value(to_text(*table.as_of)) : json::value(nullptr);
  out["parameters"] = std::move(parameters);
  out["unit"] = table.unit;
  out["currency"] = json::string(table.currency.code);
  out["currency_decimals"] = table.currency.decimals;
  out["columns"] = std::move(columns);
  out["rows"] = std::move(rows);
  if (!table.part_counts.empty()) out["part_counts"] = part_counts_to_json(table);
  out["totals"] = std::move(totals);
  out["left_out"] = std::move(left_out);
  out["assumptions"] = std::move(assumptions);
  if (table.page) {
    out["page"] = table.page->page;
    out["page_size"] = table.page->page_size;
    out["rows_total"] = table.page->rows_total;
  }
  return out;
}

json::object to_json(const Descriptor& descriptor, const Catalogue& catalogue) {
  json::array parameters;
  for (const Parameter& one : descriptor.parameters)
    parameters.push_back(parameter_to_json(one, descriptor.name, catalogue));
  json::array columns;
  for (const Column& one : descriptor.columns) columns.push_back(column_to_json(one, descriptor.name, catalogue));
  json::array parts;
  for (const std::string& part : descriptor.parts) {
    parts.push_back(json::object{{"value", part}, {"title", word_of(catalogue, descriptor.name, "parts." + part)}});
  }
  json::array cell_columns;
  for (const std::string& column : descriptor.cell_columns) cell_columns.push_back(json::string(column));
  return json::object{{"name", descriptor.name},
                      {"version", descriptor.version},
                      {"title", analysis_title(descriptor.name, catalogue)},
                      {"description", word_of(catalogue, descriptor.name, "description")},
                      {"unit", descriptor.unit},
                      {"chart", descriptor.chart},
                      {"parameters", std::move(parameters)},
                      {"columns", std::move(columns)},
                      {"cell_columns", std::move(cell_columns)},
                      {"parts", std::move(parts)},
                      {"definition", word_of(catalogue, descriptor.name, "definition")}};
}

}  // namespace tsuzuku::analysis
