#include "services/journeys/journeys.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "journeys/check.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::array<std::string_view, 4> kStates = {"draft", "running", "paused", "ended"};

Result<std::string> checked_name(const std::string& name) {
  const std::string_view told = trim(name);
  if (told.empty()) return fail(ErrorKind::Usage, "journeys.no_name");
  if (told.size() > limits::kTextField) {
    return fail(ErrorKind::Usage, "journeys.name_too_long", {{"limit", std::to_string(limits::kTextField)}});
  }
  return std::string(told);
}

// What reads without a mistake is kept in its one form, so that it can be compared; the rest as it was drawn.
Result<std::string> text_of(const json::value& definition) {
  if (!definition.is_object()) return fail(ErrorKind::Usage, "journeys.expected_object");
  const journeys::ReadDefinition read = journeys::read_definition(definition);
  std::string text = read.problems.empty() ? to_text(journeys::to_json(read.definition)) : to_text(definition);
  if (text.size() > limits::kJourneyBytes) {
    return fail(ErrorKind::TooLarge, "journeys.too_large",
                {{"bytes", std::to_string(text.size())}, {"limit", std::to_string(limits::kJourneyBytes)}});
  }
  return text;
}

Journey journey_from(const sql::Row& row) {
  Journey journey{.id = JourneyId{sql::integer(row[0])},
                  .name = sql::text(row[1]),
                  .state = static_cast<JourneyState>(sql::integer(row[2])),
                  .version = static_cast<int>(sql::integer(row[3])),
                  .has_draft = sql::integer(row[4]) != 0,
                  .definition = sql::text(row[5]),
                  .created_at = sql::integer(row[6]),
                  .updated_at = sql::integer(row[7])};
  if (!sql::is_null(row[8])) journey.started_at = sql::integer(row[8]);
  journey.waiting = sql::integer(row[9]);
  journey.ended = sql::integer(row[10]);
  return journey;
}

std::unexpected<Error> unknown(JourneyId id) {
  return fail(ErrorKind::NotFound, "journeys.unknown_id", {{"id", id.text()}});
}

std::unexpected<Error> has_ended(const Journey& journey) {
  return fail(ErrorKind::Conflict, "journeys.has_ended", {{"name", journey.name}});
}

template <typename T>
std::unexpected<Error> taken_or(const Result<T>& failed, const std::string& name) {
  if (failed.error().kind != ErrorKind::Conflict) return fail(failed.error());
  return fail(ErrorKind::Conflict, "journeys.name_taken", {{"name", name}});
}

sql::Value id_or_null(const std::optional<StaffId>& id) { return id ? sql::Value(id->value) : sql::Value(sql::Null{}); }

}  // namespace

std::string_view name_of(JourneyState state) { return kStates.at(static_cast<std::size_t>(state) - 1); }

std::optional<JourneyState> journey_state_named(std::string_view name) {
  const auto found = std::ranges::find(kStates, name);
  if (found == kStates.end()) return std::nullopt;
  return static_cast<JourneyState>(found - kStates.begin() + 1);
}

Result<Journeys> Journeys::open(sql::Database& database, IdMaker& ids, Questions questions) {
  TSUZUKU_TRY(queries, queries_of("services/journeys/journeys.sql", database.dialect()));
  return Journeys(database, ids, std::move(questions), std::move(queries));
}

Result<std::vector<Journey>> Journeys::list(ShopId shop) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("list_journeys"), {{"shop_id", shop.value}}));
  std::vector<Journey> journeys;
  for (const sql::Row& row : rows) journeys.push_back(journey_from(row));
  return journeys;
}

Result<Journey> Journeys::find(sql::Session& session, ShopId shop, JourneyId id) const {
  TSUZUKU_TRY(rows, session.rows(queries_.get("get_journey"), {{"shop_id", shop.value}, {"journey_id", id.value}}));
  if (rows.empty()) return unknown(id);
  return journey_from(rows.front());
}

Result<Journey> Journeys::get(ShopId shop, JourneyId id) const {
  TSUZUKU_TRY(session, database_->reader());
  return find(*session, shop, id);
}

Result<std::optional<std::string>> Journeys::published(ShopId shop, JourneyId id) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows,
              session->rows(queries_.get("published_definition"), {{"shop_id", shop.value}, {"journey_id", id.value}}));
  if (rows.empty()) return std::optional<std::string>();
  return std::optional(sql::text(rows.front()[0]));
}

Result<Journey> Journeys::create(ShopId shop, std::optional<StaffId> staff, const std::string& name,
                                 const json::value& definition, std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer());
  return create(*session, shop, staff, name, definition, now);
}

Result<Journey> Journeys::create(sql::Session& session, ShopId shop, std::optional<StaffId> staff,
                                 const std::string& name, const json::value& definition, std::int64_t now) {
  TSUZUKU_TRY(told, checked_name(name));
  TSUZUKU_TRY(draft, text_of(definition));
  const auto id = ids_->make<JourneyId>();
  const auto created = session.run(queries_.get("create_journey"), {{"journey_id", id.value},
                                                                    {"shop_id", shop.value},
                                                                    {"name", told},
                                                                    {"staff_id", id_or_null(staff)},
                                                                    {"now", now},
                                                                    {"draft", draft}});
  if (!created) return taken_or(created, told);
  return find(session, shop, id);
}

