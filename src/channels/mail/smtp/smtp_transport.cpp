#include "channels/mail/smtp/smtp_transport.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "channels/mail/mailbox.hpp"
#include "channels/mail/smtp/dialogue.hpp"

namespace tsuzuku::channels {
namespace {

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

class SmtpTransport final : public Transport {
 public:
  explicit SmtpTransport(const SmtpSettings& settings) : handle_(open_handle(settings.server, "smtp", settings.helo)) {
    CURL* curl = handle_.get();
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, this);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
    // The only way to learn which command a reply belongs to.
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, overhear);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, this);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error_.data());
  }

  Answer exchange(const Rendered& message) override {
    CURL* curl = handle_.get();
    const std::string sender = '<' + quoted_address(message.sender) + '>';
    const std::string recipient = '<' + quoted_address(message.recipient) + '>';
    const std::unique_ptr<curl_slist, FreeList> recipients(curl_slist_append(nullptr, recipient.c_str()));
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.body.size()));
    dialogue_.begin_message();
    error_[0] = '\0';
    content_ = message.body;
    const CURLcode result = curl_easy_perform(curl);
    content_ = {};
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, nullptr);
    return answer(result);
  }

 private:
  // libcurl's result alone does not decide: a reply to the whole message counts even when the connection broke behind
  // it.
  [[nodiscard]] Answer answer(CURLcode result) const {
    const int code = dialogue_.code();
    const bool final_reply = dialogue_.stage() == Stage::HandedOver && code != 0;
    const bool refused = code >= 400 && code < 600;
    Answer answer{.stage = dialogue_.stage(), .answered = final_reply || refused, .code = 0, .text = {}};
    if (answer.answered) {
      answer.code = code;
      answer.text = dialogue_.text();
    } else {
      answer.text = error_[0] != '\0' ? error_.data() : curl_easy_strerror(result);
    }
    return answer;
  }

  static std::size_t give(char* into, std::size_t size, std::size_t count, void* self) {
    auto& transport = *static_cast<SmtpTransport*>(self);
    const std::size_t bytes = std::min(size * count, transport.content_.size());
    std::memcpy(into, transport.content_.data(), bytes);
    transport.content_.remove_prefix(bytes);
    const bool first_time = transport.dialogue_.stage() != Stage::HandedOver;
    if (transport.content_.empty() && first_time) transport.dialogue_.content_given();
    return bytes;
  }

  static std::size_t hear(char* line, std::size_t size, std::size_t count, void* self) {
    static_cast<SmtpTransport*>(self)->dialogue_.reply({line, size * count});
    return size * count;
  }

  static int overhear(CURL*, curl_infotype kind, char* text, std::size_t size, void* self) {
    if (kind == CURLINFO_HEADER_OUT) static_cast<SmtpTransport*>(self)->dialogue_.command({text, size});
    return 0;
  }

  CurlHandle handle_;
  std::array<char, CURL_ERROR_SIZE> error_{};
  Dialogue dialogue_;
  std::string_view content_;  // not yet given
};

bool says_any(std::string_view text, std::span<const std::string_view> phrases) {
  return std::ranges::any_of(phrases,
                             [&](std::string_view phrase) { return text.find(phrase) != std::string_view::npos; });
}

}  // namespace

Result<std::unique_ptr<Transport>> smtp_transport(SmtpSettings settings) {
  TSUZUKU_CHECK(check_server(settings.server));
  TSUZUKU_CHECK(check_server({.host = settings.helo}));
  return std::make_unique<SmtpTransport>(settings);
}

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
