// Any bytes from an IMAP server, cut anywhere: the same replies whatever the cut.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "channels/mail/imap/responses.hpp"

namespace {

using namespace tsuzuku::channels;

std::vector<std::string> replies_of(std::string_view stream, std::size_t piece) {
  ImapReplies replies(1'000);
  std::vector<std::string> told;
  for (; !stream.empty(); stream.remove_prefix(std::min(piece, stream.size()))) {
    replies.feed(stream.substr(0, piece));
    for (;;) {
      const auto next = replies.next();
      if (!next) {
        told.push_back(next.error().key);
        return told;
      }
      if (!*next) break;
      told.push_back((*next)->line);
      for (const std::string& literal : (*next)->literals) told.push_back(literal);
    }
  }
  return told;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view stream(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (replies_of(stream, 1U + data[0] % 16U) != replies_of(stream, 1U << 20U)) std::abort();
  return 0;
}
