#include "intake/profile.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/money.hpp"
#include "base/text.hpp"
#include "base/time_zone.hpp"
#include "intake/json_reader.hpp"

namespace tsuzuku::intake {
namespace {

constexpr int kExpressionDepth = 4;

// Reads the parts of one profile; every function reports to the same list of problems.
struct ProfileReader {
  JsonProblems& problems;

  std::optional<Field> field(std::string_view name, const std::string& path) {
    const auto found = field_from(name);
    if (!found) problems.add(path, "unknown field \"" + std::string(name) + "\"");
    return found;
  }

  std::vector<std::string> aliases(const json::value& value, const std::string& path) {
    std::vector<std::string> names;
    const auto push = [&](const json::value& name) {
      if (name.is_string() && !name.get_string().empty()) {
        names.emplace_back(name.get_string());
      } else {
        problems.add(path, "a column name expected");
      }
    };
    if (value.is_array()) {
      for (const json::value& name : value.get_array()) push(name);
    } else {
      push(value);
    }
    if (names.empty()) problems.add(path, "a column name expected");
    return names;
  }

  ColumnName column(const json::value& value, const std::string& path) {
    if (!value.is_object()) return {aliases(value, path), 1};
    ObjectReader object(value, path, problems);
    ColumnName name;
    name.occurrence = object.number("occurrence", 1, 1, 100);
    if (const json::value* names = object.any("column")) {
      name.aliases = aliases(*names, object.path_of("column"));
    } else {
      object.problem("column", "missing");
    }
    object.finish();
    return name;
  }

  Expression expression(const json::value& value, const std::string& path, int depth = 0) {
    Expression result;
    if (depth > kExpressionDepth) {
      problems.add(path, "nested too deeply");
      return result;
    }
    if (!value.is_object() || value.get_object().contains("column")) {
      result.column = column(value, path);
      return result;
    }
    ObjectReader object(value, path, problems);
    if (object.any("field") != nullptr) {
      result.kind = Expression::Kind::Field;
      result.field = field(object.required_text("field"), object.path_of("field")).value_or(Field::Status);
      object.finish();
      return result;
    }
    const auto parts = [&](std::string_view name, Expression::Kind kind) {
      if (object.any(name) == nullptr) return false;
      result.kind = kind;
      object.each_item(name, [&](const json::value& part, const std::string& part_path) {
        result.parts.push_back(expression(part, part_path, depth + 1));
      });
      if (result.parts.empty()) object.problem(name, "at least one part expected");
      return true;
    };
    if (parts("join", Expression::Kind::Join)) {
      result.text = object.text("with");
    } else if (!parts("first", Expression::Kind::First) && !parts("sum", Expression::Kind::Sum)) {
      result.kind = Expression::Kind::Constant;
      result.text = object.required_text("constant");
    }
    object.finish();
    return result;
  }

  std::vector<AnyOf> required(ObjectReader& object) {
    std::vector<AnyOf> all;
    object.each_item("required", [&](const json::value& item, const std::string& path) {
      AnyOf any;
      for (const std::string& name : aliases(item, path)) {
        if (const auto found = field(name, path)) any.push_back(*found);
      }
      all.push_back(std::move(any));
    });
    return all;
  }

  RowKinds row_kinds(const json::value& value, const std::string& path) {
    using Kind = RowKinds::Kind;
    static const std::vector<std::pair<std::string_view, Kind>> kKinds = {
        {"line", Kind::Line},
        {"shipping_fee", Kind::ShippingFee},
        {"payment_fee", Kind::PaymentFee},
        {"order_discount", Kind::OrderDiscount},
        {"points_used", Kind::PointsUsed},
        {"ignore", Kind::Ignore},
    };
    ObjectReader object(value, path, problems);
    RowKinds result;
    if (const json::value* told_by = object.any("told_by")) {
      result.told_by = expression(*told_by, object.path_of("told_by"));
    } else {
      object.problem("told_by", "missing");
    }
    object.each_member("kinds", [&](std::string_view key, const json::value& kind, const std::string& kind_path) {
      const auto named = [&](const auto& pair) { return kind.is_string() && kind.get_string() == pair.first; };
      const auto found = std::ranges::find_if(kKinds, named);
      if (found == kKinds.end()) {
        problems.add(kind_path, "unknown kind of row");
      } else {
        result.kinds.emplace_back(fold(key), found->second);
      }
    });
    result.otherwise = object.choice("otherwise", kKinds);
    object.finish();
    return result;
  }

