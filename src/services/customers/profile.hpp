#pragma once
// Who a customer is: attributes with the import that told each, and the values that lead to this customer.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "domain/codes.hpp"
#include "services/customers/customers.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct CustomerAttribute {
  std::string_view name;           // "name", "name_kana", "email", "phone", "birth_date", "gender", "address"
  std::string value;               // never empty; a day as "1980-01-31"
  std::optional<ImportId> import;  // that told it; nothing for the demo shop, whose orders came with no file

  friend bool operator==(const CustomerAttribute&, const CustomerAttribute&) = default;
};

struct CustomerIdentity {
  domain::IdentityKind kind = domain::IdentityKind::CustomerNumber;
  std::string channel;  // which cart's number space; "" the shop's own
  std::string value;

  friend bool operator==(const CustomerIdentity&, const CustomerIdentity&) = default;
};

// An import that an attribute names.
struct CustomerOrigin {
  ImportId import;
  std::int64_t started_at = 0;
  std::vector<std::string> files;

  friend bool operator==(const CustomerOrigin&, const CustomerOrigin&) = default;
};

struct CustomerProfile {
  CustomerId id;
  std::string number;
  std::string channel;
  std::string name;  // "last first"
  std::string name_kana;
  std::vector<CustomerAttribute> attributes;  // in the order above, only those told
  std::vector<CustomerIdentity> identities;
  std::vector<CustomerOrigin> origins;  // by id
  std::int64_t created_at = 0;          // when the store first heard of this customer, UTC seconds
  std::int64_t updated_at = 0;

  friend bool operator==(const CustomerProfile&, const CustomerProfile&) = default;
};

// `queries`: profile.sql. NotFound "customers.unknown_id". Masked hides everything but the first character of names,
// mail, phone, birth date and address, and numbers that are mail addresses.
[[nodiscard]] Result<CustomerProfile> load_profile(sql::Session& session, const sql::Queries& queries, ShopId shop,
                                                   CustomerId customer, PersonalData personal_data);

}  // namespace tsuzuku::services
