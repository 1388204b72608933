#include "services/messages/delivery_settings.hpp"

#include "journeys/schema/json_reader.hpp"
#include "journeys/schema/json_writer.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr int kHour = 3'600;

Result<journeys::DeliveryRules> read(const json::object& object) {
  std::vector<journeys::Problem> problems;
  journeys::Findings findings(problems, "");
  journeys::JsonReader reader(object, "", findings);
  journeys::DeliveryRules rules;
  rules.describe(reader);
  reader.finish();
  if (problems.empty()) rules.check(findings);
  if (!problems.empty()) return fail(problems.front().error);
  return rules;
}

}  // namespace

journeys::DeliveryRules default_delivery_rules() {
  journeys::DeliveryRules rules;
  rules.quiet_hours.push_back({.from = 21 * kHour, .to = 8 * kHour, .channels = {}});
  rules.caps.push_back({.touches = 3, .hours = 7 * 24, .channels = {}});
  return rules;
}

json::object to_json(const journeys::DeliveryRules& rules) {
  json::object object;
  journeys::JsonWriter writer(object);
  journeys::DeliveryRules written = rules;
  written.describe(writer);
  return object;
}

Result<DeliverySettings> DeliverySettings::open(sql::Database& database) {
  TSUZUKU_TRY(queries, queries_of("services/messages/delivery_settings.sql", database.dialect()));
  return DeliverySettings(database, std::move(queries));
}

Result<journeys::DeliveryRules> DeliverySettings::of(ShopId shop) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("find_delivery_rules"), {{"shop_id", shop.value}}));
  if (rows.empty()) return default_delivery_rules();
  TSUZUKU_TRY(stored, parse_json(sql::text(rows.front()[0])));
  if (!stored.is_object()) return default_delivery_rules();
  return read(stored.get_object());
}

Result<journeys::DeliveryRules> DeliverySettings::save(ShopId shop, const json::object& rules, std::int64_t now) {
  TSUZUKU_TRY(checked, read(rules));
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_CHECK(session->run(queries_.get("save_delivery_rules"),
                             {{"shop_id", shop.value}, {"rules", to_text(to_json(checked))}, {"now", now}}));
  return std::move(checked);
}

}  // namespace tsuzuku::services
