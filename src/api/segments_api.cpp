// Segments: conditions tried out while somebody types, segments kept by name, and who is in them.

#include <fmt/format.h>

#include "analysis/render.hpp"
#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/customer_answers.hpp"
#include "api/handlers.hpp"
#include "api/record.hpp"
#include "api/segment_answers.hpp"
#include "api/shop_of.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "segments/form.hpp"
#include "segments/sentence.hpp"
#include "segments/text.hpp"

namespace tsuzuku::api {
namespace {

constexpr std::size_t kSuggestedNameBytes = 90;

// A condition that is wrong is the caller's to correct: 400, wherever it came from.
std::unexpected<Error> as_usage(Error error) {
  if (error.kind == ErrorKind::InvalidInput) error.kind = ErrorKind::Usage;
  return fail(std::move(error));
}

// {"condition"} as text or {"form"}; nothing when neither is told.
Result<std::optional<segments::Condition>> told_condition(const Body& body) {
  TSUZUKU_TRY(text, body.text("condition"));
  TSUZUKU_TRY(form, body.object("form"));
  if (!text && !form) return std::nullopt;
  auto condition = text ? segments::parse(*text) : segments::from_form(*form);
  if (!condition) return as_usage(condition.error());
  return std::move(*condition);
}

Result<segments::Condition> needed_condition(const Body& body) {
  TSUZUKU_TRY(condition, told_condition(body));
  if (!condition) return fail(ErrorKind::Usage, "api.missing_member", {{"name", "condition"}});
  return std::move(*condition);
}

struct Question {
  services::Shop shop;
  segments::Checked condition;
  Day as_of;
};

Result<Question> question_of(const Context& context, const services::Shop& shop, segments::Condition condition,
                             std::optional<Day> as_of) {
  auto checked = context.segments.conditions().check(shop, std::move(condition));
  if (!checked) return as_usage(checked.error());
  TSUZUKU_TRY(today, context.segments.conditions().today(shop, context.now()));
  return Question{shop, *std::move(checked), as_of.value_or(today)};
}

Result<Question> question_of(const Context& context, const http::Request& request, const Body& body) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(condition, needed_condition(body));
  TSUZUKU_TRY(as_of, body.text("as_of"));
  std::optional<Day> day;
  if (as_of) {
    day = parse_day(*as_of);
    if (!day) return fail(ErrorKind::Usage, "customers.bad_day", {{"name", "as_of"}, {"value", *as_of}});
  }
  return question_of(context, shop, std::move(condition), day);
}

Answer customers_answer(const Context& context, const http::Request& request, const Question& question,
                        PageWanted wanted) {
  const services::PersonalData personal_data = caller_of(request).personal_data();
  TSUZUKU_TRY(found, context.segments.customers(
                         question.shop, question.condition, question.as_of,
                         {.page = wanted.page, .page_size = wanted.page_size, .personal_data = personal_data}));
  const bool shown = personal_data == services::PersonalData::Shown;
  if (shown && !found.page.rows.empty()) {
    TSUZUKU_CHECK(
        context.customers.record_view(question.shop, std::nullopt, caller_of(request).staff.id, context.now()));
  }
  json::object told = to_json(found.page, question.shop.currency);
  json::array& rows = told["customers"].as_array();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].as_object()["why"] = to_json(found.why[i], question.shop.currency, texts_of(request));
  }
  told["masked"] = !shown;
  told["page"] = wanted.page;
  told["page_size"] = wanted.page_size;
  return answer(told);
}

struct Place {
  services::Shop shop;
  SegmentId id;
};

Result<Place> place_of(const Context& context, const http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<SegmentId>(request, "id"));
  return Place{shop, id};
}

// The members as they are kept; of a list that is still being written, those whom it will have.
Result<Question> members_of(const Context& context, const Place& place) {
  TSUZUKU_TRY(segment, context.segments.segments().get(place.shop, place.id, context.now()));
  TSUZUKU_TRY(condition,
              segments::parse(segment.customers ? services::condition_of_segment(segment.name) : segment.condition));
  return question_of(context, place.shop, std::move(condition), std::nullopt);
}

// Nobody has counted a segment that was made a moment ago.
Result<json::object> counted(const Context& context, const http::Request& request, const services::Shop& shop,
                             services::Segment segment) {
  if (!segment.customers) {
    const auto condition = context.segments.conditions().check(shop, segment.condition);
    if (condition) {
      TSUZUKU_TRY(today, context.segments.conditions().today(shop, context.now()));
      TSUZUKU_TRY(count, context.segments.count(shop, *condition, today));
      segment.customers = count.customers;
    }
  }
  return to_json(segment, shop.currency, texts_of(request));
}

