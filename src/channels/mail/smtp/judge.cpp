#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "channels/mail/smtp/smtp_transport.hpp"

namespace tsuzuku::channels {
namespace {

bool says_any(std::string_view text, std::span<const std::string_view> phrases) {
  return std::ranges::any_of(phrases,
                             [&](std::string_view phrase) { return text.find(phrase) != std::string_view::npos; });
}

}  // namespace

std::string enhanced_status(std::string_view text) {
  const auto digits = [&](std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && end < from + 3 && text[end] >= '0' && text[end] <= '9') ++end;
    return end;
  };
  if (text.size() < 5 || (text[0] != '2' && text[0] != '4' && text[0] != '5') || text[1] != '.') return {};
  const std::size_t subject = digits(2);
  if (subject == 2 || subject >= text.size() || text[subject] != '.') return {};
  const std::size_t detail = digits(subject + 1);
  if (detail == subject + 1) return {};
  return std::string(text.substr(0, detail));
}

bool means_dead_address(std::string_view status, std::string_view text) {
  constexpr std::array<std::string_view, 7> kDead = {"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4"};
  if (std::ranges::find(kDead, status) != kDead.end()) return true;
  const bool vague = status.empty() || status == "5.0.0" || status == "5.1.0" || status == "5.5.0" || status == "5.0.1";
  if (!vague) return false;
  constexpr std::array<std::string_view, 9> kWords = {"user unknown",      "unknown user",      "no such user",
                                                      "does not exist",    "no such recipient", "mailbox not found",
                                                      "unknown recipient", "invalid recipient", "user not found"};
  return says_any(lower_ascii(text), kWords);
}

Outcome judge_smtp(Answer answer) {
  Outcome outcome;
  if (answer.stage == Stage::Connection) {
    outcome.kind = OutcomeKind::NotConnected;
  } else if (answer.code < 400) {
    outcome.kind = OutcomeKind::Sent;
  } else {
    outcome.kind = answer.code < 500 ? OutcomeKind::TemporaryRefusal : OutcomeKind::PermanentRefusal;
    const bool about_recipient = answer.stage == Stage::Recipient || answer.stage == Stage::HandedOver;
    outcome.address_is_dead = outcome.kind == OutcomeKind::PermanentRefusal && about_recipient &&
                              means_dead_address(enhanced_status(answer.text), answer.text);
  }
  outcome.answer = std::move(answer);
  return outcome;
}

}  // namespace tsuzuku::channels
