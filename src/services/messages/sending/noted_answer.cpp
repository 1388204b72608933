#include "services/messages/sending/noted_answer.hpp"

#include "base/json.hpp"
#include "services/messages/foreign_words.hpp"
#include "services/messages/sending/outcomes.hpp"

namespace tsuzuku::services {
namespace {

// Part of files that a later version reads: never renumber OutcomeKind and Stage, never rename.
constexpr std::string_view kKind = "kind", kStage = "stage", kWords = "words", kRetryAfter = "retry_after",
                           kDead = "dead", kAt = "at", kAddress = "address", kConsent = "consent",
                           kAttempts = "attempts";

std::optional<std::int64_t> number_in(const json::object& object, std::string_view name) {
  if (!object.contains(name)) return std::nullopt;
  return integer_or(object, name, 0);
}

}  // namespace

std::string NotedAnswer::text() const {
  json::object noted{{kKind, static_cast<std::int64_t>(outcome.kind)},
                     {kStage, static_cast<std::int64_t>(outcome.answer.stage)},
                     {kWords, foreign_words(outcome.answer.text)},
                     {kAt, at},
                     {kAddress, address},
                     {kAttempts, std::int64_t{attempts}}};
  if (outcome.answer.retry_after_seconds) noted[kRetryAfter] = *outcome.answer.retry_after_seconds;
  if (outcome.address_is_dead) noted[kDead] = 1;
  if (consent) noted[kConsent] = *consent;
  return to_text(noted);
}

std::optional<NotedAnswer> NotedAnswer::read(std::string_view text) {
  const auto parsed = parse_json(text);
  if (!parsed || !parsed->is_object()) return std::nullopt;
  const json::object& noted = parsed->get_object();
  const auto kind = number_in(noted, kKind), stage = number_in(noted, kStage), at = number_in(noted, kAt);
  if (!kind || *kind < 0 || *kind > static_cast<std::int64_t>(channels::OutcomeKind::InDoubt)) return std::nullopt;
  if (!stage || *stage < 0 || *stage > static_cast<std::int64_t>(channels::Stage::HandedOver)) return std::nullopt;
  if (!at) return std::nullopt;
  return NotedAnswer{.outcome = {.kind = static_cast<channels::OutcomeKind>(*kind),
                                 .address_is_dead = number_in(noted, kDead).has_value(),
                                 .answer = {.stage = static_cast<channels::Stage>(*stage),
                                            .answered = true,
                                            .code = 0,
                                            .text = std::string(string_or(noted, kWords, "")),
                                            .retry_after_seconds = number_in(noted, kRetryAfter)}},
                     .at = *at,
                     .address = std::string(string_or(noted, kAddress, "")),
                     .consent = number_in(noted, kConsent),
                     .attempts = static_cast<int>(integer_or(noted, kAttempts, 0))};
}

Settled NotedAnswer::settled() const {
  Settled settled = settled_by(outcome, at);
  settled.address = address;
  settled.consent = consent;
  return settled;
}

}  // namespace tsuzuku::services
