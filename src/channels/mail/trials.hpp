#pragma once
// Trying the settings before anything is sent: connect, sign in, hang up.

#include <string_view>

#include "channels/channel.hpp"
#include "channels/mail/smtp/smtp_transport.hpp"

namespace tsuzuku::channels {

[[nodiscard]] Trial try_smtp(SmtpSettings settings);
// Opens the folder and counts what is unread.
[[nodiscard]] Trial try_mailbox(MailServer server, std::string_view folder);

}  // namespace tsuzuku::channels
