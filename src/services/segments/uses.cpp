#include "services/segments/uses.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "segments/field.hpp"
#include "segments/shape.hpp"
#include "segments/text.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::string_view kSegmentField = "segment";

class Collector {
 public:
  void condition(std::string_view text, const SegmentUse& by) {
    const auto condition = segments::parse(text);
    if (!condition) return;
    segments::for_each_leaf(*condition, [&](const segments::Condition& leaf) {
      if (leaf.leaf.field->name != kSegmentField || !leaf.leaf.comparison) return;
      for (const segments::Literal& value : leaf.leaf.comparison->values) {
        if (const auto* const name = std::get_if<std::string>(&value)) add(*name, by);
      }
    });
  }

  // Whatever in it reads as a condition: a definition grows new places for them without anybody telling this one.
  void definition(const json::value& value, const SegmentUse& by) {
    if (const auto* const text = value.if_string()) condition(*text, by);
    if (const auto* const items = value.if_array()) {
      for (const json::value& item : *items) definition(item, by);
    }
    if (const auto* const members = value.if_object()) {
      for (const auto& member : *members) definition(member.value(), by);
    }
  }

  [[nodiscard]] SegmentUses take() { return std::move(uses_); }

 private:
  void add(const std::string& name, const SegmentUse& by) {
    auto& all = uses_[name];
    if (std::ranges::find(all, by) == all.end()) all.push_back(by);
  }

  SegmentUses uses_;
};

}  // namespace

Result<SegmentUses> uses_of_segments(sql::Session& session, const sql::Queries& queries, ShopId shop) {
  Collector collector;
  for (const auto& [query, kind] :
       {std::pair("conditions_of_segments", "segment"), std::pair("conditions_of_campaigns", "campaign")}) {
    TSUZUKU_TRY(rows, session.rows(queries.get(query), {{"shop_id", shop.value}}));
    for (const sql::Row& row : rows)
      collector.condition(sql::text(row[2]), {kind, sql::integer(row[0]), sql::text(row[1])});
  }
  TSUZUKU_TRY(journeys, session.rows(queries.get("definitions_of_journeys"), {{"shop_id", shop.value}}));
  for (const sql::Row& row : journeys) {
    for (const std::size_t column : {2U, 3U}) {
      const auto definition = parse_json(sql::text(row[column]));
      if (definition) collector.definition(*definition, {"journey", sql::integer(row[0]), sql::text(row[1])});
    }
  }
  return collector.take();
}

}  // namespace tsuzuku::services
