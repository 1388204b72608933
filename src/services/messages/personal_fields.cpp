#include "services/messages/personal_fields.hpp"

#include <fmt/format.h>

#include <array>

#include "base/money.hpp"
#include "base/text.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

using channels::FieldKind;

// The columns of person_fields, in its order.
enum Column : std::size_t {
  kCustomer,
  kNumber,
  kEmail,
  kLastName,
  kFirstName,
  kPrefecture,
  kBirthDate,
  kStage,
  kOrderNumber,
  kOrderDay,
  kOrderTotal,
  kProductName,
  kProductCode
};

PersonalField text(std::string name, std::string_view example, bool always = false) {
  return {.rule = {.name = std::move(name), .kind = FieldKind::Text, .always = always}, .example = example};
}
PersonalField number(std::string name, std::string_view example, bool always = false) {
  return {.rule = {.name = std::move(name), .kind = FieldKind::Number, .always = always}, .example = example};
}

std::string slashed(Day day) {
  const CivilDate date = civil(day);
  return fmt::format("{}/{:02}/{:02}", date.year, date.month, date.day);
}

void set_last_order(const sql::Row& row, const Shop& shop, Day today, channels::Fields& fields) {
  if (sql::is_null(row[kOrderDay])) return;
  const Day day{static_cast<std::int32_t>(sql::integer(row[kOrderDay]))};
  const std::int64_t days = today.value - day.value;
  const Money total = sql::integer(row[kOrderTotal]);
  fields.set("last_order.number", sql::text(row[kOrderNumber]));
  fields.set("last_order.day", slashed(day));
  fields.set("last_order.days_ago", days, std::to_string(days));
  fields.set("last_order.total", total, to_grouped_text(total, shop.currency));
  fields.set("last_order.product", sql::text(sql::is_null(row[kProductName]) ? row[kProductCode] : row[kProductName]));
}

Person person_from(const sql::Row& row, const Shop& shop, Day today) {
  const std::string last = sql::text(row[kLastName]), first = sql::text(row[kFirstName]);
  const std::int64_t stage = sql::integer(row[kStage]);
  Person person{.customer = CustomerId{sql::integer(row[kCustomer])},
                .number = sql::text(row[kNumber]),
                .name = std::string(trim(last + " " + first)),
                .email = sql::text(row[kEmail]),
                .fields = {}};
  channels::Fields& fields = person.fields;
  fields.set("customer.name", person.name);
  fields.set("customer.last_name", last);
  fields.set("customer.first_name", first);
  fields.set("customer.number", person.number);
  fields.set("customer.prefecture", sql::text(row[kPrefecture]));
  if (!sql::is_null(row[kBirthDate])) {
    const auto month = civil(Day{static_cast<std::int32_t>(sql::integer(row[kBirthDate]))}).month;
    fields.set("customer.birth_month", static_cast<std::int64_t>(month), std::to_string(month));
  }
  fields.set("stage", stage, std::to_string(stage));
  fields.set("shop.name", shop.name);
  set_last_order(row, shop, today, fields);
  return person;
}

}  // namespace

std::span<const PersonalField> personal_fields() {
  static const std::array kFields = {
      text("customer.name", "山田 花子"),
      text("customer.last_name", "山田"),
      text("customer.first_name", "花子"),
      text("customer.number", "C-1024", true),
      text("customer.prefecture", "京都府"),
      number("customer.birth_month", "4"),
      number("stage", "2", true),
      text("last_order.number", "10245"),
      text("last_order.day", "2026/10/18"),
      number("last_order.days_ago", "35"),
      number("last_order.total", "3,980"),
      text("last_order.product", "美容液 30日分"),
      text("shop.name", "つづく園", true),
  };
  return kFields;
}

std::vector<channels::FieldRule> personal_field_rules() {
  std::vector<channels::FieldRule> rules;
  for (const PersonalField& field : personal_fields()) rules.push_back(field.rule);
  return rules;
}

Result<PersonalFields> PersonalFields::open(sql::Database& database) {
  TSUZUKU_TRY(queries, queries_of("services/messages/personal_fields.sql", database.dialect()));
  return PersonalFields(std::move(queries));
}

Result<std::vector<Person>> PersonalFields::load(sql::Session& session, const Shop& shop,
                                                 std::span<const CustomerId> customers, Day today) const {
  std::vector<sql::Row> keys;
  keys.reserve(customers.size());
  for (const CustomerId customer : customers) {
    keys.push_back({std::int64_t{shop.merge_same_day}, customer.value, shop.id.value});
  }
  TSUZUKU_TRY(found, session.rows_batch(queries_.get("person_fields"), keys));
  std::vector<Person> people;
  people.reserve(found.size());
  for (const auto& rows : found) {
    if (!rows.empty()) people.push_back(person_from(rows.front(), shop, today));
  }
  return people;
}

Person PersonalFields::example(const Shop& shop) {
  Person person;
  for (const PersonalField& field : personal_fields()) {
    std::string shown(field.example);
    std::string digits = shown;
    std::erase(digits, ',');
    if (field.rule.kind == FieldKind::Number) {
      person.fields.set(field.rule.name, std::stoll(digits), std::move(shown));
    } else {
      person.fields.set(field.rule.name, std::move(shown));
    }
  }
  person.fields.set("shop.name", shop.name);
  person.number = person.fields.find("customer.number")->text;
  person.name = person.fields.find("customer.name")->text;
  person.email = "hanako@example.jp";
  return person;
}

}  // namespace tsuzuku::services
