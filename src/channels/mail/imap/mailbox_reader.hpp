#pragma once
// Reading a mailbox over IMAP: what is new, and putting away what was dealt with. libcurl opens, secures and signs in;
// the commands are ours, because libcurl's own fetch marks a mail as seen before anybody has dealt with it.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "channels/mail/connection.hpp"

namespace tsuzuku::channels {

// One folder on one connection; not for several threads. After an error of kind Unavailable the connection is of no
// use: open another one. A mail that was not marked or moved comes again with the next unseen().
class MailboxReader {
 public:
  // Unavailable "mail.not_reached" {host, reason} (also a wrong password: the server's words are the reason),
  // "imap.no_folder" {folder, reason}; errors as check_server().
  [[nodiscard]] static Result<MailboxReader> open(const MailServer& server, std::string_view folder);
  MailboxReader(MailboxReader&&) noexcept;
  MailboxReader& operator=(MailboxReader&&) noexcept;
  ~MailboxReader();

  // Numbers (UID) of mails not yet seen, oldest first, at most `limit`.
  [[nodiscard]] Result<std::vector<std::uint32_t>> unseen(std::size_t limit);
  // The first limits::kIncomingMailBytes of a mail; it stays unseen. NotFound "imap.no_mail" when it is gone.
  [[nodiscard]] Result<std::string> fetch(std::uint32_t uid);
  [[nodiscard]] Status mark_seen(std::uint32_t uid);
  // Seen and in the other folder, which is made when it is not there.
  [[nodiscard]] Status move(std::uint32_t uid, std::string_view folder);

 private:
  class Connection;
  explicit MailboxReader(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace tsuzuku::channels
