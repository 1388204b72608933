// Any bytes as a mail that came in, or as the webhook of a relay. Nothing may be claimed about a touch without our
// token; what is told is text.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.hpp"
#include "channels/links/links_for_tests.hpp"
#include "channels/mail/bounces/mime_part.hpp"
#include "channels/mail/bounces/reports.hpp"
#include "channels/mail/bounces/webhooks.hpp"
#include "channels/mail/header_words.hpp"

namespace {

using namespace tsuzuku;
using namespace tsuzuku::channels;

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const LinkBook links = test_links();
  const std::string_view mail(reinterpret_cast<const char*>(data), size);
  for (const Receipt& receipt : read_incoming_mail(mail, links)) {
    require(is_utf8(receipt.detail) && is_utf8(receipt.address));
    // The corpus holds one real token, of this touch; no other can be made up.
    require(!receipt.touch || *receipt.touch == TouchRef{.shop = {1}, .customer = {2}, .touch = {3}});
  }
  if (const auto told = read_webhook(mail, links)) {
    for (const Receipt& receipt : *told) require(is_utf8(receipt.detail) && is_utf8(receipt.address));
  }
  require(is_utf8(decode_header_text(mail)));
  return 0;
}