Result<services::SegmentKind> kind_of(const Body& body) {
  TSUZUKU_TRY(kind, body.text("kind"));
  if (!kind || *kind == "live") return services::SegmentKind::Live;
  if (*kind == "frozen") return services::SegmentKind::Frozen;
  return fail(ErrorKind::Usage, "api.bad_member", {{"name", "kind"}, {"expected", "live, frozen"}});
}

Status record_deed(const Context& context, const http::Request& request, const services::Shop& shop, std::string action,
                   const services::Segment& segment) {
  context.members_changed();
  return record(context, request,
                {.shop = shop.id,
                 .action = std::move(action),
                 .object = segment.id.text(),
                 .detail = {{"name", segment.name}, {"condition", segment.condition}}});
}

}  // namespace

Answer list_segment_fields(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(names, context.segments.names(shop));
  return answer(fields_json(names, texts_of(request)));
}

Answer count_condition(const Context& context, http::Request& request) {
  TSUZUKU_TRY(body, Body::read(request, {"condition", "form", "as_of"}));
  TSUZUKU_TRY(question, question_of(context, request, body));
  TSUZUKU_TRY(count, context.segments.count(question.shop, question.condition, question.as_of));
  json::object told{
      {"customers", count.customers},
      {"of", count.of},
      {"share", count.of == 0 ? json::value(nullptr)
                              : json::value(static_cast<double>(count.customers) / static_cast<double>(count.of))},
      {"as_of", to_text(count.as_of)}};
  for (auto& member : condition_json(question.condition.condition(), question.shop.currency, texts_of(request)))
    told[member.key()] = std::move(member.value());
  json::array unknown;
  for (const std::string& name : count.unknown_names) unknown.emplace_back(name);
  told["unknown_names"] = std::move(unknown);
  return answer(told);
}

Answer list_condition_customers(const Context& context, http::Request& request) {
  TSUZUKU_TRY(body, Body::read(request, {"condition", "form", "as_of", "page", "page_size"}));
  TSUZUKU_TRY(question, question_of(context, request, body));
  TSUZUKU_TRY(wanted, page_of(body));
  return customers_answer(context, request, question, wanted);
}

Answer get_condition_of_cell(const Context& context, http::Request& request) {
  constexpr std::string_view kCell = "cell.";
  TSUZUKU_TRY(shop, shop_of(context, request));
  services::CellQuestion question;
  for (const auto& [name, value] : request.query.all()) {
    if (name == "language") continue;
    if (name == "analysis") {
      question.analysis = value;
    } else if (name == "part") {
      question.cell.part = value;
    } else if (name.starts_with(kCell)) {
      question.cell.values[name.substr(kCell.size())] = value;
    } else {
      question.arguments[name] = value;
    }
  }
  TSUZUKU_TRY(text, context.segments.condition_of_cell(question));
  TSUZUKU_TRY(condition, segments::parse(text));
  json::object told = condition_json(condition, shop.currency, texts_of(request));
  told["name"] = cut_utf8(segments::sentence_of(condition, shop.currency, texts_of(request)), kSuggestedNameBytes);
  return answer(told);
}

Answer keep_cell(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"name", "analysis", "arguments", "cell", "part"}));
  TSUZUKU_TRY(name, body.needed_text("name"));
  TSUZUKU_TRY(analysis, body.needed_text("analysis"));
  TSUZUKU_TRY(arguments, body.text_map("arguments"));
  TSUZUKU_TRY(values, body.text_map("cell"));
  TSUZUKU_TRY(part, body.text("part"));
  const services::CellQuestion question{.analysis = analysis,
                                        .arguments = std::move(arguments),
                                        .cell = {.values = std::move(values), .part = part.value_or("")}};
  TSUZUKU_TRY(segment, context.segments.keep_cell(shop, name, question, caller_of(request).staff.id, context.now()));
  TSUZUKU_CHECK(record_deed(context, request, shop, "segment.create", segment));
  TSUZUKU_TRY(told, counted(context, request, shop, std::move(segment)));
  return answer(told, 201);
}

Answer list_segments(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(segments, context.segments.segments().list(shop, context.now()));
  json::array all;
  for (services::Segment& segment : segments) {
    TSUZUKU_TRY(told, counted(context, request, shop, std::move(segment)));
    all.push_back(std::move(told));
  }
  return answer(all);
}

