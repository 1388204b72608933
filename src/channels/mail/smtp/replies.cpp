#include "channels/mail/smtp/replies.hpp"

#include <charconv>
#include <utility>

#include "base/text.hpp"

namespace tsuzuku::channels {
namespace {

constexpr std::size_t kReplyBytes = 64U << 10U;
constexpr std::size_t kTextBytes = 1'000;  // kept of what a server says

int code_of(std::string_view line) {
  int code = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), code);
  const bool three_digits = error == std::errc{} && end - line.data() == 3 && line.front() != '-';
  const bool ended = line.size() == 3 || line[3] == ' ' || line[3] == '-';
  return three_digits && ended && code >= 200 && code < 600 ? code : 0;
}

}  // namespace

Result<std::optional<SmtpReply>> SmtpReplies::next() {
  const auto unreadable = [](std::string_view answer) {
    return fail(ErrorKind::Unavailable, "smtp.bad_answer", {{"answer", std::string(cut_utf8(answer, 200))}});
  };
  for (;;) {
    const std::size_t end = buffer_.find('\n');
    if (end == std::string::npos) {
      if (buffer_.size() > kReplyBytes) return unreadable(buffer_);
      return std::nullopt;
    }
    std::string_view line = std::string_view(buffer_).substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const int code = line.size() < 3 ? 0 : code_of(line);
    if (code == 0) return unreadable(line);
    const bool last = line.size() == 3 || line[3] == ' ';
    reply_.code = code;
    if (line.size() > 4 && reply_.text.size() + line.size() < kTextBytes) {
      reply_.text += (reply_.text.empty() ? "" : " ") + std::string(line.substr(4));
    }
    buffer_.erase(0, end + 1);
    if (last) return std::exchange(reply_, {});
  }
}

}  // namespace tsuzuku::channels
