#pragma once
// What must be right before a mail may go to anybody: the law's particulars, links, fields, size.

#include <vector>

#include "channels/channel.hpp"

namespace tsuzuku::channels {

// All findings, those that block first. `fields`: what the shop offers; the channel's own are added. A mail that passes
// without a blocking finding can be composed for any recipient whose values keep to the field rules.
//
// Blocking: anything template.… tells; "mail.bad_address", "mail.bad_host", "mail.password_without_tls", "dkim.…";
// "mail.subject_empty", "mail.no_text"; "mail.unsubscribe_missing", "mail.sender_missing",
// "mail.postal_address_missing" {part} where a part does not show them; "mail.odd_link" {link, line, column};
// "mail.no_address" and "mail.no_words" {line, column} of a link or button; "mail.script" {part}.
// Warnings: "mail.contact_missing" {part}, "mail.insecure_link" {link, line, column}, "mail.html_clipped" {limit},
// "mail.dkim_not_aligned" {domain, sender}.
[[nodiscard]] std::vector<Finding> check_message(const Settings& settings, const Content& content,
                                                 const std::vector<FieldRule>& fields);

}  // namespace tsuzuku::channels
