#include "channels/links/link_book.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "channels/template/escape.hpp"

namespace tsuzuku::channels {
namespace {

constexpr std::size_t kTouchBytes = 3 * sizeof(std::int64_t);

void append_big_endian(std::uint64_t number, std::size_t bytes, std::string& out) {
  for (std::size_t i = bytes; i > 0; --i) out += static_cast<char>(number >> (8 * (i - 1)) & 0xFFU);
}

std::uint64_t take_big_endian(std::string_view& bytes, std::size_t count) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < count; ++i) number = number << 8U | static_cast<unsigned char>(bytes[i]);
  bytes.remove_prefix(count);
  return number;
}

bool is_printable_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
}

std::string payload_of(const TouchRef& touch) {
  std::string payload;
  for (const std::int64_t id : {touch.shop.value, touch.customer.value, touch.touch.value}) {
    append_big_endian(static_cast<std::uint64_t>(id), sizeof(id), payload);
  }
  return payload;
}

TouchRef take_touch(std::string_view& payload) {
  const auto next = [&] { return static_cast<std::int64_t>(take_big_endian(payload, sizeof(std::int64_t))); };
  const ShopId shop{next()};
  const CustomerId customer{next()};
  return {.shop = shop, .customer = customer, .touch = TouchId{next()}};
}

}  // namespace

Result<LinkBook> LinkBook::make(std::string_view base, TokenSigner signer) {
  std::string clean;
  escape_whole_link(base, clean);
  while (clean.ends_with('/')) clean.pop_back();
  if (!is_web_link(base) || clean.size() > limits::kLinkTargetBytes || clean.find_first_of("?#") != std::string::npos) {
    return fail(ErrorKind::InvalidInput, "links.bad_base", {{"base", std::string(base)}});
  }
  return LinkBook(std::move(clean), std::move(signer));
}

std::string LinkBook::address(std::string_view path, TokenPurpose purpose, std::string_view payload) const {
  std::string address = base_;
  address += path;
  address += signer_.sign(purpose, payload);
  return address;
}

std::string LinkBook::open_pixel(const TouchRef& touch) const {
  return address(kOpenPath, TokenPurpose::Open, payload_of(touch));
}

std::string LinkBook::unsubscribe(const TouchRef& touch) const {
  return address(kUnsubscribePath, TokenPurpose::Unsubscribe, payload_of(touch));
}

std::string LinkBook::preferences(const TouchRef& touch) const {
  return address(kPreferencesPath, TokenPurpose::Preferences, payload_of(touch));
}

std::string LinkBook::click(const TouchRef& touch, std::uint32_t link, std::string_view target) const {
  if (target.size() > limits::kLinkTargetBytes || !is_web_link(target) || !is_printable_ascii(target)) {
    return std::string(target);
  }
  std::string payload = payload_of(touch);
  append_big_endian(link, sizeof(link), payload);
  payload += target;
  return address(kClickPath, TokenPurpose::Click, payload);
}

std::string LinkBook::message_token(const TouchRef& touch) const {
  return signer_.sign(TokenPurpose::Message, payload_of(touch));
}

std::string LinkBook::receipts(ShopId shop, domain::Channel channel) const {
  std::string payload;
  append_big_endian(static_cast<std::uint64_t>(shop.value), sizeof(shop.value), payload);
  append_big_endian(static_cast<std::uint64_t>(channel), sizeof(channel), payload);
  return address(kReceiptsPath, TokenPurpose::Receipts, payload);
}

std::optional<TouchRef> LinkBook::read(TokenPurpose purpose, std::string_view token) const {
  const auto payload = signer_.open(purpose, token);
  if (!payload || payload->size() != kTouchBytes) return std::nullopt;
  std::string_view rest = *payload;
  return take_touch(rest);
}

std::optional<Click> LinkBook::read_click(std::string_view token) const {
  const auto payload = signer_.open(TokenPurpose::Click, token);
  if (!payload || payload->size() < kTouchBytes + sizeof(Click::link)) return std::nullopt;
  std::string_view rest = *payload;
  const TouchRef touch = take_touch(rest);
  const auto link = static_cast<std::uint32_t>(take_big_endian(rest, sizeof(Click::link)));
  return Click{.touch = touch, .link = link, .target = std::string(rest)};
}

std::optional<LinkBook::Reporter> LinkBook::read_reporter(std::string_view token) const {
  const auto payload = signer_.open(TokenPurpose::Receipts, token);
  if (!payload || payload->size() != sizeof(std::int64_t) + sizeof(domain::Channel)) return std::nullopt;
  std::string_view rest = *payload;
  const ShopId shop{static_cast<std::int64_t>(take_big_endian(rest, sizeof(std::int64_t)))};
  return Reporter{.shop = shop,
                  .channel = static_cast<domain::Channel>(take_big_endian(rest, sizeof(domain::Channel)))};
}

}  // namespace tsuzuku::channels
