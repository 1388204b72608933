#include "channels/mail/mailbox.hpp"

#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "base/text.hpp"

namespace tsuzuku::channels {
namespace {

constexpr std::size_t kLocalBytes = 64;
constexpr std::size_t kDomainBytes = 253;
constexpr std::size_t kLabelBytes = 63;
constexpr std::size_t kAddressBytes = 254;

bool is_letter_or_digit_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Dots are allowed anywhere: two large Japanese carriers gave out such addresses for years.
bool is_local_part(std::string_view local) {
  const auto allowed = [](char c) {
    return is_letter_or_digit_byte(c) || std::string_view(".!#$%&'*+-/=?^_`{|}~").contains(c);
  };
  return !local.empty() && local.size() <= kLocalBytes && std::ranges::all_of(local, allowed);
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= kLabelBytes && !label.starts_with('-') && !label.ends_with('-') &&
         std::ranges::all_of(label, [](char c) { return is_letter_or_digit_byte(c) || c == '-'; });
}

bool is_domain(std::string_view domain) {
  const auto labels = split(domain, '.');
  return domain.size() <= kDomainBytes && labels.size() >= 2 && std::ranges::all_of(labels, is_label);
}

struct CloseIdna {
  void operator()(UIDNA* idna) const { uidna_close(idna); }
};

std::optional<std::string> ascii_domain(std::string_view domain) {
  const bool ascii = std::ranges::all_of(domain, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return lower_ascii(domain);
  UErrorCode error = U_ZERO_ERROR;
  static const std::unique_ptr<UIDNA, CloseIdna> kIdna(uidna_openUTS46(
      UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ, &error));
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  std::array<char, 256> buffer{};
  const std::int32_t size =
      uidna_nameToASCII_UTF8(kIdna.get(), domain.data(), static_cast<std::int32_t>(domain.size()), buffer.data(),
                             static_cast<std::int32_t>(buffer.size()), &info, &error);
  if (U_FAILURE(error) || info.errors != 0 || size > static_cast<std::int32_t>(kDomainBytes)) return std::nullopt;
  return std::string(buffer.data(), static_cast<std::size_t>(size));
}

}  // namespace

Result<std::string> checked_address(std::string_view text) {
  const std::string_view address = trim(text);
  const std::size_t at = address.rfind('@');
  const auto refuse = [&] {
    return fail(ErrorKind::InvalidInput, "mail.bad_address", {{"address", std::string(cut_utf8(address, 100))}});
  };
  if (at == std::string_view::npos || address.size() > 4 * kAddressBytes) return refuse();
  const auto domain = ascii_domain(address.substr(at + 1));
  if (!domain || !is_domain(*domain) || !is_local_part(address.substr(0, at))) return refuse();
  std::string checked = std::string(address.substr(0, at + 1)) + *domain;
  if (checked.size() > kAddressBytes) return refuse();
  return checked;
}

std::string domain_of(std::string_view address) { return lower_ascii(address.substr(address.rfind('@') + 1)); }

std::string quoted_address(std::string_view address) {
  const std::size_t at = address.rfind('@');
  const std::string_view local = address.substr(0, at);
  if (!local.starts_with('.') && !local.ends_with('.') && local.find("..") == std::string_view::npos) {
    return std::string(address);
  }
  return '"' + std::string(local) + '"' + std::string(address.substr(at));
}

}  // namespace tsuzuku::channels
