#pragma once
// The replies of an IMAP server, cut out of the stream of bytes: lines with the literals that belong to them.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace tsuzuku::channels {

struct ImapReply {
  std::string line;                   // without its end; a literal is left out, its "{123}" stays
  std::vector<std::string> literals;  // in order
};

// Fed with bytes as they arrive; gives replies as they are complete.
class ImapReplies {
 public:
  // A literal over `literal_limit` or a line over 64 KiB makes the stream unreadable.
  explicit ImapReplies(std::size_t literal_limit) : literal_limit_(literal_limit) {}
  void feed(std::string_view bytes) { buffer_ += bytes; }
  // Nothing while the next reply is not complete. Unavailable "imap.bad_answer" {answer}.
  [[nodiscard]] Result<std::optional<ImapReply>> next();

 private:
  std::size_t literal_limit_;
  std::string buffer_;
  std::size_t taken_ = 0;  // of the buffer, by the reply that is being put together
  ImapReply reply_;
};

// A text for a command, in quotes. `text` is printable ASCII; folder names in other letters as modified UTF-7.
[[nodiscard]] std::string imap_quoted(std::string_view text);
[[nodiscard]] std::string imap_folder_name(std::string_view utf8);

}  // namespace tsuzuku::channels
