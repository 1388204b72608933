#include "channels/web/addresses.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace tsuzuku::channels {
namespace {

struct Range {
  std::uint32_t network;
  int bits;
};
constexpr std::array kPrivate{
    Range{0x00000000, 8},  Range{0x0A000000, 8},  Range{0x64400000, 10}, Range{0x7F000000, 8},  Range{0xA9FE0000, 16},
    Range{0xAC100000, 12}, Range{0xC0000000, 24}, Range{0xC0A80000, 16}, Range{0xC6120000, 15}, Range{0xE0000000, 3}};

}  // namespace

bool is_private(std::uint32_t address) {
  return std::ranges::any_of(kPrivate, [&](const Range& range) {
    const std::uint32_t mask = ~std::uint32_t{0} << (32 - range.bits);
    return (address & mask) == range.network;
  });
}

bool is_private(const in6_addr& address) {
  const unsigned char* bytes = address.s6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&address)) {
    std::uint32_t mapped = 0;
    std::memcpy(&mapped, bytes + 12, sizeof mapped);
    return is_private(ntohl(mapped));
  }
  return (bytes[0] & 0xE0U) != 0x20U;  // anything but global unicast, 2000::/3
}

IpAddress ip_address(const std::string& text) {
  in_addr four{};
  if (inet_pton(AF_INET, text.c_str(), &four) == 1) return std::uint32_t{ntohl(four.s_addr)};
  in6_addr six{};
  if (inet_pton(AF_INET6, text.c_str(), &six) == 1) return six;
  return {};
}

}  // namespace tsuzuku::channels
