#pragma once
// A profile: how one system's files are read, as data. docs/profiles.md describes the JSON form.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "domain/codes.hpp"
#include "intake/fields.hpp"
#include "intake/values.hpp"

namespace tsuzuku::intake {

// A column by any of its names; names are compared folded (width, case, blanks).
struct ColumnName {
  std::vector<std::string> aliases;
  int occurrence = 1;  // which of several columns of the same name, from 1
};

// Where a field's text comes from.
struct Expression {
  enum class Kind {
    Column,
    Field,     // whatever another field of ours is bound to
    Constant,  // the same text in every row
    Join,      // the parts that are not blank, with `text` between them
    First,     // the first part that is not blank
    Sum,       // money only: the parts added up
  };
  Kind kind = Kind::Column;
  ColumnName column;
  intake::Field field = intake::Field::Status;
  std::string text;
  std::vector<Expression> parts;
};

// One of these fields must have a column.
using AnyOf = std::vector<Field>;

// Rows of several kinds in one file, told by a column (EC-CUBE 明細区分).
struct RowKinds {
  enum class Kind { Line, ShippingFee, PaymentFee, OrderDiscount, PointsUsed, Ignore };
  Expression told_by;
  std::vector<std::pair<std::string, Kind>> kinds;  // folded value -> kind
  Kind otherwise = Kind::Line;
};

// This file's rows belong to rows of another role instead of to an order number of their own.
struct Joined {
  std::string role;  // of the other file
  ColumnName ours;
  ColumnName theirs;
};

struct FileProfile {
  enum class Content { Orders, Customers, Products, Costs, Stock };
  std::string role;
  Content content = Content::Orders;
  std::array<std::optional<Expression>, kFields> columns;
  std::vector<AnyOf> required;
  bool optional = false;     // the profile works without this file
  bool every_order = false;  // an order without a row here is incomplete
  std::optional<Joined> joined;
  std::optional<RowKinds> row_kinds;
};

// "When this column holds one of these, the order stands so." The first rule that holds decides.
struct StateRule {
  std::optional<Expression> told_by;  // nothing: always holds
  bool filled = false;                // holds when the cell is not blank
  std::vector<std::string> in;        // folded; holds when equal to one
  std::vector<std::string> contains;  // folded; holds when one occurs in it
  domain::OrderState state = domain::OrderState::Accepted;
};

enum class Sign {
  Positive,  // told as a positive number; a negative one is a fault
  Absolute,  // told with either sign, meant positive
  Negated,   // told as what is added to the order: -100 is a discount of 100, 100 a surcharge
};

enum class Reconcile {
  Quarantine,  // an order whose total does not add up is held back
  Warn,        // it is taken and counted
  Off,
};

struct Profile {
  std::string name;
  std::string title;
  std::string title_en;
  std::string channel;
  std::string currency;    // ISO 4217, may be empty
  std::string time_zone;   // IANA, may be empty
  bool recognise = true;   // by header; false = only by name
  bool own_names = false;  // a column named like a field of ours is that field
  bool built_in = true;

  std::vector<std::string> encodings;  // allowed; empty = all
  DateOrder date_order = DateOrder::YearMonthDay;
  char decimal_mark = '.';
  bool quotes = true;
  std::vector<std::string> no_value;  // texts that mean "nothing told"

  std::vector<Field> customer_key = {Field::CustomerNumber};  // the first that is not blank, per row
  bool first_name_first = false;                              // in the field `name`
  std::vector<StateRule> states;
  bool unknown_status_is_fault = false;
  std::vector<std::pair<std::string, domain::SubscriptionState>> subscription_states;  // folded

  std::array<bool, kFields> summed{};  // order money that stands on every row and is added up
  std::array<Sign, kFields> signs{};
  bool blank_price_is_zero = false;   // Amazon prints no price for cancelled and pending goods
  bool blank_code_is_option = false;  // BASE: a row without product id adds to the row above
  bool several_codes = false;         // ecforce: several product codes in one cell
  Reconcile reconcile = Reconcile::Quarantine;

  std::vector<FileProfile> files;
};

// Strict: an unknown member, a wrong type or an unknown field name is "profile.invalid" {profile, path, problem},
// where path is like "files[0].columns.total".
[[nodiscard]] Result<Profile> parse_profile(std::string_view json_text, const std::string& shown_name);

}  // namespace tsuzuku::intake
