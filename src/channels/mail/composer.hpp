#pragma once
// From templates and settings to the bytes of one recipient's mail.

#include <memory>
#include <vector>

#include "channels/channel.hpp"
#include "channels/template/template.hpp"

namespace tsuzuku::channels {

// As Channel::composer and Channel::own_fields.
[[nodiscard]] Result<std::unique_ptr<Composer>> mail_composer(const Settings& settings, const Content& content,
                                                              const LinkBook& links);
[[nodiscard]] std::vector<FieldRule> mail_fields();
// As Channel::preview.
[[nodiscard]] Result<Content> mail_preview(const Settings& settings, const Content& content,
                                           const Recipient& recipient);

// An address in the mail of this recipient, as it would be followed, and where it stands in the source.
struct MailLink {
  std::string part;  // "text", "html"
  Place place;
  std::string address;
};
// In their order; those that the channel fills in are not among them. Errors as mail_preview().
[[nodiscard]] Result<std::vector<MailLink>> mail_links(const Settings& settings, const Content& content,
                                                       const Recipient& recipient);

}  // namespace tsuzuku::channels
