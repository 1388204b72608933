#pragma once
// A mail as bytes: multipart/alternative, everything in ASCII, ready for SMTP.

#include <cstdint>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "channels/mail/mailbox.hpp"

namespace tsuzuku::channels {

struct MailMessage {
  Mailbox from;
  Mailbox to;
  std::optional<Mailbox> reply_to;
  std::string subject;          // UTF-8
  std::string text;             // UTF-8, lines ended by \n or \r\n
  std::string html;             // empty: the mail is plain text only
  std::string message_id;       // without <>: made from the touch, so that a second try has the same
  std::int64_t date = 0;        // UTC seconds
  std::string unsubscribe_url;  // one-click by RFC 8058; empty = not an advertising mail
  std::string feedback_id;      // campaign:kind:sender for the mailbox providers' complaint figures; may be empty
};

// Header injection is impossible: texts lose their line breaks, and what is written as it is must be printable ASCII.
// The List-Unsubscribe lines are never folded or encoded: receivers and DKIM signers read them byte by byte. The same
// message gives the same bytes.
// InvalidInput "mail.bad_address", "mail.bad_header" {header} for a Message-ID, link or Feedback-ID that cannot stand
// in a header, "mail.no_text"; TooLarge "mail.too_large" {limit}.
[[nodiscard]] Result<std::string> build_message(const MailMessage& message);

// "Mon, 22 Nov 2026 03:04:05 +0000"
[[nodiscard]] std::string mail_date(std::int64_t utc_seconds);

}  // namespace tsuzuku::channels
