// Any bytes as a request target, a query, a Cookie header. What is accepted must be clean UTF-8 without NUL
// and must come through percent-encoding unchanged.

#include <cstdint>
#include <cstdlib>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "http/query.hpp"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void require_clean(std::string_view text) {
  require(tsuzuku::is_utf8(text));
  require(text.find('\0') == std::string_view::npos);
  require(tsuzuku::http::percent_decode(tsuzuku::http::percent_encode(text)) == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto target = tsuzuku::http::parse_target(text)) {
    for (const auto& segment : target->segments) {
      require_clean(segment);
      require(segment != ".." && segment != ".");
    }
  }
  if (const auto query = tsuzuku::http::Query::parse(text)) {
    require(query->all().size() <= tsuzuku::limits::kQueryParameters);
    for (const auto& [name, value] : query->all()) {
      require_clean(name);
      require_clean(value);
      require(!name.empty() && query->find(name) == value);
    }
  }
  static_cast<void>(tsuzuku::http::find_cookie(text, "session"));
  return 0;
}
