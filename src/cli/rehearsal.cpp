#include "cli/rehearsal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "app/random.hpp"
#include "app/services.hpp"
#include "services/journeys/send_gate.hpp"

namespace tsuzuku::cli {
namespace {

using services::RehearsedJourney;

const services::MeasuredEffect* effect_on(services::Measure measure, const RehearsedJourney& journey) {
  const auto& effects = journey.report.outcome.effects;
  const auto found = std::ranges::find(effects, measure, &services::MeasuredEffect::measure);
  return found == effects.end() ? nullptr : &*found;
}

// Orders for each treated customer who is compared.
double true_effect(const RehearsedJourney& journey) {
  const auto treated = static_cast<double>(journey.report.outcome.treated.customers);
  return treated == 0 ? 0 : static_cast<double>(journey.orders_because) / treated;
}

json::object to_json(const RehearsedJourney& journey) {
  json::object row{{"id", journey.id.text()},
                   {"name", journey.name},
                   {"mails", journey.mails},
                   {"treated", journey.report.outcome.treated.customers},
                   {"held_out", journey.report.outcome.holdout.customers},
                   {"orders_because", journey.orders_because},
                   {"true_effect", true_effect(journey)}};
  if (const auto* effect = effect_on(services::Measure::Orders, journey)) {
    row["effect"] = effect->per_customer;
    row["interval"] = json::array{effect->interval.low, effect->interval.high};
    row["verdict"] = services::name_of(effect->verdict);
  }
  return row;
}

void print_text(const Command& command, const RehearsedJourney& journey) {
  const auto number = [](double value) { return fmt::format("{:+.3f}", value); };
  fmt::print("{}\n", command.text("cli.demo.rehearsed", {{"journey", journey.name},
                                                         {"mails", to_grouped_text(journey.mails, {"", 0})},
                                                         {"truth", number(true_effect(journey))}}));
  for (const services::Measure measure : {services::Measure::Orders, services::Measure::Contribution}) {
    const auto* effect = effect_on(measure, journey);
    if (effect == nullptr) continue;
    const auto shown = [&](double value) {
      return measure == services::Measure::Orders ? number(value) : fmt::format("{:+.0f}", value);
    };
    fmt::print("  {}\n", command.text("cli.demo.measured." + std::string(services::name_of(measure)),
                                      {{"effect", shown(effect->per_customer)},
                                       {"low", shown(effect->interval.low)},
                                       {"high", shown(effect->interval.high)},
                                       {"verdict", command.text("cli.demo.verdicts." +
                                                                std::string(services::name_of(effect->verdict)))}}));
  }
}

}  // namespace

Result<int> rehearse(const Command& command, app::Store& store, const services::Shop& shop,
                     const services::RehearsalOptions& options, const std::string& format) {
  TSUZUKU_TRY(services, app::Services::open(store));
  TSUZUKU_TRY(gate, services::JourneySendGate::open(store.database(), services->journeys->questions()));
  const bool terminal = isatty(STDERR_FILENO) != 0;
  TSUZUKU_TRY(rehearsal, services::rehearse({.database = store.database(),
                                             .ids = store.ids(),
                                             .shops = store.shops(),
                                             .ledgers = store.ledgers(),
                                             .messages = *services->messages,
                                             .journeys = *services->journeys,
                                             .engine = *services->journey_engine,
                                             .results = services->results,
                                             .gate = *gate,
                                             .folder = store.data(),
                                             .random_name = app::random_name},
                                            shop, options, command.texts(), [&](int days) {
                                              if (terminal) {
                                                fmt::print(stderr, "\r{} / {}", days, services::kRehearsalDays);
                                              }
                                            }));
  if (terminal) fmt::print(stderr, "\r\x1b[K");
  if (format == "json") {
    json::array journeys;
    for (const RehearsedJourney& journey : rehearsal.journeys) journeys.emplace_back(to_json(journey));
    fmt::print("{}\n", to_text(json::object{
                           {"shop", shop.name}, {"orders", rehearsal.orders}, {"journeys", std::move(journeys)}}));
    return kDone;
  }
  fmt::print("{}\n", command.text("cli.demo.rehearsed_shop",
                                  {{"shop", shop.name}, {"orders", to_grouped_text(rehearsal.orders, {"", 0})}}));
  for (const RehearsedJourney& journey : rehearsal.journeys) print_text(command, journey);
  return kDone;
}

}  // namespace tsuzuku::cli
