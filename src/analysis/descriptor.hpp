#pragma once
// What an analysis is called, asked with and answers with. The only place that names these things: command
// line, API, forms, tables, charts, CSV, Excel and documentation are made from it. Words for people stand in
// locales/server/<language>/analysis.json under "analysis.<name>…" (docs/analyses.md lists the keys).

#include <cstdint>
#include <string>
#include <vector>

namespace tsuzuku::analysis {

enum class ParameterType { Integer, Money, Choice, Day, Text };
enum class ColumnType { Integer, Money, Rate, Decimal, Text, Day, Month, Boolean, Id, Code };

// What the common parameters from, to and source select (docs/analyses.md). The payment method stands beside the
// source; a product is one that the first purchase, or the order, contains.
enum class Selection {
  FirstPurchase,  // customers whose first purchase lies in the period and came from the source
  Orders,         // orders of the period, of customers who were won through the source
  Facts,          // facts of the period, of orders that came from the source
  FirstDelivery,  // contracts whose first delivery lies in the period and came from the source
  OwnStart,       // customers by the purchase that the analysis itself takes for their beginning
};

struct Parameter {
  std::string name;
  ParameterType type = ParameterType::Integer;
  std::string default_value;  // "" = none: as_of is the last day something is known of, the others do not limit
  std::int64_t minimum = 0;   // Integer and Money; Money is in major units of the shop's currency
  std::int64_t maximum = 0;
  std::vector<std::string> choices;
};

struct Column {
  std::string name;
  ColumnType type = ColumnType::Integer;
  std::string unit;                  // "customers", "orders", "purchases", "contracts", "days", "currency", … or ""
  std::vector<std::string> choices;  // Code: every code there is; Text: those that are no word of the shop's own
};

struct Descriptor {
  std::string name;
  int version = 1;    // grows when the same question on the same orders gives another answer
  std::string unit;   // what is counted: "customer", "order", "contract" or "customer_or_contract"
  std::string chart;  // hint for drawing: "stages", "line", "matrix", "grid", "cells", "bars", "sankey", "list"
  Selection selection = Selection::FirstPurchase;
  std::vector<Parameter> parameters;
  std::vector<Column> columns;
  std::vector<std::string> cell_columns;  // those whose values name a cell that customers can be asked of
  std::vector<std::string> parts;         // of a cell; the first one is meant when none is named
  bool open_parameters = false;           // passes on parameters it does not know (the analysis `customers`)
};

[[nodiscard]] Parameter integer_parameter(std::string name, std::int64_t otherwise, std::int64_t minimum,
                                          std::int64_t maximum);
[[nodiscard]] Parameter money_parameter(std::string name, std::int64_t otherwise);
[[nodiscard]] Parameter choice_parameter(std::string name, std::vector<std::string> choices);  // first = default
// `own` and after them as_of, from, to, source, payment_method, product.
[[nodiscard]] std::vector<Parameter> with_common_parameters(std::vector<Parameter> own);

// "integer", "money", ... as JSON and documentation spell them.
[[nodiscard]] std::string_view name_of(ParameterType type);
[[nodiscard]] std::string_view name_of(ColumnType type);

}  // namespace tsuzuku::analysis
