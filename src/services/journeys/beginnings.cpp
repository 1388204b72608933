#include "services/journeys/beginnings.hpp"

#include <utility>

namespace tsuzuku::services {
namespace {

// The words of a slot, and below them who sends it and how to say no.
FirstMessage message_of(const std::string& slot, const std::string& key, const Catalogue& texts) {
  const std::string subject = texts.text(key + ".subject");
  return {.slot = slot,
          .name = subject,
          .subject = subject,
          .text = texts.text(key + ".text") + texts.text("journeys.message_footer")};
}

std::vector<FirstMessage> named_after(const std::string& journey_name, std::vector<FirstMessage> messages) {
  for (FirstMessage& message : messages) message.name = journey_name + " / " + message.name;
  return messages;
}

}  // namespace

std::vector<FirstMessage> messages_of(const journeys::Template& from, const Catalogue& texts) {
  std::vector<FirstMessage> messages;
  for (const std::string& slot : from.messages) {
    messages.push_back(message_of(slot, "journeys.templates." + from.name + ".messages." + slot, texts));
  }
  return messages;
}

std::vector<FirstMessage> messages_of(const journeys::Proposal& proposal, const Catalogue& texts) {
  std::vector<FirstMessage> messages;
  for (const journeys::ProposedStep& step : proposal.steps) {
    messages.push_back(message_of(step.slot, "journeys.proposal.messages." + step.slot, texts));
  }
  return messages;
}

Result<Beginning> beginning_of_template(const std::string& journey_name, const std::string& name,
                                        const Catalogue& texts) {
  TSUZUKU_TRY(templates, journeys::load_templates());
  std::string known;
  for (journeys::Template& one : templates) {
    if (one.name == name) {
      auto messages = named_after(journey_name, messages_of(one, texts));
      return Beginning{
          journeys::filled(std::move(one.definition), {}, [&](std::string_view key) { return texts.text(key); }),
          std::move(messages)};
    }
    known += (known.empty() ? "" : ", ") + one.name;
  }
  return fail(ErrorKind::Usage, "journeys.unknown_journey_template", {{"name", name}, {"known", known}});
}

Beginning beginning_of_proposal(const std::string& journey_name, journeys::Proposal proposal, const Catalogue& texts) {
  auto messages = named_after(journey_name, messages_of(proposal, texts));
  return {std::move(proposal.definition), std::move(messages)};
}

}  // namespace tsuzuku::services