Result<Journey> Journeys::save_draft(ShopId shop, JourneyId id, const json::value& definition,
                                     const std::optional<std::string>& name, std::int64_t now) {
  sql::Value told_name = sql::Null{};
  if (name) {
    TSUZUKU_TRY(told, checked_name(*name));
    told_name = told;
  }
  TSUZUKU_TRY(draft, text_of(definition));
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(journey, find(*session, shop, id));
  if (journey.state == JourneyState::Ended) return has_ended(journey);
  TSUZUKU_TRY(published,
              session->rows(queries_.get("published_definition"), {{"shop_id", shop.value}, {"journey_id", id.value}}));
  const bool differs = published.empty() || sql::text(published.front()[0]) != draft;
  const auto saved =
      session->run(queries_.get("save_draft"), {{"shop_id", shop.value},
                                                {"journey_id", id.value},
                                                {"name", told_name},
                                                {"draft", differs ? sql::Value(draft) : sql::Value(sql::Null{})},
                                                {"now", now}});
  if (!saved) return taken_or(saved, sql::text(told_name));
  TSUZUKU_TRY(changed, find(*session, shop, id));
  TSUZUKU_CHECK(transaction.commit());
  return std::move(changed);
}

Result<std::optional<Error>> Journeys::message_problem(sql::Session& session, ShopId shop, domain::Channel channel,
                                                       std::string_view message) const {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(message.data(), message.data() + message.size(), id);
  const bool is_id = error == std::errc{} && end == message.data() + message.size();
  if (is_id) {
    TSUZUKU_TRY(rows,
                session.rows(queries_.get("channel_of_template"), {{"shop_id", shop.value}, {"template_id", id}}));
    if (!rows.empty() && sql::integer(rows[0][0]) == static_cast<std::int64_t>(channel)) return std::nullopt;
  }
  return Error{ErrorKind::InvalidInput, "journeys.unknown_template", {{"template", std::string(message)}}};
}

Result<std::vector<journeys::Problem>> Journeys::problems(ShopId shop, std::string_view definition) const {
  journeys::ReadDefinition read = journeys::parse_definition(definition);
  TSUZUKU_TRY(session, database_->reader());
  std::optional<Error> broken;  // the database, not the definition
  const journeys::CheckOptions options{
      .condition_problem =
          [&](std::string_view condition) {
            return questions_.problem ? questions_.problem(shop, condition) : std::nullopt;
          },
      .message_problem = [&](domain::Channel channel, std::string_view message) -> std::optional<Error> {
        auto problem = message_problem(*session, shop, channel, message);
        if (problem) return std::move(*problem);
        broken = problem.error();
        return std::nullopt;
      }};
  std::vector<journeys::Problem> all = std::move(read.problems);
  const auto told = static_cast<std::ptrdiff_t>(all.size());
  for (journeys::Problem& problem : journeys::check(read.definition, options)) {
    // What could not be read is missing too; said once it is clear.
    const auto same_place = [&](const auto& other) {
      return other.node == problem.node && other.field == problem.field;
    };
    if (std::any_of(all.begin(), all.begin() + told, same_place)) continue;
    all.push_back(std::move(problem));
  }
  if (broken) return fail(*broken);
  return all;
}

Result<std::vector<journeys::Problem>> Journeys::publish(ShopId shop, JourneyId id, std::optional<StaffId> staff,
                                                         std::int64_t now, const WithIt& with_it) {
  TSUZUKU_TRY(journey, get(shop, id));
  if (journey.state == JourneyState::Ended) return has_ended(journey);
  if (!journey.has_draft) return std::vector<journeys::Problem>{};
  TSUZUKU_TRY(found, problems(shop, journey.definition));
  if (!found.empty()) return std::move(found);
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  const std::int64_t version = journey.version + 1;
  const JourneyState state = journey.state == JourneyState::Draft ? JourneyState::Running : journey.state;
  TSUZUKU_TRY(changed, session->run(queries_.get("publish_version"), {{"version", version},
                                                                      {"state", static_cast<std::int64_t>(state)},
                                                                      {"now", now},
                                                                      {"shop_id", shop.value},
                                                                      {"journey_id", id.value},
                                                                      {"draft", journey.definition}}));
  if (changed == 0) return fail(ErrorKind::Conflict, "journeys.changed_meanwhile");
  TSUZUKU_CHECK(session->run(queries_.get("add_version"), {{"journey_id", id.value},
                                                           {"version", version},
                                                           {"definition", journey.definition},
                                                           {"staff_id", id_or_null(staff)},
                                                           {"now", now}}));
  if (with_it) TSUZUKU_CHECK(with_it(*session));
  TSUZUKU_CHECK(transaction.commit());
  return std::vector<journeys::Problem>{};
}

Status Journeys::set_state(ShopId shop, JourneyId id, JourneyState state, std::int64_t now) {
  if (state == JourneyState::Draft) return fail(ErrorKind::Usage, "journeys.bad_state");
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(journey, find(*session, shop, id));
  if (journey.state == state) return {};
  if (journey.state == JourneyState::Ended) return has_ended(journey);
  if (journey.state == JourneyState::Draft) {
    return fail(ErrorKind::Conflict, "journeys.not_published", {{"name", journey.name}});
  }
  TSUZUKU_CHECK(session->run(
      queries_.get("set_state"),
      {{"state", static_cast<std::int64_t>(state)}, {"now", now}, {"shop_id", shop.value}, {"journey_id", id.value}}));
  return transaction.commit();
}

Status Journeys::remove(ShopId shop, JourneyId id) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(journey, find(*session, shop, id));
  if (journey.state != JourneyState::Draft) {
    return fail(ErrorKind::Conflict, "journeys.was_published", {{"name", journey.name}});
  }
  TSUZUKU_CHECK(session->run(queries_.get("remove_journey"), {{"shop_id", shop.value}, {"journey_id", id.value}}));
  return transaction.commit();
}

}  // namespace tsuzuku::services
