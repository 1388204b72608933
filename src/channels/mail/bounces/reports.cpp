#include "channels/mail/bounces/reports.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "base/text.hpp"
#include "channels/mail/bounces/mime_part.hpp"
#include "channels/mail/header_words.hpp"
#include "channels/mail/smtp/smtp_transport.hpp"

namespace tsuzuku::channels {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t kTokenCharsMin = 40;
constexpr std::size_t kTokenCharsMax = 100;
constexpr int kTokenTries = 200;  // in one mail; each costs a HMAC
constexpr std::size_t kDetailBytes = 500;

bool is_token_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// Looks for one of our tokens: runs of its letters that are as long as a token and stand where one of ours can stand.
class TouchFinder {
 public:
  explicit TouchFinder(const LinkBook& links) : links_(links) {}

  void look(std::string_view text) {
    for (std::size_t at = 0; at < text.size() && !found_ && tries_ < kTokenTries;) {
      if (!is_token_char(text[at])) {
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < text.size() && is_token_char(text[end])) ++end;
      const std::string_view run = text.substr(at, end - at);
      if (run.size() >= kTokenCharsMin && run.size() <= kTokenCharsMax) {
        const bool message_id = end < text.size() && text[end] == '@';
        const bool unsubscribe = text.substr(0, at).ends_with(kUnsubscribePath);
        if (message_id) open(TokenPurpose::Message, run);
        if (unsubscribe) open(TokenPurpose::Unsubscribe, run);
      }
      at = end;
    }
  }

  void look(const Headers& headers) {
    for (const auto* name : {"message-id", "list-unsubscribe", "in-reply-to", "references", "original-message-id"}) {
      look(header_of(headers, name));
    }
  }

  // The original's headers first, then everything else that is text.
  void look(const MimePart& part) {
    for (const MimePart& inner : part.parts) look(inner);
    look(part.headers);
    look(std::string_view(part.content));
  }

  [[nodiscard]] const std::optional<TouchRef>& found() const { return found_; }

