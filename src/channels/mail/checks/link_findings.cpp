#include "channels/mail/checks/link_findings.hpp"

#include <algorithm>
#include <string_view>

#include "base/text.hpp"

namespace tsuzuku::channels {
namespace {

constexpr std::size_t kShownBytes = 200;

std::string_view key_of(LinkState state) {
  switch (state) {
    case LinkState::Dead:
      return "mail.dead_link";
    case LinkState::Private:
      return "mail.private_link";
    case LinkState::Alive:
    case LinkState::Silent:
      break;
  }
  return "mail.silent_link";
}

}  // namespace

std::vector<Finding> link_findings(const std::vector<MailLink>& links, const Probe& probe) {
  std::vector<std::string> addresses;
  for (const MailLink& link : links) {
    if (std::ranges::find(addresses, link.address) == addresses.end()) addresses.push_back(link.address);
  }
  std::vector<Finding> findings;
  for (const ProbedLink& probed : probe(std::move(addresses))) {
    if (probed.state == LinkState::Alive) continue;
    const auto first = std::ranges::find(links, probed.link, &MailLink::address);
    findings.push_back({.blocks = probed.state == LinkState::Dead,
                        .part = first->part,
                        .error = {ErrorKind::InvalidInput,
                                  std::string(key_of(probed.state)),
                                  {{"link", std::string(cut_utf8(probed.link, kShownBytes))},
                                   {"line", std::to_string(first->place.line)},
                                   {"column", std::to_string(first->place.column)},
                                   {"reason", probed.reason}}}});
  }
  std::ranges::stable_sort(findings, std::ranges::greater(), &Finding::blocks);
  return findings;
}

}  // namespace tsuzuku::channels
