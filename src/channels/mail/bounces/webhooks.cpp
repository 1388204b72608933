#include "channels/mail/bounces/webhooks.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/json.hpp"
#include "base/text.hpp"

namespace tsuzuku::channels {
namespace {

using Kinds = std::span<const std::pair<std::string_view, ReceiptKind>>;

constexpr std::array<std::pair<std::string_view, ReceiptKind>, 6> kOwn = {
    {{"delivered", ReceiptKind::Delivered},
     {"delayed", ReceiptKind::Delayed},
     {"soft_bounce", ReceiptKind::SoftBounce},
     {"hard_bounce", ReceiptKind::HardBounce},
     {"complained", ReceiptKind::Complained},
     {"unsubscribed", ReceiptKind::Unsubscribed}}};
// "dropped": SendGrid had it on its own list and sent nothing; why stands in the reason.
constexpr std::array<std::pair<std::string_view, ReceiptKind>, 6> kSendGrid = {
    {{"delivered", ReceiptKind::Delivered},
     {"deferred", ReceiptKind::Delayed},
     {"bounce", ReceiptKind::HardBounce},
     {"dropped", ReceiptKind::SoftBounce},
     {"spamreport", ReceiptKind::Complained},
     {"unsubscribe", ReceiptKind::Unsubscribed}}};

std::optional<ReceiptKind> kind_of(Kinds kinds, std::string_view name) {
  const auto found = std::ranges::find(kinds, name, &std::pair<std::string_view, ReceiptKind>::first);
  if (found == kinds.end()) return std::nullopt;
  return found->second;
}

// "<token@shop.example>"
std::optional<TouchRef> touch_in(std::string_view message_id, const LinkBook& links) {
  std::string_view id = trim(message_id);
  if (id.starts_with('<')) id.remove_prefix(1);
  return links.read(TokenPurpose::Message, id.substr(0, id.find('@')));
}

std::string joined(std::string_view status, std::string_view words) {
  return std::string(status) + (status.empty() || words.empty() ? "" : " ") + std::string(words);
}

const json::object* object_in(const json::object& object, std::string_view name) {
  const json::value* member = object.if_contains(name);
  return member == nullptr ? nullptr : member->if_object();
}

const json::array* array_in(const json::object& object, std::string_view name) {
  const json::value* member = object.if_contains(name);
  return member == nullptr ? nullptr : member->if_array();
}

class WebhookReader {
 public:
  explicit WebhookReader(const LinkBook& links) : links_(links) {}

  void read_own(const json::array& events) {
    each(events, [this](const json::object& event) {
      if (const auto kind = kind_of(kOwn, string_or(event, "kind", ""))) {
        add(*kind, string_or(event, "message_id", ""), string_or(event, "address", ""),
            std::string(string_or(event, "detail", "")));
      }
    });
  }

  void read_sendgrid(const json::array& events) {
    each(events, [this](const json::object& event) {
      auto kind = kind_of(kSendGrid, string_or(event, "event", ""));
      if (!kind) return;
      // "blocked" is about us or the moment, not about the address.
      if (*kind == ReceiptKind::HardBounce && string_or(event, "type", "") == "blocked") kind = ReceiptKind::SoftBounce;
      add(*kind, string_or(event, "smtp-id", ""), string_or(event, "email", ""),
          joined(string_or(event, "status", ""), string_or(event, "reason", "")));
    });
  }

  void read_ses(const json::object& notice) {
    std::string_view kind = string_or(notice, "notificationType", "");
    if (kind.empty()) kind = string_or(notice, "eventType", "");
    const std::string message_id = ses_message_id(notice);
    if (const json::object* bounce = object_in(notice, "bounce"); bounce != nullptr && kind == "Bounce") {
      const bool hard = string_or(*bounce, "bounceType", "") == "Permanent";
      recipients(*bounce, "bouncedRecipients", message_id, hard ? ReceiptKind::HardBounce : ReceiptKind::SoftBounce);
    }
    if (const json::object* complaint = object_in(notice, "complaint"); complaint != nullptr && kind == "Complaint") {
      recipients(*complaint, "complainedRecipients", message_id, ReceiptKind::Complained);
    }
    if (kind == "Delivery") add(ReceiptKind::Delivered, message_id, "", "");
  }

  [[nodiscard]] std::vector<Receipt> take() { return std::move(receipts_); }

 private:
  template <typename Each>
  static void each(const json::array& events, const Each& read) {
    for (const json::value& event : events) {
      if (event.is_object()) read(event.get_object());
    }
  }

  void add(ReceiptKind kind, std::string_view message_id, std::string_view address, std::string detail) {
    receipts_.push_back({.kind = kind,
                         .touch = touch_in(message_id, links_),
                         .address = std::string(address),
                         .detail = std::move(detail)});
  }

  void recipients(const json::object& report, std::string_view list, std::string_view message_id, ReceiptKind kind) {
    const json::array* people = array_in(report, list);
    if (people == nullptr) return;
    each(*people, [&](const json::object& one) {
      add(kind, message_id, string_or(one, "emailAddress", ""),
          joined(string_or(one, "status", ""), string_or(one, "diagnosticCode", "")));
    });
  }

  // Amazon gives mails an id of its own; ours stands among the headers, when the shop has switched them on.
  static std::string ses_message_id(const json::object& notice) {
    const json::object* mail = object_in(notice, "mail");
    if (mail == nullptr) return {};
    if (const json::array* headers = array_in(*mail, "headers")) {
      for (const json::value& header : *headers) {
        const json::object* one = header.if_object();
        if (one != nullptr && lower_ascii(string_or(*one, "name", "")) == "message-id") {
          return std::string(string_or(*one, "value", ""));
        }
      }
    }
    const json::object* common = object_in(*mail, "commonHeaders");
    return common == nullptr ? std::string() : std::string(string_or(*common, "messageId", ""));
  }

  const LinkBook& links_;
  std::vector<Receipt> receipts_;
};

}  // namespace

bool is_webhook(std::string_view report) {
  const std::string_view begin = trim(report.substr(0, std::min<std::size_t>(report.size(), 100)));
  return begin.starts_with('{') || begin.starts_with('[');
}

Result<std::vector<Receipt>> read_webhook(std::string_view report, const LinkBook& links) {
  TSUZUKU_TRY(told, parse_json(report));
  WebhookReader reader(links);
  if (const json::array* events = told.if_array()) reader.read_sendgrid(*events);
  if (const json::object* object = told.if_object()) {
    if (const json::array* events = array_in(*object, "events")) reader.read_own(*events);
    // SNS wraps the notice as a text.
    if (const auto inner = string_or(*object, "Message", ""); !inner.empty()) {
      const auto notice = parse_json(inner);
      if (notice && notice->is_object()) reader.read_ses(notice->get_object());
    } else {
      reader.read_ses(*object);
    }
  }
  return reader.take();
}

}  // namespace tsuzuku::channels
