#pragma once
// The settings of the mail channel: what a shop tells us once.

#include <optional>
#include <string>

#include "channels/mail/connection.hpp"
#include "channels/mail/mailbox.hpp"
#include "channels/mail/smtp/smtp_transport.hpp"
#include "channels/settings.hpp"

namespace tsuzuku::channels {

[[nodiscard]] const SettingsSchema& mail_schema();

struct MailSender {
  Mailbox from;
  std::optional<Mailbox> reply_to;
  std::string bounce_address;  // envelope sender; the sender's address where none is set
};
// InvalidInput "mail.bad_address".
[[nodiscard]] Result<MailSender> mail_sender(const Settings& settings);

[[nodiscard]] SmtpSettings smtp_settings(const Settings& settings);
// Where bounces arrive; an empty host when no mailbox is read.
[[nodiscard]] MailServer bounce_server(const Settings& settings);

}  // namespace tsuzuku::channels
