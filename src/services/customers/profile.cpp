#include "services/customers/profile.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/json.hpp"
#include "base/text.hpp"

namespace tsuzuku::services {
namespace {

// The columns of find_profile, in its order.
enum Column : std::size_t {
  kChannel,
  kNumber,
  kLastName,
  kFirstName,
  kLastNameKana,
  kFirstNameKana,
  kEmail,
  kPhone,
  kBirthDate,
  kGender,
  kPostalCode,
  kPrefecture,
  kAddress,
  kCreatedAt,
  kUpdatedAt,
  kNameImport,
  kKanaImport,
  kEmailImport,
  kPhoneImport,
  kBirthImport,
  kGenderImport,
  kAddressImport
};

std::string joined(const sql::Row& row, Column first, Column second) {
  return std::string(trim(sql::text(row[first]) + " " + sql::text(row[second])));
}

std::string day_text(const sql::Value& day) {
  return sql::is_null(day) ? std::string() : to_text(Day{static_cast<std::int32_t>(sql::integer(day))});
}

std::string address_of(const sql::Row& row) {
  const std::string place = sql::text(row[kPrefecture]) + sql::text(row[kAddress]);
  return std::string(trim(sql::text(row[kPostalCode]) + " " + place));
}

std::vector<CustomerAttribute> attributes_of(const sql::Row& row, PersonalData personal_data) {
  std::vector<CustomerAttribute> attributes;
  const auto add = [&](std::string_view name, std::string value, Column import, bool personal = true) {
    if (value.empty()) return;
    CustomerAttribute attribute{.name = name, .value = std::move(value)};
    if (personal && personal_data == PersonalData::Masked) attribute.value = masked(attribute.value);
    if (!sql::is_null(row[import])) attribute.import = ImportId{sql::integer(row[import])};
    attributes.push_back(std::move(attribute));
  };
  add("name", joined(row, kLastName, kFirstName), kNameImport);
  add("name_kana", joined(row, kLastNameKana, kFirstNameKana), kKanaImport);
  add("email", sql::text(row[kEmail]), kEmailImport);
  add("phone", sql::text(row[kPhone]), kPhoneImport);
  add("birth_date", day_text(row[kBirthDate]), kBirthImport);
  add("gender", sql::text(row[kGender]), kGenderImport, false);
  add("address", address_of(row), kAddressImport);
  return attributes;
}

Result<std::vector<CustomerIdentity>> identities_of(sql::Session& session, const sql::Queries& queries, ShopId shop,
                                                    CustomerId customer, PersonalData personal_data) {
  TSUZUKU_TRY(rows,
              session.rows(queries.get("identities_of"), {{"customer_id", customer.value}, {"shop_id", shop.value}}));
  std::vector<CustomerIdentity> identities;
  for (const sql::Row& row : rows) {
    identities.push_back({.kind = static_cast<domain::IdentityKind>(sql::integer(row[0])),
                          .channel = sql::text(row[1]),
                          .value = sql::text(row[2])});
  }
  std::ranges::sort(identities, {},
                    [](const CustomerIdentity& one) { return std::tie(one.kind, one.channel, one.value); });
  if (personal_data == PersonalData::Shown) return identities;
  for (CustomerIdentity& one : identities) {
    const bool is_plain_number = one.kind == domain::IdentityKind::CustomerNumber && !one.value.contains('@');
    if (!is_plain_number) one.value = masked(one.value);
  }
  return identities;
}

std::vector<std::string> file_names(const std::string& files) {
  std::vector<std::string> names;
  const auto parsed = parse_json(files);
  if (!parsed || !parsed->is_array()) return names;
  for (const json::value& file : parsed->get_array()) {
    if (file.is_object()) names.emplace_back(string_or(file.get_object(), "name", ""));
  }
  return names;
}

Result<std::vector<CustomerOrigin>> origins_of(sql::Session& session, const sql::Queries& queries, ShopId shop,
                                               const std::vector<CustomerAttribute>& attributes) {
  std::set<std::int64_t> imports;
  for (const CustomerAttribute& attribute : attributes) {
    if (attribute.import) imports.insert(attribute.import->value);
  }
  std::vector<CustomerOrigin> origins;
  for (const std::int64_t import : imports) {
    TSUZUKU_TRY(rows, session.rows(queries.get("find_origin"), {{"import_id", import}, {"shop_id", shop.value}}));
    if (rows.empty()) continue;
    origins.push_back({.import = ImportId{import},
                       .started_at = sql::integer(rows[0][1]),
                       .files = file_names(sql::text(rows[0][2]))});
  }
  return origins;
}

}  // namespace

Result<CustomerProfile> load_profile(sql::Session& session, const sql::Queries& queries, ShopId shop,
                                     CustomerId customer, PersonalData personal_data) {
  TSUZUKU_TRY(rows,
              session.rows(queries.get("find_profile"), {{"customer_id", customer.value}, {"shop_id", shop.value}}));
  if (rows.empty()) return fail(ErrorKind::NotFound, "customers.unknown_id", {{"id", customer.text()}});
  const sql::Row& row = rows.front();
  const CustomerBrief brief =
      brief_of(sql::text(row[kNumber]), sql::text(row[kLastName]), sql::text(row[kFirstName]), personal_data);
  const std::string kana = joined(row, kLastNameKana, kFirstNameKana);
  CustomerProfile profile{.id = customer,
                          .number = brief.number,
                          .channel = sql::text(row[kChannel]),
                          .name = brief.name,
                          .name_kana = personal_data == PersonalData::Shown ? kana : masked(kana),
                          .attributes = attributes_of(row, personal_data),
                          .created_at = sql::integer(row[kCreatedAt]),
                          .updated_at = sql::integer(row[kUpdatedAt])};
  TSUZUKU_TRY(identities, identities_of(session, queries, shop, customer, personal_data));
  profile.identities = std::move(identities);
  TSUZUKU_TRY(origins, origins_of(session, queries, shop, profile.attributes));
  profile.origins = std::move(origins);
  // An import that is on no record (the demo shop's) is told by nobody.
  for (CustomerAttribute& attribute : profile.attributes) {
    const bool on_record = std::ranges::any_of(
        profile.origins, [&](const CustomerOrigin& origin) { return attribute.import == origin.import; });
    if (!on_record) attribute.import.reset();
  }
  return profile;
}

}  // namespace tsuzuku::services
