#include "channels/mail/smtp/smtp_transport.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "channels/mail/mailbox.hpp"
#include "channels/mail/smtp/replies.hpp"

namespace tsuzuku::channels {
namespace {

constexpr int kGoOn = 354;
constexpr int kLeaving = 421;

// As it goes over the wire: a dot at the begin of a line doubled, ended by a line with one dot.
void write_content(std::string_view body, std::string& out) {
  out.clear();
  out.reserve(body.size() + 8);
  while (!body.empty()) {
    if (body.front() == '.') out += '.';
    const std::size_t next = body.find("\r\n.");
    const std::size_t size = next == std::string_view::npos ? body.size() : next + 2;
    out += body.substr(0, size);
    body.remove_prefix(size);
  }
  if (!out.ends_with("\r\n")) out += "\r\n";
  out += ".\r\n";
}

std::string words_of(const Error& error) {
  for (const auto& [name, value] : error.arguments) {
    if (name == "reason" || name == "answer") return value;
  }
  return error.key;
}

// An open connection and what the server can do.
struct Session {
  MailLine line;
  SmtpReplies replies;
  bool pipelining = false;
  bool size = false;
  bool used = false;        // for a message before this one
  bool unfinished = false;  // a refused message must be taken back before the next
};

class SmtpTransport final : public Transport {
 public:
  explicit SmtpTransport(SmtpSettings settings) : settings_(std::move(settings)) {}
  SmtpTransport(const SmtpTransport&) = delete;
  SmtpTransport& operator=(const SmtpTransport&) = delete;
  ~SmtpTransport() override {
    std::size_t given = 0;
    if (session_ && session_->line.quiet()) static_cast<void>(session_->line.send("QUIT\r\n", given));
  }

  Answer exchange(const Rendered& message) override {
    if (!checked_address(message.sender) || !checked_address(message.recipient)) {
      return {.stage = Stage::Recipient, .answered = true, .code = 553, .text = "5.1.3 not an address"};
    }
    for (;;) {
      // Closed meanwhile, about to be, or out of step with us.
      const bool usable = session_ && session_->line.quiet() && session_->replies.empty();
      if (!usable) session_.reset();
      if (!session_) {
        if (auto refused = open()) return *std::move(refused);
      }
      const bool used = std::exchange(session_->used, true);
      Answer answer = hand_over(message);
      const bool gone = !answer.answered || answer.code == kLeaving;
      if (gone) session_.reset();
      // A server may hang up between two messages; nothing of this one was given, so a new connection may try it.
      if (gone && used && answer.stage == Stage::Sender) continue;
      return answer;
    }
  }

 private:
  // Nothing when the session is open.
  std::optional<Answer> open() {
    SmtpReplies heard;
    std::optional<SmtpReply> last;
    bool pipelining = false, size = false;
    auto line = MailLine::open(settings_.server, "smtp", settings_.helo, [&](std::string_view said) {
      const std::string word = lower_ascii(trim(said.substr(std::min<std::size_t>(4, said.size()))));
      pipelining |= word == "pipelining";
      size |= word == "size" || word.starts_with("size ");
      heard.feed(said);
      for (auto reply = heard.next(); reply && *reply; reply = heard.next()) {
        // The farewell to a QUIT of libcurl is no answer to what went before.
        if ((*reply)->code != 221) last = **std::move(reply);
      }
    });
    if (line) {
      session_.emplace(Session{.line = *std::move(line), .replies = {}, .pipelining = pipelining, .size = size});
      return std::nullopt;
    }
    if (last && last->code >= 400) {
      return Answer{.stage = Stage::Connection, .answered = true, .code = last->code, .text = last->text};
    }
    return Answer{.stage = Stage::Connection, .text = words_of(line.error())};
  }

