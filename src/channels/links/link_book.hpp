#pragma once
// The addresses in a message that lead back to us, each signed for one touch: opened, clicked, unsubscribe,
// preferences; and what an address that comes in says. No address leads to a place that was not in the message: the
// target of a click stands inside the signed token.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "channels/links/signer.hpp"
#include "domain/codes.hpp"

namespace tsuzuku::channels {

// The touch that a message belongs to.
struct TouchRef {
  ShopId shop;
  CustomerId customer;
  TouchId touch;
  friend bool operator==(const TouchRef&, const TouchRef&) = default;
};

struct Click {
  TouchRef touch;
  std::uint32_t link = 0;  // its number in the message
  std::string target;      // http or https
};

// Paths below the shop's public address; a token follows each.
inline constexpr std::string_view kOpenPath = "/o/";
inline constexpr std::string_view kClickPath = "/c/";
inline constexpr std::string_view kUnsubscribePath = "/u/";
inline constexpr std::string_view kPreferencesPath = "/p/";
// Where the operator of a relay reports what became of messages.
inline constexpr std::string_view kReceiptsPath = "/api/public/bounces/";

// Safe for any number of threads.
class LinkBook {
 public:
  // `base`: where the public pages lie, "https://mail.shop.example"; a slash at its end is cut. InvalidInput
  // "links.bad_base" {base} when it is no address.
  [[nodiscard]] static Result<LinkBook> make(std::string_view base, TokenSigner signer);

  [[nodiscard]] std::string open_pixel(const TouchRef& touch) const;
  [[nodiscard]] std::string unsubscribe(const TouchRef& touch) const;
  [[nodiscard]] std::string preferences(const TouchRef& touch) const;
  // `target` itself when it is no address we sign: not http(s), blanks or non-ASCII in it, over
  // limits::kLinkTargetBytes.
  [[nodiscard]] std::string click(const TouchRef& touch, std::uint32_t link, std::string_view target) const;
  // For the Message-ID, so that a bounce finds its touch and nobody can invent one.
  [[nodiscard]] std::string message_token(const TouchRef& touch) const;

  // The address for reports about one shop's messages by one channel; as good as a password.
  [[nodiscard]] std::string receipts(ShopId shop, domain::Channel channel) const;

  // Nothing for any token that was not made for that purpose by us.
  [[nodiscard]] std::optional<TouchRef> read(TokenPurpose purpose, std::string_view token) const;
  [[nodiscard]] std::optional<Click> read_click(std::string_view token) const;
  struct Reporter {
    ShopId shop;
    domain::Channel channel = domain::Channel::Mail;
  };
  [[nodiscard]] std::optional<Reporter> read_reporter(std::string_view token) const;

 private:
  LinkBook(std::string base, TokenSigner signer) : base_(std::move(base)), signer_(std::move(signer)) {}
  [[nodiscard]] std::string address(std::string_view path, TokenPurpose purpose, std::string_view payload) const;
  std::string base_;
  TokenSigner signer_;
};

}  // namespace tsuzuku::channels
