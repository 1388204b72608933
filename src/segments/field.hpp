#pragma once
// A field of the language: what it is called, what it can be asked, and what it means, once on the ledger and once in
// SQL. The only place that names these things: text, form, checks, evaluation, translation and documentation come from
// it. Words for people stand in locales/server/<language>/segments.json under "segments.fields.<scope>.<name>".
//
// To add one: its descriptor with both meanings in fields/<group>.cpp, its words, its row in docs/segments.md. The
// parity suite asks it of a messy shop by itself.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/money.hpp"
#include "ledger/blocks.hpp"
#include "segments/condition.hpp"

namespace tsuzuku::segments {

class Chunk;
class SqlWriter;

// Whose fields they are: those of a customer, and of the things counted in parentheses: purchases(source = "x").
enum class Scope { Customer, Order, Touch, Journey };

enum class Type {
  Flag,
  Integer,
  Money,   // major units in a condition, minor units in values
  Day,     // days since 1970-01-01
  Text,    // a name: compared byte by byte
  Choice,  // one of Field::choices; its value is the index
};

struct Parameter {
  std::string name;
  Type type = Type::Integer;
  std::int64_t minimum = 0;  // Integer; Money in major units
  std::int64_t maximum = 0;
  std::vector<std::string> choices;
  bool required = false;
  std::string title_key;     // where another text says it already; else words.hpp makes it
  std::string choices_keys;  // the same for the choices: "<choices_keys>.<choice>"
};

// A value that is not known: no birth day, never bought.
inline constexpr std::int64_t kUnknown = std::numeric_limits<std::int64_t>::min();

// What values are taken from.
struct Binding {
  const ledger::Blocks& blocks;  // with those that Field::needs names
  int as_of = 0;
};

// Writes one value for each customer (or order, by the field's scope) of the chunk. Text: index into Field::names.
using Values = std::function<void(Chunk&, std::span<std::int64_t>)>;
// Writes 1 where it holds, else 0.
using Matches = std::function<void(Chunk&, std::span<std::uint8_t>)>;

struct Field {
  std::string name;
  Scope scope = Scope::Customer;
  std::string group{};  // under which forms show it: set where the groups are put together (fields/fields.cpp)
  Type type = Type::Flag;
  bool many = false;           // several values at once (tags): = and in ask for any of them
  bool optional = false;       // may be unknown
  bool windowed = false;       // takes a window: a day, or what is counted by day
  std::optional<Scope> items;  // counts or adds up these; parentheses choose which
  std::string unit;            // "days", "years", "purchases", "orders", "percent" … or ""
  std::int64_t minimum = 0;    // Integer
  std::int64_t maximum = 0;    // Integer
  std::vector<std::string> choices;
  std::string choices_keys;  // texts of the choices where others have them already: "<choices_keys>.<choice>"
  std::vector<Parameter> parameters;
  std::string name_source;  // Text: whose names it takes, for lists in forms: "source", "product", "tag" …

  ledger::BlockSet needs;
  // On the ledger; without both the field is told by ExternalFacts.
  std::function<Result<Values>(const Leaf&, const Binding&)> values;
  std::function<Result<Matches>(const std::vector<std::string>& wanted, const Binding&)> matches;  // many; none = any
  std::function<std::span<const std::string>(const Binding&)> names;                               // Text
  // Beyond what the descriptor says: thresholds in order, a period that does not end before it begins.
  std::function<Status(const Leaf&, Currency)> check;
  // An expression over the row of its scope (customers c, orders o, touches t, journey_runs j): an integer as in
  // `values`, a text for Text, null where it is unknown. Of a field with many values: whether it has one of `wanted`
  // (SQL literals), or any at all when there are none.
  std::function<std::string(const Leaf&, SqlWriter&)> sql;
  std::function<std::string(const std::vector<std::string>& wanted, SqlWriter&)> sql_any;

  [[nodiscard]] bool is_external() const { return !values && !matches; }
  [[nodiscard]] bool is_count() const { return items && type == Type::Integer; }
};

// Everything there is, in the order in which forms show it.
[[nodiscard]] std::span<const Field> fields();
[[nodiscard]] const Field* find_field(Scope scope, std::string_view name);

// What the field can be compared by; none for a flag.
[[nodiscard]] std::vector<Operator> operators_of(const Field& field);

[[nodiscard]] std::string_view name_of(Scope scope);  // "customer" …
[[nodiscard]] std::string_view name_of(Type type);    // "flag", "integer" …
[[nodiscard]] std::string_view name_of(Operator op);  // "=", "not_in", "is_known" …
[[nodiscard]] std::optional<Operator> operator_from(std::string_view name);

}  // namespace tsuzuku::segments