  Joined joined(const json::value& value, const std::string& path) {
    ObjectReader object(value, path, problems);
    Joined result;
    result.role = object.required_text("role");
    for (const auto& [name, target] : {std::pair{"ours", &result.ours}, std::pair{"theirs", &result.theirs}}) {
      if (const json::value* column_name = object.any(name)) {
        *target = column(*column_name, object.path_of(name));
      } else {
        object.problem(name, "missing");
      }
    }
    object.finish();
    return result;
  }

  FileProfile file(const json::value& value, const std::string& path) {
    using Content = FileProfile::Content;
    ObjectReader object(value, path, problems);
    FileProfile result;
    result.role = object.required_text("role");
    result.content = object.choice<Content>("content", {{"orders", Content::Orders},
                                                        {"customers", Content::Customers},
                                                        {"products", Content::Products},
                                                        {"costs", Content::Costs},
                                                        {"stock", Content::Stock}});
    result.optional = object.flag("optional");
    result.every_order = object.flag("every_order");
    object.each_member("columns", [&](std::string_view key, const json::value& source, const std::string& column_path) {
      if (const auto found = field(key, column_path)) {
        result.columns[index_of(*found)] = expression(source, column_path);
      }
    });
    result.required = required(object);
    if (const json::value* kinds = object.any("row_kinds")) {
      result.row_kinds = row_kinds(*kinds, object.path_of("row_kinds"));
    }
    if (const json::value* join = object.any("joined")) result.joined = joined(*join, object.path_of("joined"));
    object.finish();
    return result;
  }

  static std::vector<std::string> folded(std::vector<std::string> texts) {
    for (std::string& text : texts) text = fold(text);
    return texts;
  }

  StateRule state_rule(const json::value& value, const std::string& path) {
    ObjectReader object(value, path, problems);
    StateRule rule;
    if (const json::value* told_by = object.any("told_by")) {
      rule.told_by = expression(*told_by, object.path_of("told_by"));
    }
    rule.filled = object.flag("filled");
    rule.in = folded(object.texts("in"));
    rule.contains = folded(object.texts("contains"));
    const bool conditional = rule.filled || !rule.in.empty() || !rule.contains.empty();
    if (conditional != rule.told_by.has_value()) object.problem("told_by", "goes together with in, contains or filled");
    if (const auto state = domain::order_state_from(object.required_text("state"))) {
      rule.state = *state;
    } else {
      object.problem("state", "unknown state");
    }
    object.finish();
    return rule;
  }

  void money_rules(ObjectReader& object, Profile& profile) {
    const auto money_field = [&](std::string_view name, const std::string& path) -> std::optional<std::size_t> {
      const auto found = field(name, path);
      if (found && !is_order_money(*found)) problems.add(path, "no money of the order");
      return found ? std::optional(index_of(*found)) : std::nullopt;
    };
    for (const std::string& name : object.texts("summed")) {
      if (const auto index = money_field(name, object.path_of("summed"))) profile.summed[*index] = true;
    }
    object.each_member("signs", [&](std::string_view key, const json::value& sign, const std::string& path) {
      const auto index = money_field(key, path);
      if (!index) return;
      if (sign == "absolute") {
        profile.signs[*index] = Sign::Absolute;
      } else if (sign == "negated") {
        profile.signs[*index] = Sign::Negated;
      } else {
        problems.add(path, "absolute or negated expected");
      }
    });
    profile.blank_price_is_zero = object.flag("blank_price_is_zero");
    profile.reconcile = object.choice<Reconcile>(
        "reconcile", {{"quarantine", Reconcile::Quarantine}, {"warn", Reconcile::Warn}, {"off", Reconcile::Off}});
  }

