#pragma once
// What a mail that came in says about a mail of ours: bounces (RFC 3464 and whatever servers invent), complaints
// (RFC 5965), automatic answers, answers of people.

#include <string_view>
#include <vector>

#include "channels/channel.hpp"

namespace tsuzuku::channels {

// One receipt for each recipient that the mail speaks of. The touch is told only by a token of ours in the returned
// message (its Message-ID or its link to unsubscribe), so that nobody can make up a bounce for somebody else's address.
// A bounce that names no known reason is soft. Empty for a mail that is neither a report nor about a mail of ours.
[[nodiscard]] std::vector<Receipt> read_incoming_mail(std::string_view message, const LinkBook& links);

}  // namespace tsuzuku::channels
