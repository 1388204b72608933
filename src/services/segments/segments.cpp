#include "services/segments/segments.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "segments/text.hpp"
#include "services/query_files.hpp"
#include "services/segments/uses.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::int64_t kWeekSeconds = 7 * 86'400;
constexpr std::int64_t kMembersForgottenAtOnce = 2'000;

Result<std::string> checked_name(std::string_view name) {
  const std::string_view trimmed = trim(name);
  if (trimmed.empty()) return fail(ErrorKind::Usage, "segments.no_name");
  if (trimmed.size() > limits::kTextField) {
    return fail(ErrorKind::Usage, "segments.name_too_long", {{"bytes", std::to_string(limits::kTextField)}});
  }
  return std::string(trimmed);
}

Error named(Error error, const std::string& name) {
  if (error.kind == ErrorKind::Conflict && error.key == "sql.unique")
    return {ErrorKind::Conflict, "segments.name_taken", {{"name", name}}};
  return error;
}

Segment segment_from(const sql::Row& row) {
  Segment segment;
  segment.id = SegmentId{sql::integer(row[0])};
  segment.name = sql::text(row[1]);
  segment.kind = static_cast<SegmentKind>(sql::integer(row[2]));
  segment.condition = sql::text(row[3]);
  if (!sql::is_null(row[4])) segment.frozen_day = Day{static_cast<std::int32_t>(sql::integer(row[4]))};
  if (!sql::is_null(row[5])) segment.customers = sql::integer(row[5]);
  segment.entered_7d = sql::integer(row[6]);
  segment.left_7d = sql::integer(row[7]);
  segment.created_at = sql::integer(row[8]);
  segment.updated_at = sql::integer(row[9]);
  return segment;
}

Status check_unused(const Segment& segment) {
  if (segment.used_by.empty()) return {};
  std::string names;
  for (const SegmentUse& use : segment.used_by) names += (names.empty() ? "" : ", ") + use.name;
  return fail(ErrorKind::Conflict, "segments.used", {{"name", segment.name}, {"names", names}});
}

}  // namespace

std::string condition_of_segment(const std::string& name) {
  return "segment = " + segments::to_text(segments::Literal(name));
}

Result<Segments> Segments::open(sql::Database& database, IdMaker& ids, const Conditions& conditions) {
  TSUZUKU_TRY(queries, queries_of("services/segments/segments.sql", database.dialect()));
  return Segments(database, ids, conditions, std::move(queries));
}

Result<std::vector<Segment>> Segments::read(sql::Session& session, const Shop& shop, std::string_view query,
                                            sql::Parameters parameters, std::int64_t now) const {
  parameters.push_back({"shop_id", shop.id.value});
  parameters.push_back({"since", now - kWeekSeconds});
  TSUZUKU_TRY(rows, session.rows(queries_.get(query), parameters));
  TSUZUKU_TRY(uses, uses_of_segments(session, queries_, shop.id));
  std::vector<Segment> segments;
  for (const sql::Row& row : rows) {
    Segment& segment = segments.emplace_back(segment_from(row));
    if (const auto used = uses.find(segment.name); used != uses.end()) segment.used_by = used->second;
  }
  return segments;
}

Result<std::vector<Segment>> Segments::list(const Shop& shop, std::int64_t now) const {
  TSUZUKU_TRY(session, database_->reader());
  return read(*session, shop, "list_segments", {}, now);
}

Result<Segment> Segments::get(const Shop& shop, SegmentId id, std::int64_t now) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(segments, read(*session, shop, "get_segment", {{"segment_id", id.value}}, now));
  if (segments.empty()) return fail(ErrorKind::NotFound, "segments.unknown_id", {{"id", id.text()}});
  return std::move(segments.front());
}

Result<Segment> Segments::create(const Shop& shop, const NewSegment& segment, std::optional<StaffId> staff,
                                 std::int64_t now) {
  TSUZUKU_TRY(name, checked_name(segment.name));
  TSUZUKU_TRY(condition, conditions_->check(shop, segment.condition, name));
  TSUZUKU_TRY(today, conditions_->today(shop, now));
  const auto id = ids_->make<SegmentId>();
  {
    TSUZUKU_TRY(session, database_->writer());
    const bool frozen = segment.kind == SegmentKind::Frozen;
    const auto added =
        session->run(queries_.get("add_segment"),
                     {{"segment_id", id.value},
                      {"shop_id", shop.id.value},
                      {"name", name},
                      {"kind", code(segment.kind)},
                      {"condition", segments::to_text(condition.condition())},
                      {"frozen_day", frozen ? sql::Value(std::int64_t{today.value}) : sql::Value(sql::Null{})},
                      {"staff_id", staff ? sql::Value(staff->value) : sql::Value(sql::Null{})},
                      {"now", now}});
    if (!added) return fail(named(added.error(), name));
  }
  return get(shop, id, now);
}

