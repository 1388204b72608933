#include "api/segment_answers.hpp"

#include <algorithm>
#include <iterator>

#include "analysis/render.hpp"
#include "api/answers.hpp"
#include "segments/field.hpp"
#include "segments/form.hpp"
#include "segments/sentence.hpp"
#include "segments/text.hpp"
#include "segments/words.hpp"
#include "services/segments/cell_question.hpp"

namespace tsuzuku::api {
namespace {

constexpr std::string_view kTitle = "title";

// Descriptors name their texts by key; people get the texts.
void put_words(json::object& described, const Catalogue& texts) {
  for (const std::string_view name : {kTitle, std::string_view("description")}) {
    if (described.contains(name)) described[name] = texts.text(string_or(described, name, ""));
  }
  for (const std::string_view list : {"choices", "parameters"}) {
    json::value* const items = described.if_contains(list);
    if (items == nullptr) continue;
    for (json::value& item : items->get_array()) put_words(item.get_object(), texts);
  }
  if (described.contains("unit")) {
    described["unit_title"] = texts.text(segments::unit_key(string_or(described, "unit", "")));
  }
}

json::object answer_json(const segments::LeafAnswer& answer, Currency currency, const Catalogue& texts) {
  return {{"sentence", segments::sentence_of(*answer.leaf, currency, texts)},
          {"value", segments::value_text(answer, currency, texts)},
          {"holds", answer.holds}};
}

json::object field_json(const segments::Field& field, const services::KnownNames& names, const Catalogue& texts) {
  json::object told = segments::describe(field);
  put_words(told, texts);
  if (const auto known = names.find(field.name_source); known != names.end()) {
    json::array list;
    std::ranges::transform(known->second, std::back_inserter(list),
                           [](const std::string& name) { return json::value(name); });
    told["known_values"] = std::move(list);
  }
  return told;
}

// "LTV · Group: flyer · Customers · As of: 2025-12-31": the cell, its part, and what else was asked.
std::string sentence_of(const services::CellQuestion& question, const Catalogue& texts) {
  const std::string& name = question.analysis;
  std::string sentence = analysis::analysis_title(name, texts);
  const auto add = [&](const std::string& title, const std::string& value) {
    sentence += " · " + title + (value.empty() ? "" : ": " + value);
  };
  for (const auto& [column, value] : question.cell.values)
    add(analysis::column_title(name, column, texts), analysis::value_title(name, column, value, texts));
  if (!question.cell.part.empty()) add(analysis::part_title(name, question.cell.part, texts), "");
  for (const auto& [parameter, value] : question.arguments) {
    if (!value.empty()) {
      add(analysis::parameter_title(name, parameter, texts), analysis::value_title(name, parameter, value, texts));
    }
  }
  return sentence;
}

}  // namespace

json::object condition_json(const segments::Condition& condition, Currency currency, const Catalogue& texts) {
  return {{"condition", segments::to_text(condition)},
          {"form", segments::to_form(condition)},
          {"sentence", segments::sentence_of(condition, currency, texts)}};
}

json::object to_json(const services::Segment& segment, Currency currency, const Catalogue& texts) {
  const bool frozen = segment.kind == services::SegmentKind::Frozen;
  json::object told{{"id", segment.id.text()}, {"name", segment.name}, {"kind", frozen ? "frozen" : "live"}};
  // A condition that was written by a newer program is told as it stands.
  if (const auto condition = segments::parse(segment.condition)) {
    for (auto& member : condition_json(*condition, currency, texts)) told[member.key()] = std::move(member.value());
  } else {
    const auto cell = services::cell_question_from(segment.condition);
    told["condition"] = segment.condition;
    told["form"] = nullptr;
    told["sentence"] = cell ? sentence_of(*cell, texts) : segment.condition;
  }
  told["customers"] = segment.customers ? json::value(*segment.customers) : json::value(nullptr);
  told["entered_7d"] = segment.entered_7d;
  told["left_7d"] = segment.left_7d;
  told["frozen_day"] = segment.frozen_day ? json::value(to_text(*segment.frozen_day)) : json::value(nullptr);
  json::array uses;
  for (const services::SegmentUse& use : segment.used_by) {
    uses.push_back(json::object{{"kind", use.kind}, {"id", std::to_string(use.id)}, {"name", use.name}});
  }
  told["used_by"] = std::move(uses);
  told["created_at"] = time_text(segment.created_at);
  told["updated_at"] = time_text(segment.updated_at);
  return told;
}

json::array to_json(const std::vector<segments::LeafAnswer>& answers, Currency currency, const Catalogue& texts) {
  json::array told;
  for (const segments::LeafAnswer& answer : answers) told.push_back(answer_json(answer, currency, texts));
  return told;
}

json::object to_json(const services::SegmentMove& move, Currency currency, const Catalogue& texts) {
  json::array why;
  for (const services::MoveReason& reason : move.reasons) {
    const auto leaf = segments::parse(reason.leaf);
    if (!leaf || leaf->kind != segments::Condition::Kind::Leaf) continue;
    why.push_back(answer_json({.leaf = &*leaf, .holds = reason.holds, .value = reason.value, .name = reason.name},
                              currency, texts));
  }
  return {{"at", time_text(move.at)},
          {"customer_id", move.customer.text()},
          {"number", move.brief.number},
          {"name", move.brief.name},
          {"kind", move.entered ? "entered" : "left"},
          {"cause", move.condition_changed ? "condition" : "facts"},
          {"why", std::move(why)}};
}

json::object fields_json(const services::KnownNames& names, const Catalogue& texts) {
  json::array groups, fields;
  for (const segments::Field& field : segments::fields()) {
    const bool known = std::ranges::any_of(
        groups, [&](const json::value& group) { return string_or(group.get_object(), "name", "") == field.group; });
    if (!known) {
      groups.push_back(json::object{{"name", field.group}, {kTitle, texts.text(segments::group_key(field.group))}});
    }
    fields.push_back(field_json(field, names, texts));
  }
  return {{"groups", std::move(groups)}, {"fields", std::move(fields)}};
}

}  // namespace tsuzuku::api
