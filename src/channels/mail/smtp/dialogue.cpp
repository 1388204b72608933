#include "channels/mail/smtp/dialogue.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace tsuzuku::channels {

void Dialogue::begin_message() {
  next(Stage::Connection);
  left_ = false;
}

void Dialogue::next(Stage stage) {
  stage_ = stage;
  code_ = 0;
  text_.clear();
  complete_ = false;
}

void Dialogue::command(std::string_view line) {
  if (starts_with_ignoring_case(line, "MAIL FROM:")) {
    next(Stage::Sender);
  } else if (starts_with_ignoring_case(line, "RCPT TO:")) {
    next(Stage::Recipient);
  } else if (starts_with_ignoring_case(line, "DATA")) {
    next(Stage::Content);
  } else if (starts_with_ignoring_case(line, "QUIT")) {
    left_ = true;
  } else if (stage_ == Stage::Connection) {
    next(Stage::Connection);  // EHLO, STARTTLS, AUTH
  }
}

void Dialogue::content_given() { next(Stage::HandedOver); }

void Dialogue::reply(std::string_view line) {
  constexpr std::size_t kTextBytes = 1'000;
  if (left_) return;
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  int code = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), code);
  if (error != std::errc{} || end - line.data() != 3) return;
  if (complete_) text_.clear();
  const bool last = line.size() == 3 || line[3] == ' ';
  const std::string_view words = line.substr(std::min<std::size_t>(4, line.size()));
  if (text_.size() + words.size() < kTextBytes) text_ += (text_.empty() ? "" : " ") + std::string(words);
  complete_ = last;
  if (last) code_ = code;
}

}  // namespace tsuzuku::channels
