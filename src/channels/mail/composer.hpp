#pragma once
// From templates and settings to the bytes of one recipient's mail.

#include <memory>
#include <vector>

#include "channels/channel.hpp"

namespace tsuzuku::channels {

// As Channel::composer and Channel::own_fields.
[[nodiscard]] Result<std::unique_ptr<Composer>> mail_composer(const Settings& settings, const Content& content,
                                                              const LinkBook& links);
[[nodiscard]] std::vector<FieldRule> mail_fields();
// As Channel::preview.
[[nodiscard]] Result<Content> mail_preview(const Settings& settings, const Content& content,
                                           const Recipient& recipient);

}  // namespace tsuzuku::channels
