// Any bytes from an SMTP server, cut anywhere: the same replies whatever the cut.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "channels/mail/smtp/replies.hpp"

namespace {

using namespace tsuzuku::channels;

std::vector<std::string> replies_of(std::string_view stream, std::size_t piece) {
  SmtpReplies replies;
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
      if ((*next)->code < 200 || (*next)->code > 599) std::abort();
      told.push_back(std::to_string((*next)->code) + (*next)->text);
    }
  }
  return told;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > 60'000) return 0;
  const std::string_view stream(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (replies_of(stream, 1U + data[0] % 16U) != replies_of(stream, 1U << 20U)) std::abort();
  return 0;
}
