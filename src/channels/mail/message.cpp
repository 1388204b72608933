#include "channels/mail/message.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/day.hpp"
#include "base/limits.hpp"
#include "channels/codec/base64.hpp"
#include "channels/mail/header_words.hpp"

namespace tsuzuku::channels {
namespace {

// No line of base64 holds an underscore, so no part can hold this boundary.
constexpr std::string_view kBoundary = "=_tsuzuku_part";
constexpr std::size_t kHeaderChars = 998;  // longest line that SMTP servers must take

// Printable ASCII that fits one line, with nothing that would end the angle brackets around it.
Status check_raw(std::string_view header, std::string_view value) {
  const bool clean = std::ranges::all_of(value, [](char c) { return c > ' ' && c < 0x7F && c != '<' && c != '>'; });
  if (clean && !value.empty() && header.size() + value.size() + 4 <= kHeaderChars) return {};
  return fail(ErrorKind::InvalidInput, "mail.bad_header", {{"header", std::string(header)}});
}

Status check_address(const Mailbox& mailbox) {
  TSUZUKU_TRY(checked, checked_address(mailbox.address));
  if (checked == mailbox.address) return {};
  return fail(ErrorKind::InvalidInput, "mail.bad_address", {{"address", mailbox.address}});
}

Status check(const MailMessage& message) {
  TSUZUKU_CHECK(check_address(message.from));
  TSUZUKU_CHECK(check_address(message.to));
  if (message.reply_to) TSUZUKU_CHECK(check_address(*message.reply_to));
  TSUZUKU_CHECK(check_raw("Message-ID", message.message_id));
  if (!message.unsubscribe_url.empty()) TSUZUKU_CHECK(check_raw("List-Unsubscribe", message.unsubscribe_url));
  if (!message.feedback_id.empty()) TSUZUKU_CHECK(check_raw("Feedback-ID", message.feedback_id));
  if (message.text.empty()) return fail(ErrorKind::InvalidInput, "mail.no_text");
  return {};
}

// Line ends as they are on the wire.
std::string with_crlf(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 32 + 2);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    out += line;
    if (end != std::string_view::npos) out += "\r\n";
  }
  return out;
}

void append_content(std::string_view type, std::string_view content, std::string& out) {
  append_raw_header("Content-Type", fmt::format("{}; charset=utf-8", type), out);
  append_raw_header("Content-Transfer-Encoding", "base64", out);
  out += "\r\n";
  append_base64_lines(with_crlf(content), out);
}

void append_header(const MailMessage& message, std::string& out) {
  append_raw_header("Date", mail_date(message.date), out);
  append_mailbox_header("From", message.from, out);
  append_mailbox_header("To", message.to, out);
  if (message.reply_to) append_mailbox_header("Reply-To", *message.reply_to, out);
  append_text_header("Subject", message.subject, out);
  append_raw_header("Message-ID", '<' + message.message_id + '>', out);
  if (!message.unsubscribe_url.empty()) {
    append_raw_header("List-Unsubscribe", '<' + message.unsubscribe_url + '>', out);
    append_raw_header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click", out);
  }
  if (!message.feedback_id.empty()) append_raw_header("Feedback-ID", message.feedback_id, out);
  append_raw_header("MIME-Version", "1.0", out);
}

}  // namespace

std::string mail_date(std::int64_t utc_seconds) {
  constexpr std::array kWeekdays = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};  // 1970-01-01 was a Thursday
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::int64_t kDaySeconds = 86'400;
  const std::int64_t seconds = (utc_seconds % kDaySeconds + kDaySeconds) % kDaySeconds;
  const Day day{static_cast<std::int32_t>((utc_seconds - seconds) / kDaySeconds)};
  const CivilDate date = civil(day);
  return fmt::format(
      "{}, {:02} {} {} {:02}:{:02}:{:02} +0000", kWeekdays[static_cast<std::size_t>((day.value % 7 + 7) % 7)], date.day,
      kMonths[static_cast<std::size_t>(date.month - 1)], date.year, seconds / 3600, seconds / 60 % 60, seconds % 60);
}

Result<std::string> build_message(const MailMessage& message) {
  TSUZUKU_CHECK(check(message));
  std::string out;
  out.reserve(2'048 + (message.text.size() + message.html.size()) * 3 / 2);
  append_header(message, out);
  if (message.html.empty()) {
    append_content("text/plain", message.text, out);
  } else {
    append_raw_header("Content-Type", fmt::format("multipart/alternative; boundary=\"{}\"", kBoundary), out);
    for (const auto& [type, content] :
         {std::pair<std::string_view, std::string_view>{"text/plain", message.text}, {"text/html", message.html}}) {
      out += "\r\n--";
      out += kBoundary;
      out += "\r\n";
      append_content(type, content, out);
    }
    out += "\r\n--";
    out += kBoundary;
    out += "--\r\n";
  }
  if (out.size() > limits::kMailBytes) {
    return fail(ErrorKind::TooLarge, "mail.too_large", {{"limit", std::to_string(limits::kMailBytes)}});
  }
  return out;
}

}  // namespace tsuzuku::channels