Answer create_segment(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"name", "kind", "condition", "form"}));
  TSUZUKU_TRY(name, body.needed_text("name"));
  TSUZUKU_TRY(kind, kind_of(body));
  TSUZUKU_TRY(condition, needed_condition(body));
  auto segment =
      context.segments.segments().create(shop, {.name = name, .kind = kind, .condition = segments::to_text(condition)},
                                         caller_of(request).staff.id, context.now());
  if (!segment) return as_usage(segment.error());
  TSUZUKU_CHECK(record_deed(context, request, shop, "segment.create", *segment));
  TSUZUKU_TRY(told, counted(context, request, shop, *std::move(segment)));
  return answer(told, 201);
}

Answer get_segment(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(segment, context.segments.segments().get(place.shop, place.id, context.now()));
  TSUZUKU_TRY(told, counted(context, request, place.shop, std::move(segment)));
  return answer(told);
}

Answer change_segment(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"name", "condition", "form"}));
  services::SegmentChange change;
  TSUZUKU_TRY(name, body.text("name"));
  change.name = name;
  TSUZUKU_TRY(condition, told_condition(body));
  if (condition) change.condition = segments::to_text(*condition);
  auto segment = context.segments.segments().change(place.shop, place.id, change, context.now());
  if (!segment) return as_usage(segment.error());
  TSUZUKU_CHECK(record_deed(context, request, place.shop, "segment.change", *segment));
  TSUZUKU_TRY(told, counted(context, request, place.shop, *std::move(segment)));
  return answer(told);
}

Answer remove_segment(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(segment, context.segments.segments().get(place.shop, place.id, context.now()));
  TSUZUKU_CHECK(context.segments.segments().remove(place.shop, place.id));
  TSUZUKU_CHECK(record_deed(context, request, place.shop, "segment.remove", segment));
  return http::empty_response();
}

Answer freeze_segment(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"name"}));
  TSUZUKU_TRY(name, body.needed_text("name"));
  TSUZUKU_TRY(segment, context.segments.segments().freeze(place.shop, place.id, name, caller_of(request).staff.id,
                                                          context.now()));
  TSUZUKU_CHECK(record_deed(context, request, place.shop, "segment.freeze", segment));
  TSUZUKU_TRY(told, counted(context, request, place.shop, std::move(segment)));
  return answer(told, 201);
}

Answer list_segment_customers(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {"page", "page_size"}));
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(wanted, page_of(request));
  TSUZUKU_TRY(question, members_of(context, place));
  return customers_answer(context, request, question, wanted);
}

Answer list_segment_moves(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {"page", "page_size"}));
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(wanted, page_of(request));
  TSUZUKU_TRY(segment, context.segments.segments().get(place.shop, place.id, context.now()));
  TSUZUKU_TRY(moves, context.segments.members().moves(place.shop, segment.id, wanted.page, wanted.page_size,
                                                      caller_of(request).personal_data()));
  json::array rows;
  for (const services::SegmentMove& move : moves.moves)
    rows.push_back(to_json(move, place.shop.currency, texts_of(request)));
  return answer(json::object{
      {"moves", std::move(rows)}, {"more", moves.more}, {"page", wanted.page}, {"page_size", wanted.page_size}});
}

Answer export_segment_csv(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {"personal"}));
  TSUZUKU_TRY(place, place_of(context, request));
  const bool personal = request.query.find("personal").value_or("0") == "1";
  if (personal && caller_of(request).personal_data() != services::PersonalData::Shown)
    return fail(ErrorKind::Forbidden, "segments.personal_data_not_permitted");
  TSUZUKU_TRY(segment, context.segments.segments().get(place.shop, place.id, context.now()));
  TSUZUKU_TRY(question, members_of(context, place));
  TSUZUKU_TRY(table, context.segments.table(question.shop, question.condition, question.as_of,
                                            personal ? services::PersonalData::Shown : services::PersonalData::Masked));
  TSUZUKU_CHECK(record(context, request,
                       {.shop = place.shop.id,
                        .action = "export.segment",
                        .object = segment.id.text(),
                        .detail = {{"name", segment.name},
                                   {"rows", static_cast<std::int64_t>(table.rows.size())},
                                   {"personal_data", personal}}}));
  http::Response response;
  response.body = "\xEF\xBB\xBF" + analysis::to_csv(table, texts_of(request));  // Excel takes UTF-8 only with the mark
  set_download(response, fmt::format("segment-{}-{}.csv", segment.name, to_text(question.as_of)),
               "text/csv; charset=utf-8");
  return response;
}

}  // namespace tsuzuku::api
