#pragma once
// What a message may say of the person it goes to. This file and its .sql are all there is to it: the list, and where
// each value comes from.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "channels/template/fields.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct PersonalField {
  channels::FieldRule rule;
  std::string_view example;
};
// In the order in which they are offered; words for people below "template_fields.<name>".
[[nodiscard]] std::span<const PersonalField> personal_fields();
[[nodiscard]] std::vector<channels::FieldRule> personal_field_rules();

// The values of one customer, with where messages go.
struct Person {
  CustomerId customer;
  std::string number;
  std::string name;   // "last first", may be empty
  std::string email;  // as stored, may be empty
  channels::Fields fields;
};

class PersonalFields {
 public:
  [[nodiscard]] static Result<PersonalFields> open(sql::Database& database);

  // As of `today`, a day of the shop. In the order asked; customers that the shop does not have are left out. One round
  // trip for all of them.
  [[nodiscard]] Result<std::vector<Person>> load(sql::Session& session, const Shop& shop,
                                                 std::span<const CustomerId> customers, Day today) const;
  // Nobody in particular: the examples. For a preview where no customer was chosen.
  [[nodiscard]] static Person example(const Shop& shop);

 private:
  explicit PersonalFields(sql::Queries queries) : queries_(std::move(queries)) {}
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