  void values(ObjectReader& object, Profile& profile) {
    profile.encodings = object.texts("encodings");
    profile.date_order = object.choice<DateOrder>(
        "date_order",
        {{"ymd", DateOrder::YearMonthDay}, {"dmy", DateOrder::DayMonthYear}, {"mdy", DateOrder::MonthDayYear}});
    profile.decimal_mark = object.choice<char>("decimal_mark", {{".", '.'}, {",", ','}});
    profile.quotes = object.flag("quotes", true);
    profile.no_value = object.texts("no_value");
    profile.first_name_first = object.flag("first_name_first");
    profile.blank_code_is_option = object.flag("blank_code_is_option");
    profile.several_codes = object.flag("several_codes");
    if (object.any("customer_key") != nullptr) {
      profile.customer_key.clear();
      for (const std::string& name : object.texts("customer_key")) {
        const auto found = field(name, object.path_of("customer_key"));
        if (found) profile.customer_key.push_back(*found);
      }
    }
  }

  void statuses(ObjectReader& object, Profile& profile) {
    object.each_item("states", [&](const json::value& rule, const std::string& path) {
      profile.states.push_back(state_rule(rule, path));
    });
    profile.unknown_status_is_fault = object.flag("unknown_status_is_fault");
    object.each_member(
        "subscription_states", [&](std::string_view key, const json::value& state, const std::string& path) {
          using State = domain::SubscriptionState;
          for (const State one : {State::Active, State::Skipped, State::Paused, State::Cancelled, State::Undelivered}) {
            if (state.is_string() && state.get_string() == domain::name_of(one)) {
              profile.subscription_states.emplace_back(fold(key), one);
              return;
            }
          }
          problems.add(path, "unknown state of a subscription");
        });
  }

  void check_whole(const Profile& profile) {
    if (!profile.currency.empty() && !find_currency(profile.currency)) problems.add("currency", "unknown currency");
    if (!profile.time_zone.empty() && !TimeZone::find(profile.time_zone))
      problems.add("time_zone", "unknown time zone");
    if (profile.files.empty()) problems.add("files", "at least one file expected");
    for (const FileProfile& file : profile.files) {
      const auto same_role = [&](const FileProfile& other) { return other.role == file.role; };
      if (std::ranges::count_if(profile.files, same_role) > 1)
        problems.add("files", "role \"" + file.role + "\" twice");
      if (!file.joined) continue;
      const auto target = std::ranges::find(profile.files, file.joined->role, &FileProfile::role);
      if (target == profile.files.end() || target->joined) problems.add("files", "joined to an unknown role");
    }
  }
};

}  // namespace

Result<Profile> parse_profile(std::string_view json_text, const std::string& shown_name) {
  const auto invalid = [&](const std::string& path, const std::string& problem) {
    return fail(ErrorKind::InvalidInput, "profile.invalid",
                {{"profile", shown_name}, {"path", path}, {"problem", problem}});
  };
  if (json_text.size() > limits::kProfileBytes) return invalid("", "too large");
  const auto value = parse_json(json_text);
  if (!value) return invalid("", value.error().arguments.empty() ? "no JSON" : value.error().arguments[0].second);

  JsonProblems problems;
  ProfileReader reader{problems};
  ObjectReader object(*value, "", problems);
  Profile profile;
  profile.name = object.required_text("name");
  if (const json::value* title = object.any("title")) {
    ObjectReader titles(*title, "title", problems);
    profile.title = titles.required_text("ja");
    profile.title_en = titles.text("en", profile.title);
    titles.finish();
  } else {
    object.problem("title", "missing");
  }
  profile.channel = object.text("channel");
  profile.currency = object.text("currency");
  profile.time_zone = object.text("time_zone");
  profile.recognise = object.flag("recognise", true);
  profile.own_names = object.flag("own_names");
  reader.values(object, profile);
  reader.statuses(object, profile);
  reader.money_rules(object, profile);
  object.each_item("files", [&](const json::value& file, const std::string& path) {
    profile.files.push_back(reader.file(file, path));
  });
  (void)object.any("comment");
  object.finish();
  reader.check_whole(profile);
  if (problems.found()) return invalid(problems.path(), problems.problem());
  return profile;
}

}  // namespace tsuzuku::intake
