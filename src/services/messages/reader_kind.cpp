#include "services/messages/reader_kind.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/text.hpp"

namespace tsuzuku::services {
namespace {

// In lower case; a part of the name is enough.
constexpr std::array<std::string_view, 26> kMachines = {
    "bot",        "crawl",      "spider",    "scan",      "preview",  "headless",   "phantomjs",
    "python-",    "curl/",      "wget/",     "go-http-",  "java/",    "okhttp",     "libwww",
    "httpclient", "node-fetch", "axios",     "barracuda", "mimecast", "proofpoint", "messagelabs",
    "symantec",   "trendmicro", "safelinks", "fireeye",   "cloudmark"};
// Load pictures for somebody who has just opened the message.
constexpr std::array<std::string_view, 2> kProxiesOfPeople = {"googleimageproxy", "yahoomailproxy"};
// Apple Mail loads every picture when the mail comes in, through relays that tell no more than this.
constexpr std::string_view kApplePrefetch = "mozilla/5.0";

bool contains_one(std::string_view text, std::span<const std::string_view> parts) {
  return std::ranges::any_of(parts, [&](std::string_view part) { return text.contains(part); });
}

}  // namespace

bool is_machine(const Reading& reading) {
  if (reading.head || reading.prefetch) return true;
  const std::string agent = lower_ascii(trim(reading.user_agent));
  if (agent.empty() || agent == kApplePrefetch) return true;
  if (contains_one(agent, kProxiesOfPeople)) return false;
  if (contains_one(agent, kMachines)) return true;
  return reading.seconds_since_sent && *reading.seconds_since_sent < kTooSoonSeconds;
}

}  // namespace tsuzuku::services
