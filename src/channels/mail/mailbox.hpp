#pragma once
// Mail addresses and the names beside them.

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace tsuzuku::channels {

struct Mailbox {
  std::string name;     // UTF-8, may be empty
  std::string address;  // as checked_address() gives it
};

// The address as it is sent to: without blanks around it, domain in lower case and without non-ASCII letters
// (日本語.jp becomes xn--wgv71a119e.jp). Local parts that break the rules but exist ("a..b@docomo.ne.jp",
// "a.@ezweb.ne.jp") are taken. InvalidInput "mail.bad_address" {address}.
[[nodiscard]] Result<std::string> checked_address(std::string_view text);

// Behind the last @, in lower case.
[[nodiscard]] std::string domain_of(std::string_view address);

// For SMTP commands and headers: a local part that breaks the rules in quotes.
[[nodiscard]] std::string quoted_address(std::string_view address);

}  // namespace tsuzuku::channels
