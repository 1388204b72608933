#include "channels/mail/trials.hpp"

#include "base/text.hpp"
#include "channels/mail/imap/mailbox_reader.hpp"

namespace tsuzuku::channels {
namespace {

// A person waits for the answer.
constexpr int kConnectSeconds = 10;
constexpr int kAnswerSeconds = 20;
constexpr std::size_t kAnswerBytes = 2'000;
constexpr std::size_t kCountedMails = 1'000;

void hurry(MailServer& server) {
  server.connect_seconds = kConnectSeconds;
  server.answer_seconds = kAnswerSeconds;
}

}  // namespace

Trial try_smtp(SmtpSettings settings) {
  hurry(settings.server);
  Trial trial{.name = "smtp", .problem = {}, .answer = {}};
  const auto line = MailLine::open(settings.server, "smtp", settings.helo, [&](std::string_view said) {
    if (trial.answer.size() < kAnswerBytes) trial.answer += cut_utf8(said, kAnswerBytes - trial.answer.size());
  });
  std::erase(trial.answer, '\r');
  if (!is_utf8(trial.answer)) trial.answer.clear();
  if (!line) trial.problem = line.error();
  return trial;
}

Trial try_mailbox(MailServer server, std::string_view folder) {
  hurry(server);
  Trial trial{.name = "imap", .problem = {}, .answer = {}};
  auto reader = MailboxReader::open(server, folder);
  if (!reader) {
    trial.problem = reader.error();
    return trial;
  }
  const auto unseen = reader->unseen(kCountedMails);
  if (unseen) {
    trial.answer = std::to_string(unseen->size());
  } else {
    trial.problem = unseen.error();
  }
  return trial;
}

}  // namespace tsuzuku::channels
