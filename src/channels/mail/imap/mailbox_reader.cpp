#include "channels/mail/imap/mailbox_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "channels/mail/imap/responses.hpp"

namespace tsuzuku::channels {
namespace {

// Everything between a command and the reply that ends it.
struct Completed {
  std::vector<ImapReply> untagged;
  bool ok = false;
  std::string words;  // of the last reply
};

}  // namespace

class MailboxReader::Connection {
 public:
  Connection(const MailServer& server, MailLine line)
      : server_(server), line_(std::move(line)), replies_(limits::kIncomingMailBytes) {}

  // Sends a command and waits for its end. A refusal ("NO", "BAD") is no error here.
  Result<Completed> run(std::string_view command) {
    const std::string tag = fmt::format("t{}", ++commands_);
    std::size_t given = 0;
    TSUZUKU_CHECK(line_.send(fmt::format("{} {}\r\n", tag, command), given));
    Completed completed;
    for (;;) {
      TSUZUKU_TRY(reply, next_reply());
      if (!reply.line.starts_with(tag + " ")) {
        completed.untagged.push_back(std::move(reply));
        continue;
      }
      completed.words = reply.line.substr(tag.size() + 1);
      completed.ok = starts_with_ignoring_case(completed.words, "OK");
      return completed;
    }
  }

  // The same, where a refusal means that something is wrong with us or the server.
  Status must(std::string_view command) {
    TSUZUKU_TRY(completed, run(command));
    return completed.ok ? Status() : Status(refused(completed.words));
  }

  bool has_move = false;
  bool has_uidplus = false;

 private:
  [[nodiscard]] std::unexpected<Error> refused(std::string_view words) const {
    return fail(ErrorKind::Unavailable, "mail.not_reached",
                {{"host", server_.host}, {"reason", std::string(cut_utf8(words, 300))}});
  }

  Result<ImapReply> next_reply() {
    for (;;) {
      TSUZUKU_TRY(reply, replies_.next());
      if (reply) return *std::move(reply);
      TSUZUKU_TRY(bytes, line_.receive(server_.answer_seconds));
      replies_.feed(bytes);
    }
  }

  MailServer server_;
  MailLine line_;
  ImapReplies replies_;
  int commands_ = 0;
};

MailboxReader::MailboxReader(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
MailboxReader::MailboxReader(MailboxReader&&) noexcept = default;
MailboxReader& MailboxReader::operator=(MailboxReader&&) noexcept = default;
MailboxReader::~MailboxReader() = default;

Result<MailboxReader> MailboxReader::open(const MailServer& server, std::string_view folder) {
  TSUZUKU_TRY(line, MailLine::open(server, "imap", ""));
  auto connection = std::make_unique<Connection>(server, std::move(line));
  TSUZUKU_TRY(capabilities, connection->run("CAPABILITY"));
  for (const ImapReply& reply : capabilities.untagged) {
    const std::string words = lower_ascii(reply.line) + ' ';
    if (!words.starts_with("* capability ")) continue;
    connection->has_move = words.contains(" move ");
    connection->has_uidplus = words.contains(" uidplus ");
  }
  TSUZUKU_TRY(selected, connection->run("SELECT " + imap_quoted(imap_folder_name(folder))));
  if (!selected.ok) {
    return fail(ErrorKind::NotFound, "imap.no_folder", {{"folder", std::string(folder)}, {"reason", selected.words}});
  }
  return MailboxReader(std::move(connection));
}

Result<std::vector<std::uint32_t>> MailboxReader::unseen(std::size_t limit) {
  TSUZUKU_TRY(completed, connection_->run("UID SEARCH UNSEEN UNDELETED"));
  std::vector<std::uint32_t> uids;
  for (const ImapReply& reply : completed.untagged) {
    if (!starts_with_ignoring_case(reply.line, "* SEARCH")) continue;
    for (const std::string_view word : split(std::string_view(reply.line).substr(8), ' ')) {
      std::uint32_t uid = 0;
      const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), uid);
      if (error == std::errc{} && end == word.data() + word.size() && uid > 0) uids.push_back(uid);
    }
  }
  std::ranges::sort(uids);
  if (uids.size() > limit) uids.resize(limit);
  return uids;
}

Result<std::string> MailboxReader::fetch(std::uint32_t uid) {
  TSUZUKU_TRY(completed,
              connection_->run(fmt::format("UID FETCH {} (UID BODY.PEEK[]<0.{}>)", uid, limits::kIncomingMailBytes)));
  const std::string ours = fmt::format("UID {}", uid);
  for (ImapReply& reply : completed.untagged) {
    // Other clients' changes are told in between: only a reply with the text, about this mail, counts.
    if (!reply.literals.empty() && (reply.line.contains(ours + ' ') || reply.line.contains(ours + ')'))) {
      return std::move(reply.literals.front());
    }
  }
  return fail(ErrorKind::NotFound, "imap.no_mail", {{"uid", std::to_string(uid)}});
}

Status MailboxReader::mark_seen(std::uint32_t uid) {
  return connection_->must(fmt::format("UID STORE {} +FLAGS.SILENT (\\Seen)", uid));
}

Status MailboxReader::move(std::uint32_t uid, std::string_view folder) {
  const std::string target = imap_quoted(imap_folder_name(folder));
  TSUZUKU_CHECK(mark_seen(uid));
  const std::string command = fmt::format("UID {} {} {}", connection_->has_move ? "MOVE" : "COPY", uid, target);
  TSUZUKU_TRY(moved, connection_->run(command));
  if (!moved.ok) {
    TSUZUKU_CHECK(connection_->must("CREATE " + target));
    TSUZUKU_CHECK(connection_->must(command));
  }
  if (connection_->has_move) return {};
  TSUZUKU_CHECK(connection_->must(fmt::format("UID STORE {} +FLAGS.SILENT (\\Deleted)", uid)));
  // Without UIDPLUS an EXPUNGE would remove what others have marked, too: the mark must do.
  return connection_->has_uidplus ? connection_->must(fmt::format("UID EXPUNGE {}", uid)) : Status();
}

}  // namespace tsuzuku::channels
