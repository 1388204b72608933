#include "api/journey_answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "api/answers.hpp"
#include "base/words.hpp"
#include "journeys/entry.hpp"
#include "segments/sentence.hpp"
#include "segments/text.hpp"
#include "services/journeys/beginnings.hpp"

namespace tsuzuku::api {
namespace {

using services::Journey;

std::string sentence_of(const std::string& condition, Currency currency, const Catalogue& texts) {
  const auto parsed = segments::parse(condition);
  return parsed ? segments::sentence_of(*parsed, currency, texts) : condition;
}

// How customers come in, in a sentence.
std::string entry_of(const journeys::Definition& definition, Currency currency, const Catalogue& texts) {
  for (const journeys::Node& node : definition.nodes) {
    if (const auto* by_condition = std::get_if<journeys::EntryCondition>(&node.kind)) {
      if (by_condition->condition.empty()) break;
      return texts.text("journeys.entry.by_condition",
                        {{"sentence", sentence_of(by_condition->condition, currency, texts)}});
    }
    const auto* by_event = std::get_if<journeys::EntryEvent>(&node.kind);
    if (by_event == nullptr || !by_event->event) continue;
    const std::string event = texts.text("journeys.events." + std::string(name_of(*by_event->event)));
    if (by_event->condition.empty()) return texts.text("journeys.entry.by_event", {{"event", event}});
    return texts.text("journeys.entry.by_event_if",
                      {{"event", event}, {"sentence", sentence_of(by_event->condition, currency, texts)}});
  }
  return texts.text("journeys.entry.none");
}

// The value of a reason as a person reads it.
std::string value_text(const journeys::ReasonValue& value, Currency currency, const Catalogue& texts) {
  switch (value.kind) {
    case journeys::ValueKind::Count:
    case journeys::ValueKind::Days:
      return std::to_string(std::llround(value.number));
    case journeys::ValueKind::Rate:
      return fmt::format("{:.1f}%", value.number * 100);
    case journeys::ValueKind::Points:
      return fmt::format("{:.1f}", value.number);
    case journeys::ValueKind::Months:
      return std::to_string(std::max(1LL, std::llround(std::ceil(value.number))));
    case journeys::ValueKind::Money:
      return money_words(std::llround(value.number), currency, texts);
  }
  return {};
}

std::string reason_text(const journeys::ProposalReason& reason, Currency currency, const Catalogue& texts) {
  ErrorArguments values;
  for (const journeys::ReasonValue& value : reason.values) {
    values.emplace_back(value.name, value_text(value, currency, texts));
  }
  return texts.text("journeys.proposal.reasons." + reason.key, values);
}

// What the numbers take for granted, in words.
json::array assumptions_of(const services::StageNumbers& numbers, Currency currency, const Catalogue& texts) {
  const auto say = [&](std::string_view key, const ErrorArguments& values = {}) {
    return json::string(texts.text("journeys.proposal.assumptions." + std::string(key), values));
  };
  json::array all;
  all.emplace_back(say("window", {{"days", std::to_string(numbers.window_days)}}));
  all.emplace_back(say("arrivals", {{"days", std::to_string(numbers.arrival_days)}, {"day", to_text(numbers.as_of)}}));
  if (numbers.value_customers > 0) {
    all.emplace_back(say("value", {{"days", std::to_string(numbers.value_days)},
                                   {"money", money_words(numbers.proposal.value_per_conversion, currency, texts)},
                                   {"customers", std::to_string(numbers.value_customers)}}));
  } else {
    all.emplace_back(say("no_value"));
  }
  all.emplace_back(say("cost"));
  return all;
}

template <typename T>
json::value number_or_null(const std::optional<T>& number) {
  return number ? json::value(*number) : json::value(nullptr);
}

json::object to_json(const services::NodeNumbers& node) {
  json::object object{{"waiting", node.waiting},   {"passed", node.passed},   {"planned", node.planned},
                      {"sent", node.sent},         {"skipped", node.skipped}, {"failed", node.failed},
                      {"in_doubt", node.in_doubt}, {"opened", node.opened},   {"clicked", node.clicked}};
  if (!node.exits.empty()) {
    json::object exits;
    for (const auto& [exit, runs] : node.exits) exits[exit] = runs;
    object["exits"] = std::move(exits);
  }
  return object;
}

json::array named(const Catalogue& texts, const std::string& prefix, std::span<const std::string_view> names) {
  json::array all;
  for (const std::string_view name : names) {
    all.emplace_back(json::object{{"name", name}, {"title", texts.text(prefix + std::string(name))}});
  }
  return all;
}

// Gives the fields of one kind, or of one group, their titles. A name means the same everywhere unless its place says
// otherwise.
class Titles {
 public:
  explicit Titles(const Catalogue& texts) : texts_(texts) {}

  void add(json::array& fields, const std::string& place) const {
    for (json::value& one : fields) {
      json::object& field = one.as_object();
      const std::string name(string_or(field, "name", ""));
      const std::string own = "journeys.field_titles." + place + "." + name;
      field["title"] = texts_.text(texts_.contains(own) ? own : "journeys.fields." + name);
      if (json::value* choices = field.if_contains("choices")) *choices = choices_of(name, choices->as_array());
      if (json::value* inner = field.if_contains("fields")) add(inner->as_array(), name);
    }
  }

