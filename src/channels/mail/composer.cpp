#include "channels/mail/composer.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "channels/mail/dkim/dkim.hpp"
#include "channels/mail/mail_settings.hpp"
#include "channels/mail/message.hpp"
#include "channels/template/template.hpp"

namespace tsuzuku::channels {
namespace {

// A name that is nobody's (RFC 2606).
constexpr std::string_view kNowhere = "https://preview.invalid/";

// Feedback-ID takes few characters and is cut short by receivers.
std::string feedback_id(const Recipient& recipient, std::string_view domain) {
  constexpr std::size_t kGroupChars = 60;
  std::string group;
  for (const char c : recipient.group.substr(0, kGroupChars)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    group += plain ? c : '-';
  }
  return group.empty() ? std::string() : group + ":mail:" + std::string(domain);
}

class MailComposer final : public Composer {
 public:
  struct Parts {
    MailSender sender;
    Fields fields;  // of the sender
    Template subject, text;
    std::optional<Template> html;
    std::optional<DkimSigner> dkim;
    bool track_opens = false, track_clicks = false;
  };
  MailComposer(Parts parts, const LinkBook& links)
      : parts_(std::move(parts)), links_(links), domain_(domain_of(parts_.sender.from.address)) {}

  Result<Rendered> render(const Recipient& recipient) const override {
    TSUZUKU_TRY(address, checked_address(recipient.address));
    MailMessage message{.from = parts_.sender.from,
                        .to = {recipient.name, address},
                        .reply_to = parts_.sender.reply_to,
                        .message_id = links_.message_token(recipient.touch) + '@' + domain_,
                        .date = recipient.now,
                        .feedback_id = feedback_id(recipient, domain_)};
    const std::string unsubscribe = links_.unsubscribe(recipient.touch);
    if (recipient.advertising) message.unsubscribe_url = unsubscribe;
    TSUZUKU_CHECK(write_parts(recipient, unsubscribe, message));
    TSUZUKU_TRY(built, build_message(message));
    if (parts_.dkim) built.insert(0, parts_.dkim->sign(built, recipient.now));
    return Rendered{.sender = parts_.sender.bounce_address, .recipient = std::move(address), .body = std::move(built)};
  }

 private:
  Status write_parts(const Recipient& recipient, const std::string& unsubscribe, MailMessage& message) const {
    Fields fields = recipient.fields;
    fields.add(parts_.fields);
    fields.set("unsubscribe_url", unsubscribe);
    fields.set("preferences_url", links_.preferences(recipient.touch));
    TSUZUKU_CHECK(parts_.subject.render(fields, message.subject));
    TSUZUKU_CHECK(parts_.text.render(fields, rewriter(recipient.touch, 0), message.text));
    if (!parts_.html) return {};
    const auto text_links = static_cast<std::uint32_t>(parts_.text.links().size());
    TSUZUKU_CHECK(parts_.html->render(fields, rewriter(recipient.touch, text_links), message.html));
    if (parts_.track_opens) add_pixel(recipient.touch, message.html);
    return {};
  }

  // Links are counted through both parts, those of the text first.
  [[nodiscard]] LinkRewriter rewriter(const TouchRef& touch, std::uint32_t first) const {
    if (!parts_.track_clicks) return {};
    return [this, &touch, first](std::size_t link, std::string_view target) {
      return links_.click(touch, first + static_cast<std::uint32_t>(link), target);
    };
  }

  void add_pixel(const TouchRef& touch, std::string& html) const {
    const std::string pixel = "<img src=\"" + links_.open_pixel(touch) +
                              "\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block;border:0\">";
    html.insert(std::min(html.rfind("</body>"), html.size()), pixel);
  }

  Parts parts_;
  const LinkBook& links_;
  std::string domain_;
};

Fields sender_fields(const Settings& settings, const MailSender& sender) {
  Fields fields;
  fields.set("sender.name", sender.from.name);
  fields.set("sender.address", sender.from.address);
  fields.set("sender.postal_address", std::string(settings.text("postal_address")));
  fields.set("sender.contact", std::string(settings.text("contact")));
  return fields;
}

// What the channel fills in leads nowhere.
Result<Fields> fields_for_looking(const Settings& settings, const Recipient& recipient) {
  TSUZUKU_TRY(sender, mail_sender(settings));
  Fields fields = recipient.fields;
  fields.add(sender_fields(settings, sender));
  fields.set("unsubscribe_url", std::string(kNowhere));
  fields.set("preferences_url", std::string(kNowhere));
  return fields;
}

}  // namespace

std::vector<FieldRule> mail_fields() {
  return {{.name = "sender.name", .always = true},
          {.name = "sender.address", .always = true},
          {.name = "sender.postal_address", .always = true},
          {.name = "sender.contact", .always = true},
          {.name = "unsubscribe_url", .kind = FieldKind::Link, .always = true},
          {.name = "preferences_url", .kind = FieldKind::Link, .always = true}};
}

Result<Content> mail_preview(const Settings& settings, const Content& content, const Recipient& recipient) {
  TSUZUKU_TRY(fields, fields_for_looking(settings, recipient));
  Content seen;
  const auto fill = [&](const std::string& source, Form form, std::string& out) -> Status {
    if (source.empty()) return {};
    TSUZUKU_TRY(compiled, Template::compile(source, form));
    return compiled.render(fields, out);
  };
  TSUZUKU_CHECK(fill(content.subject, Form::Subject, seen.subject));
  TSUZUKU_CHECK(fill(content.text, Form::PlainText, seen.text));
  TSUZUKU_CHECK(fill(content.html, Form::Html, seen.html));
  return seen;
}

Result<std::vector<MailLink>> mail_links(const Settings& settings, const Content& content, const Recipient& recipient) {
  TSUZUKU_TRY(fields, fields_for_looking(settings, recipient));
  std::vector<MailLink> links;
  const auto collect = [&](const std::string& part, const std::string& source, Form form) -> Status {
    TSUZUKU_TRY(compiled, Template::compile(source, form));
    const LinkRewriter note = [&](std::size_t link, std::string_view target) {
      links.push_back({part, compiled.links()[link].place, std::string(target)});
      return std::string(target);
    };
    std::string seen;
    return compiled.render(fields, note, seen);
  };
  TSUZUKU_CHECK(collect("text", content.text, Form::PlainText));
  if (!content.html.empty()) TSUZUKU_CHECK(collect("html", content.html, Form::Html));
  return links;
}

Result<std::unique_ptr<Composer>> mail_composer(const Settings& settings, const Content& content,
                                                const LinkBook& links) {
  TSUZUKU_TRY(sender, mail_sender(settings));
  TSUZUKU_TRY(subject, Template::compile(content.subject, Form::Subject));
  TSUZUKU_TRY(text, Template::compile(content.text, Form::PlainText));
  MailComposer::Parts parts{.sender = sender,
                            .fields = sender_fields(settings, sender),
                            .subject = std::move(subject),
                            .text = std::move(text),
                            .html = {},
                            .dkim = {},
                            .track_opens = settings.flag("track_opens"),
                            .track_clicks = settings.flag("track_clicks")};
  if (!content.html.empty()) {
    TSUZUKU_TRY(html, Template::compile(content.html, Form::Html));
    parts.html = std::move(html);
  }
  if (const auto key = settings.text("dkim_key"); !key.empty()) {
    TSUZUKU_TRY(dkim, DkimSigner::make(settings.text("dkim_domain"), settings.text("dkim_selector"), key));
    parts.dkim = std::move(dkim);
  }
  return std::make_unique<MailComposer>(std::move(parts), links);
}

}  // namespace tsuzuku::channels