Result<Segment> Segments::create_list(const Shop& shop, const NewList& list, std::optional<StaffId> staff,
                                      std::int64_t now) {
  TSUZUKU_TRY(name, checked_name(list.name));
  if (list.customers.size() > kListedCustomersMost) {
    return fail(
        ErrorKind::TooLarge, "segments.list_too_large",
        {{"customers", std::to_string(list.customers.size())}, {"maximum", std::to_string(kListedCustomersMost)}});
  }
  const auto id = ids_->make<SegmentId>();
  std::vector<sql::Row> rows;
  rows.reserve(list.customers.size());
  for (const std::int64_t customer : list.customers) rows.push_back({customer, id.value, now, shop.id.value});
  {
    TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
    TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
    const auto added = session->run(queries_.get("add_segment"),
                                    {{"segment_id", id.value},
                                     {"shop_id", shop.id.value},
                                     {"name", name},
                                     {"kind", code(SegmentKind::Frozen)},
                                     {"condition", list.made_by},
                                     {"frozen_day", std::int64_t{list.day.value}},
                                     {"staff_id", staff ? sql::Value(staff->value) : sql::Value(sql::Null{})},
                                     {"now", now}});
    if (!added) return fail(named(added.error(), name));
    if (!rows.empty()) TSUZUKU_CHECK(session->run_batch(queries_.get("add_listed_member"), rows));
    TSUZUKU_CHECK(session->run(queries_.get("keep_state_of_list"), {{"segment_id", id.value},
                                                                    {"shop_id", shop.id.value},
                                                                    {"condition", list.made_by},
                                                                    {"data_version", shop.data_version},
                                                                    {"people_version", shop.people_version},
                                                                    {"day", std::int64_t{list.day.value}},
                                                                    {"now", now},
                                                                    {"customers", std::ssize(list.customers)}}));
    TSUZUKU_CHECK(transaction.commit());
  }
  return get(shop, id, now);
}

Result<Segment> Segments::freeze(const Shop& shop, SegmentId id, const std::string& name, std::optional<StaffId> staff,
                                 std::int64_t now) {
  TSUZUKU_TRY(source, get(shop, id, now));
  return create(shop, {.name = name, .kind = SegmentKind::Frozen, .condition = condition_of_segment(source.name)},
                staff, now);
}

Result<Segment> Segments::change(const Shop& shop, SegmentId id, const SegmentChange& change, std::int64_t now) {
  TSUZUKU_TRY(segment, get(shop, id, now));
  if (change.name) {
    TSUZUKU_TRY(name, checked_name(*change.name));
    if (name != segment.name) TSUZUKU_CHECK(check_unused(segment));
    segment.name = name;
  }
  if (change.condition) {
    if (segment.kind == SegmentKind::Frozen)
      return fail(ErrorKind::Conflict, "segments.frozen", {{"name", segment.name}});
    TSUZUKU_TRY(condition, conditions_->check(shop, *change.condition, segment.name));
    segment.condition = segments::to_text(condition.condition());
  }
  {
    TSUZUKU_TRY(session, database_->writer());
    const auto changed = session->run(queries_.get("change_segment"), {{"name", segment.name},
                                                                       {"condition", segment.condition},
                                                                       {"now", now},
                                                                       {"shop_id", shop.id.value},
                                                                       {"segment_id", id.value}});
    if (!changed) return fail(named(changed.error(), segment.name));
  }
  return get(shop, id, now);
}

Status Segments::remove(const Shop& shop, SegmentId id) {
  TSUZUKU_TRY(segment, get(shop, id, 0));
  TSUZUKU_CHECK(check_unused(segment));
  // Piece by piece, so that nobody waits; what is left after a crash is removed by asking again.
  for (;;) {
    TSUZUKU_TRY(session, database_->writer());
    TSUZUKU_TRY(forgotten, session->run(queries_.get("forget_some_members"),
                                        {{"segment_id", id.value}, {"most", kMembersForgottenAtOnce}}));
    if (forgotten == 0) break;
  }
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(session->run(queries_.get("forget_state"), {{"segment_id", id.value}}));
  TSUZUKU_CHECK(session->run(queries_.get("remove_segment"), {{"shop_id", shop.id.value}, {"segment_id", id.value}}));
  return transaction.commit();
}

}  // namespace tsuzuku::services