  Answer hand_over(const Rendered& message) {
    std::string taking_back;
    if (std::exchange(session_->unfinished, true)) taking_back = "RSET\r\n";
    const std::string sender =
        fmt::format("MAIL FROM:<{}>{}\r\n", quoted_address(message.sender),
                    session_->size ? fmt::format(" SIZE={}", message.body.size()) : std::string());
    const std::string recipient = fmt::format("RCPT TO:<{}>\r\n", quoted_address(message.recipient));
    constexpr std::string_view kData = "DATA\r\n";

    // Together where the server allows it; the replies come in the same order either way.
    const bool together = session_->pipelining;
    if (together) {
      if (auto lost = say(taking_back + sender + recipient + std::string(kData), Stage::Sender))
        return *std::move(lost);
    } else if (auto lost = say(taking_back + sender, Stage::Sender)) {
      return *std::move(lost);
    }
    if (!taking_back.empty()) {
      if (auto answer = hear(Stage::Sender); !answer.answered) return answer;
    }
    Answer told_sender = hear(Stage::Sender);
    if (!together && accepted(told_sender)) {
      if (auto lost = say(recipient, Stage::Recipient)) return *std::move(lost);
    }
    if (!together && !accepted(told_sender)) return told_sender;
    if (!told_sender.answered) return told_sender;
    Answer told_recipient = hear(Stage::Recipient);
    if (!told_recipient.answered) return accepted(told_sender) ? told_recipient : told_sender;
    const bool welcome = accepted(told_sender) && accepted(told_recipient);
    if (!together) {
      if (!welcome) return told_recipient;
      if (auto lost = say(kData, Stage::Content)) return *std::move(lost);
    }
    Answer told_data = hear(Stage::Content);
    if (!welcome) {
      take_back(told_data);
      return accepted(told_sender) ? told_recipient : told_sender;
    }
    if (!told_data.answered || told_data.code != kGoOn) return told_data;
    return give(message.body);
  }

  static bool accepted(const Answer& answer) { return answer.answered && answer.code < 300; }

  Answer give(std::string_view body) {
    write_content(body, content_);
    std::size_t given = 0;
    if (const auto sent = session_->line.send(content_, given); !sent) {
      // Without its last byte no server can have taken the message.
      const Stage stage = given == content_.size() ? Stage::HandedOver : Stage::Content;
      return Answer{.stage = stage, .text = words_of(sent.error())};
    }
    Answer answer = hear(Stage::HandedOver, settings_.final_seconds);
    answer.answered = answer.answered && (answer.code < 300 || answer.code >= 400);  // else it makes no sense here
    if (answer.answered) session_->unfinished = false;
    return answer;
  }

  // A server that answers DATA with "go on" although it has refused sender or recipient is given an empty message,
  // which it has nobody to deliver to.
  void take_back(const Answer& told_data) {
    if (!told_data.answered || told_data.code != kGoOn) return;
    if (say(".\r\n", Stage::Content) || !hear(Stage::Content).answered) session_.reset();
  }

  // Nothing when everything was given out.
  std::optional<Answer> say(std::string_view words, Stage stage) {
    std::size_t given = 0;
    const auto sent = session_->line.send(words, given);
    if (sent) return std::nullopt;
    return Answer{.stage = stage, .text = words_of(sent.error())};
  }

  Answer hear(Stage stage) { return hear(stage, settings_.server.answer_seconds); }
  Answer hear(Stage stage, int seconds) {
    for (;;) {
      auto reply = session_->replies.next();
      if (!reply) return {.stage = stage, .text = words_of(reply.error())};
      if (*reply) return {.stage = stage, .answered = true, .code = (*reply)->code, .text = std::move((*reply)->text)};
      const auto bytes = session_->line.receive(seconds);
      if (!bytes) return {.stage = stage, .text = words_of(bytes.error())};
      session_->replies.feed(*bytes);
    }
  }

  SmtpSettings settings_;
  std::optional<Session> session_;
  std::string content_;  // as it goes over the wire; kept for its memory
};

}  // namespace

Result<std::unique_ptr<Transport>> smtp_transport(SmtpSettings settings) {
  TSUZUKU_CHECK(check_server(settings.server));
  TSUZUKU_CHECK(check_server({.host = settings.helo}));
  return std::make_unique<SmtpTransport>(std::move(settings));
}

}  // namespace tsuzuku::channels
