#pragma once
// Whether receivers can tell that the shop's mails are the shop's: what stands in DNS against what belongs there.

#include <string>
#include <string_view>
#include <vector>

#include "channels/mail/dns/resolver.hpp"
#include "channels/settings.hpp"

namespace tsuzuku::channels {

enum class DnsState : std::uint8_t {
  Good,
  Missing,
  Bad,      // it is there, and receivers will not do with it what it is for
  Unknown,  // DNS did not answer, or we cannot know what belongs there
};
[[nodiscard]] std::string_view name_of(DnsState state);  // "good", "missing", "bad", "unknown"

struct DnsCheck {
  std::string name;    // "spf", "dkim", "dmarc"
  std::string record;  // the name in DNS that was asked for
  DnsState state = DnsState::Unknown;
  std::string found;
  std::string wanted;     // what to enter there; empty when only the server's operator knows
  std::string advice;     // key below "dns_advice"
  ErrorArguments values;  // fill it
};

// Three checks, in the order above. SPF is asked of the domain that bounces go to, DKIM of `dkim_domain`, DMARC of the
// sender's domain and the domains above it.
[[nodiscard]] std::vector<DnsCheck> check_dns(const Settings& settings, const Resolver& resolver);

}  // namespace tsuzuku::channels
