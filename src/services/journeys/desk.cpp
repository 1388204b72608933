#include "services/journeys/desk.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <variant>

#include "journeys/templates.hpp"

namespace tsuzuku::services {

Questions questions_of(const Conditions& conditions) {
  return {
      .problem = [&conditions](ShopId shop, std::string_view condition) { return conditions.problem(shop, condition); },
      .holds = [&conditions](sql::Session& session, ShopId shop, CustomerId customer, std::string_view condition,
                             std::int64_t now) { return conditions.holds(session, shop, customer, condition, now); },
      .members = [&conditions](ShopId shop, std::string_view condition,
                               Day as_of) { return conditions.members(shop, condition, as_of); }};
}

Result<std::unique_ptr<JourneyDesk>> JourneyDesk::open(sql::Database& database, IdMaker& ids, Ledgers& ledgers,
                                                       const Conditions& conditions, const Templates& templates,
                                                       const Publishing& publishing) {
  std::unique_ptr<JourneyDesk> desk(
      new JourneyDesk(database, ledgers, templates, publishing, questions_of(conditions)));
  TSUZUKU_TRY(journeys, Journeys::open(database, ids, desk->questions_));
  TSUZUKU_TRY(figures, JourneyFigures::open(database));
  TSUZUKU_TRY(trials, Trials::open(database, desk->questions_));
  desk->journeys_.emplace(std::move(journeys));
  desk->figures_ = std::move(figures);
  desk->trials_.emplace(std::move(trials));
  return desk;
}

Result<Journey> JourneyDesk::create(ShopId shop, std::optional<StaffId> staff, const std::string& name,
                                    const journeys::Definition& definition, std::span<const FirstMessage> messages,
                                    std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  std::map<std::string, std::string> template_of_slot;
  for (const FirstMessage& message : messages) {
    TSUZUKU_TRY(free_name, templates_->free_name(*session, shop, message.name));
    TSUZUKU_TRY(id, templates_->create(*session, shop,
                                       {.channel = domain::Channel::Mail,
                                        .name = free_name,
                                        .content = {.subject = message.subject, .text = message.text},
                                        .staff = staff},
                                       now));
    template_of_slot[message.slot] = id.text();
  }
  const auto as_it_is = [](std::string_view key) { return "@" + std::string(key); };
  const journeys::Definition filled = journeys::filled(definition, template_of_slot, as_it_is);
  TSUZUKU_TRY(journey, journeys_->create(*session, shop, staff, name, journeys::to_json(filled), now));
  TSUZUKU_CHECK(transaction.commit());
  return std::move(journey);
}

namespace {

journeys::Problem not_ready(const std::string& node, const WordsToSend& words, std::size_t findings) {
  return {node, "template",
          Error{ErrorKind::Conflict,
                "journeys.message_not_ready",
                {{"name", words.name}, {"findings", std::to_string(findings)}}}};
}

}  // namespace

struct JourneyDesk::FirstWords {
  std::map<TemplateId, WordsToSend> words;  // never published, and fit to be
  std::vector<journeys::Problem> problems;
};

Result<JourneyDesk::FirstWords> JourneyDesk::first_words(const Shop& shop, std::string_view definition) const {
  FirstWords first;
  for (const journeys::Node& node : journeys::parse_definition(definition).definition.nodes) {
    const auto* send = std::get_if<journeys::Send>(&node.kind);
    const auto id = send == nullptr ? std::nullopt : TemplateId::parse(send->message);
    if (!id) continue;
    const auto words = publishing_->words_to_send(shop.id, *id);
    // A message that is not there is a problem of the definition and told with its others.
    if (!words && words.error().kind == ErrorKind::NotFound) continue;
    if (!words) return fail(words.error());
    if (!words->first_use) continue;
    TSUZUKU_TRY(obstacles, publishing_->obstacles(shop, words->channel, words->content));
    if (obstacles.empty()) {
      first.words.emplace(*id, *words);
    } else {
      first.problems.push_back(not_ready(node.id, *words, obstacles.size()));
    }
  }
  return first;
}

Result<std::vector<journeys::Problem>> JourneyDesk::problems(const Shop& shop, std::string_view definition) const {
  TSUZUKU_TRY(problems, journeys_->problems(shop.id, definition));
  TSUZUKU_TRY(first, first_words(shop, definition));
  std::ranges::move(first.problems, std::back_inserter(problems));
  return problems;
}

Result<std::vector<journeys::Problem>> JourneyDesk::publish(const Shop& shop, JourneyId id,
                                                            std::optional<StaffId> staff, std::int64_t now) {
  TSUZUKU_TRY(journey, journeys_->get(shop.id, id));
  TSUZUKU_TRY(first, first_words(shop, journey.definition));
  if (!first.problems.empty()) return problems(shop, journey.definition);
  std::vector<journeys::Problem> dead;
  for (const auto& [message, words] : first.words) {
    TSUZUKU_TRY(links, publishing_->dead_links(shop, words.channel, words.content));
    if (!links.empty()) dead.push_back(not_ready({}, words, links.size()));
  }
  if (!dead.empty()) return dead;
  return journeys_->publish(shop.id, id, staff, now, [&](sql::Session& session) -> Status {
    for (const auto& [message, words] : first.words) {
      TSUZUKU_CHECK(publishing_->begin_to_send(session, shop.id, message, words, now));
    }
    return {};
  });
}

Result<Proposed> JourneyDesk::propose(const Shop& shop, int stage, std::optional<int> pack_days) const {
  TSUZUKU_TRY(ledger, ledgers_->get(shop));
  TSUZUKU_TRY(numbers, stage_numbers(*ledger, stage, pack_days));
  TSUZUKU_TRY(proposal, journeys::propose(numbers.proposal));
  return Proposed{std::move(proposal), numbers};
}

Result<TrialResult> JourneyDesk::try_out(const Shop& shop, const Journey& journey, std::string_view definition,
                                         int most, std::int64_t now) const {
  TSUZUKU_TRY(problems, journeys_->problems(shop.id, definition));
  // Nothing is sent, so a message that is still to be written does not matter.
  std::erase_if(problems, [](const auto& problem) { return problem.error.key == "journeys.unknown_template"; });
  auto plan = journeys::Plan::make(journey.id, journey.version + 1,
                                   std::move(journeys::parse_definition(definition).definition));
  if (!problems.empty() || !plan) {
    return fail(ErrorKind::Conflict, "journeys.not_runnable",
                {{"name", journey.name}, {"problems", std::to_string(problems.size())}});
  }
  TSUZUKU_TRY(ledger, ledgers_->get(shop));
  return trials_->run(shop, *plan, *ledger, most, now);
}

}  // namespace tsuzuku::services
