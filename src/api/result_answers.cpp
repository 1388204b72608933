#include "api/result_answers.hpp"

#include <cmath>

#include "api/answers.hpp"
#include "base/words.hpp"
#include "segments/sentence.hpp"
#include "segments/text.hpp"

namespace tsuzuku::api {
namespace {

using services::Measure;

json::object audience_json(const services::ReachCounts& counts) {
  return {{"customers", counts.customers},       {"sendable", counts.sendable},
          {"held_out", counts.held_out},         {"global_holdout", counts.global_holdout},
          {"same_address", counts.same_address}, {"no_consent", counts.no_consent},
          {"no_address", counts.no_address},     {"suppressed", counts.suppressed}};
}

json::value day_or_null(const std::optional<Day>& day) {
  return day ? json::value(to_text(*day)) : json::value(nullptr);
}

// Sums of whole minor units and whole purchases.
std::int64_t whole(double sum) { return std::llround(sum); }

json::object arm_json(const services::ArmTotals& arm) {
  json::object told{{"customers", arm.customers}, {"sent", arm.sent},     {"opened", arm.opened},
                    {"clicked", arm.clicked},     {"bought", arm.bought}, {"cost", whole(arm.touch_cost)}};
  for (const Measure measure : services::kMeasures) {
    told[services::name_of(measure)] = whole(arm.totals[static_cast<std::size_t>(measure)]);
  }
  return told;
}

json::array interval_json(const models::Interval& interval) { return {interval.low, interval.high}; }

json::value number_or_null(const std::optional<std::int64_t>& number) {
  return number ? json::value(*number) : json::value(nullptr);
}

json::object effect_json(const services::MeasuredEffect& effect, const Catalogue& texts) {
  const std::string name(services::name_of(effect.measure));
  const std::string title = texts.text("results.measures." + name);
  return {{"measure", name},
          {"title", title},
          {"unit", effect.measure == Measure::Orders ? "orders" : "money"},
          {"per_customer", effect.per_customer},
          {"interval", interval_json(effect.interval)},
          {"total", effect.total},
          {"total_interval", interval_json(effect.total_interval)},
          {"verdict", services::name_of(effect.verdict)},
          {"adjusted_by", effect.adjusted ? json::value(texts.text("results.adjusted_by", {{"measure", title}}))
                                          : json::value(nullptr)},
          {"more_needed", number_or_null(effect.more_needed)}};
}

json::value mean_or_null(const std::optional<double>& mean) { return mean ? json::value(*mean) : json::value(nullptr); }

json::object week_json(const services::OutcomeWeek& week) {
  const bool both = week.treated_mean && week.holdout_mean;
  return {{"week", to_text(week.monday)},
          {"treated_customers", week.treated},
          {"holdout_customers", week.holdout},
          {"treated", mean_or_null(week.treated_mean)},
          {"holdout", mean_or_null(week.holdout_mean)},
          {"difference", both ? json::value(*week.treated_mean - *week.holdout_mean) : json::value(nullptr)}};
}

void add_currency(json::object& told, Currency currency) {
  told["currency"] = currency.code;
  told["currency_decimals"] = currency.decimals;
}

}  // namespace

json::object to_json(const services::Campaign& campaign, Currency currency, const Catalogue& texts) {
  const auto condition = segments::parse(campaign.condition);
  json::object told{{"id", campaign.id.text()},
                    {"name", campaign.name},
                    {"state", services::name_of(campaign.state)},
                    {"condition", campaign.condition},
                    {"sentence", condition ? segments::sentence_of(*condition, currency, texts) : campaign.condition}};
  told["segment_id"] = campaign.segment ? json::value(campaign.segment->text()) : json::value(nullptr);
  told["template_id"] = campaign.message ? json::value(campaign.message->text()) : json::value(nullptr);
  told["holdout_permille"] = campaign.holdout_permille;
  told["cost"] = campaign.cost;
  told["send_at"] = time_or_null(campaign.send_at);
  told["audience"] = campaign.audience ? json::value(audience_json(*campaign.audience)) : json::value(nullptr);
  json::object counts;
  for (const auto& [state, touches] : campaign.counts) counts[state] = touches;
  told["counts"] = std::move(counts);
  told["created_at"] = time_text(campaign.created_at);
  told["updated_at"] = time_text(campaign.updated_at);
  return told;
}

json::object to_json(const services::ResultReport& report, Currency currency, const Catalogue& texts) {
  const bool over = report.looking == services::Looking::Once;
  json::object told{{"as_of", to_text(report.as_of)},
                    {"from", day_or_null(report.from)},
                    {"to", day_or_null(report.to)},
                    {"goal_days", report.goal_days},
                    {"arms", json::object{{"treated", arm_json(report.outcome.treated)},
                                          {"holdout", arm_json(report.outcome.holdout)}}},
                    {"interval_kind", over ? "final" : "any_time"}};
  json::array effects, weeks, left_out, assumptions;
  json::value more_needed = nullptr;
  for (const services::MeasuredEffect& effect : report.outcome.effects) {
    effects.push_back(effect_json(effect, texts));
    if (effect.measure == Measure::Contribution) more_needed = number_or_null(effect.more_needed);
  }
  for (const services::OutcomeWeek& week : report.outcome.weeks) weeks.push_back(week_json(week));
  for (const services::ResultLeftOut& out : report.left_out) {
    left_out.push_back(json::object{{"reason", out.reason},
                                    {"message", texts.text("results.left_out." + out.reason)},
                                    {"customers", out.customers}});
  }
  for (const std::string& key : report.assumptions) {
    assumptions.push_back(json::object{{"key", key}, {"message", texts.text("results.assumptions." + key)}});
  }
  told["effects"] = std::move(effects);
  told["more_needed"] = std::move(more_needed);
  told["weeks"] = std::move(weeks);
  told["left_out"] = std::move(left_out);
  told["assumptions"] = std::move(assumptions);
  told["definition"] = texts.text(over ? "results.definition_final" : "results.definition_any_time",
                                  {{"days", std::to_string(report.goal_days)}});
  add_currency(told, currency);
  if (report.period) {
    told["since"] = time_text(report.period->since);
    told["until"] = time_or_null(report.period->until);
  }
  return told;
}

json::object to_json(const services::HoldoutReport& report, Currency currency, const Catalogue& texts) {
  return {{"permille", report.holdout.permille},
          {"since", time_or_null(report.holdout.since)},
          {"drawn_at", time_or_null(report.holdout.drawn_at)},
          {"customers", report.customers},
          {"of", report.of},
          {"proposal", to_json(report.proposal, currency, texts)}};
}

json::object to_json(const services::HoldoutProposal& proposal, Currency currency, const Catalogue& texts) {
  const auto money = [&](double amount) { return money_words(whole(amount), currency, texts); };
  const std::string reason(services::name_of(proposal.reason));
  json::object told{{"permille", proposal.permille ? json::value(*proposal.permille) : json::value(nullptr)},
                    {"reason", reason},
                    {"customers", proposal.customers},
                    {"held_out", proposal.held_out()},
                    {"mean", whole(proposal.mean)},
                    {"deviation", whole(proposal.deviation)},
                    {"difference", whole(proposal.difference)},
                    {"detectable", whole(proposal.detectable())},
                    {"detectable_by_half", whole(proposal.detectable_by_half)}};
  told["message"] =
      texts.text("results.proposal." + reason, {{"customers", std::to_string(proposal.customers)},
                                                {"held_out", std::to_string(proposal.held_out())},
                                                {"least", std::to_string(services::kLeastInArmForVerdict)},
                                                {"least_buyers", std::to_string(services::kLeastBuyersForVerdict)},
                                                {"mean", money(proposal.mean)},
                                                {"deviation", money(proposal.deviation)},
                                                {"difference", money(proposal.difference)},
                                                {"detectable", money(proposal.detectable())}});
  add_currency(told, currency);
  return told;
}

}  // namespace tsuzuku::api
