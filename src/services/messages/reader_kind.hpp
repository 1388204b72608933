#pragma once
// Whether a person or a machine opened a message or followed a link. Pure. Nobody can be certain; what is called a
// machine's counts for nothing, so what is doubtful is called a person's.

#include <cstdint>
#include <optional>
#include <string_view>

namespace tsuzuku::services {

struct Reading {
  std::string_view user_agent;
  bool head = false;      // asked for the head only: nobody would see anything
  bool prefetch = false;  // the request says that it comes before anybody asked (Sec-Purpose)
  std::optional<std::int64_t> seconds_since_sent{};  // nothing: not known
};

// Scanners of security products, programs without a reader, mail programs that load pictures by themselves (Apple's
// says no more than "Mozilla/5.0"), and whatever comes within kTooSoonSeconds of sending. Proxies that load a picture
// when their user opens the message (Gmail's, Yahoo's) are people's.
[[nodiscard]] bool is_machine(const Reading& reading);

inline constexpr std::int64_t kTooSoonSeconds = 2;

}  // namespace tsuzuku::services
