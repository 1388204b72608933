#pragma once
// What is wrong with where the links of a mail lead.

#include <functional>
#include <string>
#include <vector>

#include "channels/mail/composer.hpp"
#include "channels/settings.hpp"
#include "channels/web/link_probe.hpp"

namespace tsuzuku::channels {

using Probe = std::function<std::vector<ProbedLink>(std::vector<std::string> links)>;

// Each address is asked once, and told at the first place where it stands, each with {link, line, column, reason}.
// Blocking: "mail.dead_link". Warnings: "mail.silent_link"; "mail.private_link", which is not asked.
[[nodiscard]] std::vector<Finding> link_findings(const std::vector<MailLink>& links, const Probe& probe);

}  // namespace tsuzuku::channels
