#pragma once
// Whether the addresses in a message lead anywhere, asked as a reader's browser would ask: before thousands follow
// them.

#include <cstdint>
#include <string>
#include <vector>

namespace tsuzuku::channels {

enum class LinkState : std::uint8_t {
  Alive,
  Dead,     // the server says that the page is not there (404, 410), or nobody has the name, while other links answer
  Silent,   // nobody answered in time, or what came is no page now: a person should look
  Private,  // an address inside a network, which readers cannot reach; it is not asked
};

struct ProbedLink {
  std::string link;
  LinkState state = LinkState::Silent;
  std::string reason;  // what was answered or what failed: "404", "SSL certificate problem …"; empty when alive
};

struct ProbeRules {
  static constexpr std::size_t kLinksMost = 50;
  static constexpr int kRedirectsMost = 5;
  int seconds = 8;                 // for all of them together
  bool private_addresses = false;  // ask those inside networks, too: for tests
};

// Asks each of http(s) links once, all at the same time, at most kLinksMost of them; in their order. Pages are not
// read. Whoever writes a mail makes this machine ask: so it asks for http and https alone, and nobody inside private
// networks, whatever names and redirections say.
[[nodiscard]] std::vector<ProbedLink> probe_links(std::vector<std::string> links, const ProbeRules& rules = {});

}  // namespace tsuzuku::channels
