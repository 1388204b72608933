#pragma once
// Sending over SMTP: one connection, reused from message to message. libcurl opens, secures and signs in; the commands
// are ours: only so it is known to the byte whether a server can have a message (docs/mail.md).

#include <memory>
#include <string>

#include "channels/channel.hpp"
#include "channels/mail/connection.hpp"

namespace tsuzuku::channels {

struct SmtpSettings {
  MailServer server;
  std::string helo;         // the name by which we greet; a host name
  int final_seconds = 600;  // a server may take ten minutes to accept what it was given (RFC 5321 4.5.3.2.6)
};

// Errors as check_server(), and "mail.bad_host" for a greeting that is no host name. Where the server allows it, the
// commands of a message travel together. A refused message leaves the connection open.
[[nodiscard]] Result<std::unique_ptr<Transport>> smtp_transport(SmtpSettings settings);

// "5.1.1" at the beginning of an SMTP answer's text, or nothing.
[[nodiscard]] std::string enhanced_status(std::string_view text);
// An SMTP answer as an outcome: 2xx sent, 4xx later, 5xx never; before the sender is told it is about the session and
// says nothing about the message.
[[nodiscard]] Outcome judge_smtp(Answer answer);
// True for statuses and words that mean: nobody has this address, and nobody will. Full mailboxes, blocked senders and
// policies are no such thing.
[[nodiscard]] bool means_dead_address(std::string_view status, std::string_view text);

}  // namespace tsuzuku::channels