 private:
  void open(TokenPurpose purpose, std::string_view token) {
    ++tries_;
    if (const auto touch = links_.read(purpose, token)) found_ = touch;
  }
  const LinkBook& links_;
  std::optional<TouchRef> found_;
  int tries_ = 0;
};

const MimePart* find_part(const MimePart& part, std::span<const std::string_view> types) {
  if (std::ranges::find(types, part.type()) != types.end()) return &part;
  for (const MimePart& inner : part.parts) {
    if (const MimePart* found = find_part(inner, types)) return found;
  }
  return nullptr;
}

std::string readable(std::string_view raw) {
  std::string text;
  for (const char c : decode_header_text(raw)) text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return std::string(cut_utf8(text, kDetailBytes));
}

// "rfc822; <hanako@mail.example>"
std::string address_in(std::string_view value) {
  const std::size_t semicolon = value.find(';');
  std::string_view address = trim(semicolon == std::string_view::npos ? value : value.substr(semicolon + 1));
  if (address.starts_with('<') && address.ends_with('>')) address = address.substr(1, address.size() - 2);
  return std::string(cut_utf8(readable(address), 320));
}

// The enhanced status in "smtp; 550-5.1.1 <x>: unknown", where Status itself says nothing.
std::string status_in(std::string_view diagnostic) {
  for (std::size_t at = 0; at < diagnostic.size(); ++at) {
    const bool starts = at == 0 || diagnostic[at - 1] == ' ' || diagnostic[at - 1] == '-' || diagnostic[at - 1] == '#';
    if (!starts) continue;
    if (std::string status = enhanced_status(diagnostic.substr(at)); !status.empty()) return status;
  }
  return {};
}

ReceiptKind kind_of(std::string_view action, std::string_view status, std::string_view diagnostic) {
  if (action == "delayed") return ReceiptKind::Delayed;
  if (action == "delivered" || action == "relayed" || action == "expanded") return ReceiptKind::Delivered;
  const bool final_status = status.starts_with('5') || status.empty();
  return final_status && means_dead_address(status, diagnostic) ? ReceiptKind::HardBounce : ReceiptKind::SoftBounce;
}

std::optional<Receipt> receipt_of_group(const Headers& group) {
  const std::string action = lower_ascii(header_of(group, "action").substr(0, 20));
  if (action.empty()) return std::nullopt;  // the group about the message as a whole
  const std::string diagnostic = readable(header_of(group, "diagnostic-code"));
  std::string status = enhanced_status(header_of(group, "status"));
  const std::string told = status_in(diagnostic);
  if (!told.empty() && (status.empty() || status.ends_with(".0.0"))) status = told;
  const auto original = header_of(group, "original-recipient");
  return Receipt{.kind = kind_of(action, status, diagnostic),
                 .touch = {},
                 .address = address_in(original.empty() ? header_of(group, "final-recipient") : original),
                 .detail = std::string(trim(status + ' ' + diagnostic))};
}

std::vector<Receipt> delivery_status(std::string_view content) {
  std::vector<Receipt> receipts;
  for (std::string_view rest = content; !rest.empty();) {
    const std::size_t end = rest.find("\n\n");
    if (auto receipt = receipt_of_group(parse_headers(rest.substr(0, end)))) receipts.push_back(*std::move(receipt));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
  }
  return receipts;
}

std::vector<Receipt> complaint(std::string_view content) {
  const Headers fields = parse_headers(content);
  const std::string kind = lower_ascii(header_of(fields, "feedback-type"));
  if (kind.empty() || kind == "not-spam") return {};
  return {{.kind = ReceiptKind::Complained,
           .touch = {},
           .address = address_in(header_of(fields, "original-rcpt-to")),
           .detail = readable(kind + ' ' + std::string(header_of(fields, "user-agent")))}};
}

bool is_from_a_mail_system(const MimePart& mail) {
  const std::string from = lower_ascii(mail.header("from"));
  return trim(mail.header("return-path")) == "<>" || !mail.header("x-failed-recipients").empty() ||
         from.contains("mailer-daemon") || from.contains("postmaster");
}

bool is_automatic(const MimePart& mail) {
  const std::string submitted = lower_ascii(mail.header("auto-submitted"));
  const std::string precedence = lower_ascii(mail.header("precedence"));
  return (!submitted.empty() && submitted != "no") || !mail.header("x-autoreply").empty() ||
         !mail.header("x-autorespond").empty() || precedence == "auto_reply";
}

}  // namespace

std::vector<Receipt> read_incoming_mail(std::string_view message, const LinkBook& links) {
  static constexpr std::array<std::string_view, 2> kStatus = {"message/delivery-status",
                                                              "message/global-delivery-status"};
  static constexpr std::array<std::string_view, 1> kFeedback = {"message/feedback-report"};
  const MimePart mail = parse_mime(message);
  TouchFinder finder(links);
  finder.look(mail);

  std::vector<Receipt> receipts;
  if (const MimePart* status = find_part(mail, kStatus)) {
    receipts = delivery_status(status->content);
  } else if (const MimePart* feedback = find_part(mail, kFeedback)) {
    receipts = complaint(feedback->content);
  } else if (is_from_a_mail_system(mail)) {
    receipts = {{.kind = ReceiptKind::SoftBounce,
                 .touch = {},
                 .address = address_in(mail.header("x-failed-recipients")),
                 .detail = readable(mail.header("subject"))}};
  } else if (finder.found()) {
    receipts = {{.kind = is_automatic(mail) ? ReceiptKind::AutoReply : ReceiptKind::Reply,
                 .touch = {},
                 .address = {},
                 .detail = readable(mail.header("subject"))}};
  }
  for (Receipt& receipt : receipts) receipt.touch = finder.found();
  return receipts;
}

}  // namespace tsuzuku::channels