 private:
  [[nodiscard]] json::array choices_of(const std::string& field, const json::array& choices) const {
    json::array all;
    for (const json::value& choice : choices) {
      const std::string name(choice.as_string());
      const std::string prefix = field == "event"      ? "journeys.events."
                                 : field == "channels" ? "journeys.choices.channel."
                                                       : "journeys.choices." + field + ".";
      all.emplace_back(json::object{{"name", name}, {"title", texts_.text(prefix + name)}});
    }
    return all;
  }
  const Catalogue& texts_;
};

}  // namespace

json::object to_json(const Journey& journey, Currency currency, const Catalogue& texts) {
  return json::object{{"id", journey.id.text()},
                      {"name", journey.name},
                      {"state", name_of(journey.state)},
                      {"version", journey.version},
                      {"draft", journey.has_draft},
                      {"waiting", journey.waiting},
                      {"entered", journey.entered()},
                      {"ended", journey.ended},
                      {"entry", entry_of(journeys::parse_definition(journey.definition).definition, currency, texts)},
                      {"created_at", time_text(journey.created_at)},
                      {"updated_at", time_text(journey.updated_at)}};
}

json::object to_json(const Journey& journey, const std::vector<journeys::Problem>& problems, Currency currency,
                     const Catalogue& texts) {
  json::object object = to_json(journey, currency, texts);
  auto definition = parse_json(journey.definition);
  object["definition"] = definition ? std::move(*definition) : json::value(nullptr);
  object["problems"] = to_json(problems, texts);
  object["started_at"] = time_or_null(journey.started_at);
  return object;
}

json::array to_json(const std::vector<journeys::Problem>& problems, const Catalogue& texts) {
  json::array all;
  for (const journeys::Problem& problem : problems) {
    all.emplace_back(json::object{{"node", problem.node},
                                  {"field", problem.field},
                                  {"key", problem.error.key},
                                  {"message", texts.text(problem.error)}});
  }
  return all;
}

json::object to_json(const services::JourneyNumbers& numbers) {
  json::object nodes;
  for (const auto& [id, node] : numbers.nodes) nodes[id] = to_json(node);
  json::object ends;
  for (const auto& [reason, runs] : numbers.ends) ends[reason] = runs;
  return json::object{{"as_of_time", time_text(numbers.as_of)},
                      {"nodes", std::move(nodes)},
                      {"ends", std::move(ends)},
                      {"entered_today", numbers.entered_today}};
}

json::object to_json(const services::Proposed& proposed, Currency currency, const Catalogue& texts) {
  const journeys::Proposal& proposal = proposed.proposal;
  const journeys::ProposalNumbers& numbers = proposed.numbers.proposal;
  json::array steps;
  const auto messages = services::messages_of(proposal, texts);
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const journeys::ProposedStep& step = proposal.steps[i];
    steps.emplace_back(json::object{{"slot", step.slot},
                                    {"day", step.day},
                                    {"why", reason_text(step.why, currency, texts)},
                                    {"subject", messages[i].subject},
                                    {"text", messages[i].text}});
  }
  json::array reasons;
  for (const journeys::ProposalReason& reason : proposal.reasons) {
    reasons.emplace_back(reason_text(reason, currency, texts));
  }
  for (json::value& assumption : assumptions_of(proposed.numbers, currency, texts)) reasons.push_back(assumption);
  return json::object{{"rate", proposal.rate},
                      {"point_value_per_month", proposal.point_value_per_month},
                      {"holdout_permille", proposal.holdout_permille},
                      {"months_to_decide", proposal.months_to_decide},
                      {"steps", std::move(steps)},
                      {"reasons", std::move(reasons)},
                      {"definition", journeys::to_json(proposal.definition)},
                      {"numbers", json::object{{"stage", numbers.stage},
                                               {"matured", numbers.matured},
                                               {"converted", numbers.converted},
                                               {"window_days", proposed.numbers.window_days},
                                               {"days_p25", numbers.days_p25},
                                               {"days_median", numbers.days_median},
                                               {"days_p75", numbers.days_p75},
                                               {"customers_per_month", numbers.customers_per_month},
                                               {"value_per_conversion", numbers.value_per_conversion},
                                               {"value_days", proposed.numbers.value_days},
                                               {"value_customers", proposed.numbers.value_customers},
                                               {"days_to_delivery", number_or_null(numbers.days_to_delivery)},
                                               {"pack_days", number_or_null(numbers.pack_days)}}},
                      {"as_of", to_text(proposed.numbers.as_of)},
                      {"currency", currency.code},
                      {"currency_decimals", currency.decimals}};
}

json::object journey_schema(const Catalogue& texts) {
  json::object schema = journeys::definition_schema();
  const Titles titles(texts);
  titles.add(schema.at("journey").as_array(), "journey");
  for (auto& kind : schema.at("nodes").as_object()) {
    const std::string name(kind.key());
    titles.add(kind.value().as_array(), name);
    kind.value() = json::object{{"title", texts.text("journeys.nodes." + name)}, {"fields", std::move(kind.value())}};
  }
  std::vector<std::string_view> reasons;
  for (int reason = 0; reason <= static_cast<int>(journeys::EndReason::Damaged); ++reason) {
    reasons.push_back(name_of(static_cast<journeys::EndReason>(reason)));
  }
  std::vector<std::string_view> refusals;
  for (int refusal = 1; refusal <= static_cast<int>(journeys::Refusal::ConditionNotHeld); ++refusal) {
    refusals.push_back(name_of(static_cast<journeys::Refusal>(refusal)));
  }
  schema["events"] = named(texts, "journeys.events.", journeys::event_names());
  schema["end_reasons"] = named(texts, "journeys.end_reasons.", reasons);
  schema["refusals"] = named(texts, "journeys.refusals.", refusals);
  return schema;
}

}  // namespace tsuzuku::api
