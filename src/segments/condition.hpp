#pragma once
// A condition on customers ("stage = 2 and not bought …") as a tree. Text (text.hpp) and form (form.hpp) are two ways
// of writing the same tree down: each gives it back exactly. What it means is said by the fields (field.hpp).

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/day.hpp"

namespace tsuzuku::segments {

struct Field;

// Where something stands, for errors: in a text its character from 1 ("17"), in a form its path ("and[1].value").
// Trees are equal wherever their parts stand.
struct Place {
  std::string text;
  friend bool operator==(const Place&, const Place&) { return true; }
};

// 12.5 is {125, 1}; no zero ends the decimals.
struct Decimal {
  std::int64_t digits = 0;
  int decimals = 0;
  friend bool operator==(const Decimal&, const Decimal&) = default;
};

// One of the words that a field knows: active, mail.
struct Code {
  std::string name;
  friend bool operator==(const Code&, const Code&) = default;
};

using Literal = std::variant<Decimal, Day, std::string, Code>;

// x != y is not (x = y): it holds where x is unknown. All others need to know x.
enum class Operator { Equal, NotEqual, Less, AtMost, Greater, AtLeast, In, NotIn, Between, Known, Unknown };

struct Comparison {
  Operator op = Operator::Equal;
  std::vector<Literal> values;  // In, NotIn: one or more; Between: two, both inclusive; Known, Unknown: none; else one
  friend bool operator==(const Comparison&, const Comparison&) = default;
};

// Days, counted back from the as-of day, which is 0 days ago, or by the calendar; both ends inclusive.
struct Window {
  enum class Kind {
    LastDays,        // in the last `first` days: today is the first of them
    BetweenDaysAgo,  // between `first` and `second` days ago, first <= second
    MoreThanDaysAgo,
    Dates,  // from a day to a day, one of them may be open
  };
  Kind kind = Kind::LastDays;
  int first = 0;
  int second = 0;
  std::optional<Day> from;
  std::optional<Day> to;
  friend bool operator==(const Window&, const Window&) = default;
};

struct Argument {
  std::string name;
  Literal value;
  friend bool operator==(const Argument&, const Argument&) = default;
};

struct Condition;

// One question about a customer (or about one order, message, journey of theirs): a field and what it is compared with.
struct Leaf {
  const Field* field = nullptr;
  std::vector<Argument> arguments;  // in the order of Field::parameters
  std::vector<Condition> where;     // none or one: which orders, messages or journeys are counted
  std::optional<Window> window;
  std::optional<Comparison> comparison;  // none: a flag holds, a count is at least 1, a day lies in the window
  friend bool operator==(const Leaf&, const Leaf&);
};

struct Condition {
  enum class Kind { All, Any, Not, Leaf };
  Kind kind = Kind::All;
  std::vector<Condition> parts;  // All, Any: two or more; Not: one
  segments::Leaf leaf;           // of a leaf only
  Place place;
  friend bool operator==(const Condition&, const Condition&) = default;
};

inline bool operator==(const Leaf& a, const Leaf& b) {
  return a.field == b.field && a.arguments == b.arguments && a.where == b.where && a.window == b.window &&
         a.comparison == b.comparison;
}

}  // namespace tsuzuku::segments
