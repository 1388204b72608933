#pragma once
// The replies of an SMTP server, cut out of the stream of bytes.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace tsuzuku::channels {

struct SmtpReply {
  int code = 0;      // 200 … 599
  std::string text;  // of all lines, joined by blanks
};

// Fed with bytes as they arrive; gives replies as they are complete.
class SmtpReplies {
 public:
  void feed(std::string_view bytes) { buffer_ += bytes; }
  // Nothing while the next reply is not complete. Unavailable "smtp.bad_answer" {answer} for what is no reply, or one
  // over 64 KiB.
  [[nodiscard]] Result<std::optional<SmtpReply>> next();
  // Nothing is left over from what came.
  [[nodiscard]] bool empty() const { return buffer_.empty() && reply_.code == 0; }

 private:
  std::string buffer_;
  SmtpReply reply_;  // its lines so far
};

}  // namespace tsuzuku::channels
