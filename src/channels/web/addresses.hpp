#pragma once
// Addresses of machines: which of them the public network reaches.

#include <netinet/in.h>

#include <cstdint>
#include <string>
#include <variant>

namespace tsuzuku::channels {

// Of IANA's special-purpose addresses those that are not reached over the public network (RFC 6890 and its successors).
[[nodiscard]] bool is_private(std::uint32_t address);  // IPv4, in the machine's order of bytes
[[nodiscard]] bool is_private(const in6_addr& address);

using IpAddress = std::variant<std::monostate, std::uint32_t, in6_addr>;
// "192.0.2.1" or "2001:db8::1"; std::monostate of everything else.
[[nodiscard]] IpAddress ip_address(const std::string& text);

}  // namespace tsuzuku::channels
