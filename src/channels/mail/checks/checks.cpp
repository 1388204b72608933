#include "channels/mail/checks/checks.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "channels/mail/checks/wordless_links.hpp"
#include "channels/mail/composer.hpp"
#include "channels/mail/dkim/dkim.hpp"
#include "channels/mail/mail_settings.hpp"
#include "channels/template/template.hpp"

namespace tsuzuku::channels {
namespace {

// Shops type the same address with other blanks and line breaks; entities and tags do not count either.
std::string without_blanks(std::string_view text) {
  std::string plain;
  bool tag = false;
  for (const char c : nfkc(text)) {
    if (c == '<') tag = true;
    if (!tag && static_cast<unsigned char>(c) > ' ') plain += c;
    if (c == '>') tag = false;
  }
  return plain;
}

// "", "https", "https://", "http:///a"; "https.example" is an odd address of another kind.
bool has_no_host(std::string_view address) {
  const std::string lower = lower_ascii(address);
  const std::size_t scheme = lower.starts_with("https") ? 5 : lower.starts_with("http") ? 4 : 0;
  const std::string_view rest = std::string_view(lower).substr(scheme);
  if (rest.empty()) return true;
  if (scheme == 0) return false;
  return rest == ":" || rest == ":/" ||
         (rest.starts_with("://") && (rest.size() == 3 || std::string_view("/?#").contains(rest[3])));
}

bool is_same_or_below(std::string_view domain, std::string_view parent) {
  return domain == parent || domain.ends_with('.' + std::string(parent));
}

class MessageCheck {
 public:
  MessageCheck(const Settings& settings, std::vector<FieldRule> rules)
      : settings_(settings), rules_(std::move(rules)) {}

  void sender() {
    const auto sender = mail_sender(settings_);
    if (!sender) block("settings", sender.error());
    if (const auto server = smtp_transport(smtp_settings(settings_)); !server) block("settings", server.error());
    const auto key = settings_.text("dkim_key");
    if (key.empty()) return;
    const auto domain = settings_.text("dkim_domain");
    if (const auto dkim = DkimSigner::make(domain, settings_.text("dkim_selector"), key); !dkim) {
      block("settings", dkim.error());
    } else if (sender && !is_same_or_below(domain_of(sender->from.address), lower_ascii(domain))) {
      warn("settings", "mail.dkim_not_aligned",
           {{"domain", std::string(domain)}, {"sender", domain_of(sender->from.address)}});
    }
  }

  void subject(std::string_view source) {
    if (trim(source).empty()) block("subject", {ErrorKind::InvalidInput, "mail.subject_empty", {}});
    static_cast<void>(compiled("subject", source, Form::Subject));
  }

  void body(const std::string& part, std::string_view source, Form form) {
    const auto compiled_part = compiled(part, source, form);
    if (!compiled_part) return;
    const std::string shown = without_blanks(source);
    const auto shows = [&](std::string_view field, std::string_view setting) {
      const std::string value = without_blanks(settings_.text(setting));
      return compiled_part->prints(field) || (!value.empty() && shown.contains(value));
    };
    const ErrorArguments where = {{"part", part}};
    if (!compiled_part->prints("unsubscribe_url"))
      block(part, {ErrorKind::InvalidInput, "mail.unsubscribe_missing", where});
    if (!shows("sender.name", "from_name")) block(part, {ErrorKind::InvalidInput, "mail.sender_missing", where});
    if (!shows("sender.postal_address", "postal_address")) {
      block(part, {ErrorKind::InvalidInput, "mail.postal_address_missing", where});
    }
    if (!shows("sender.contact", "contact")) warn(part, "mail.contact_missing", where);
    links(part, *compiled_part);
    if (form == Form::Html) html(part, source);
  }

  std::vector<Finding> findings() {
    std::ranges::stable_sort(findings_, std::ranges::greater(), &Finding::blocks);
    return std::move(findings_);
  }
  void block(std::string_view part, Error error) { findings_.push_back({true, std::string(part), std::move(error)}); }

 private:
  void warn(std::string_view part, std::string_view key, ErrorArguments arguments) {
    findings_.push_back(
        {false, std::string(part), Error{ErrorKind::InvalidInput, std::string(key), std::move(arguments)}});
  }

  std::optional<Template> compiled(std::string_view part, std::string_view source, Form form) {
    auto made = Template::compile(source, form);
    if (!made) {
      block(part, std::move(made).error());
      return std::nullopt;
    }
    for (Error& fault : made->check(rules_)) block(part, std::move(fault));
    return *std::move(made);
  }

  static ErrorArguments place_of(std::string_view link, Place place) {
    return {{"link", std::string(cut_utf8(link, 200))},
            {"line", std::to_string(place.line)},
            {"column", std::to_string(place.column)}};
  }

  void links(std::string_view part, const Template& compiled_part) {
    for (const OddAddress& odd : compiled_part.odd_addresses()) {
      const std::string key = has_no_host(odd.text) ? "mail.no_address" : "mail.odd_link";
      block(part, {ErrorKind::InvalidInput, key, place_of(odd.text, odd.place)});
    }
    for (const LinkUse& link : compiled_part.links()) {
      if (link.origin.starts_with("http://")) warn(part, "mail.insecure_link", place_of(link.origin, link.place));
    }
  }

  void html(const std::string& part, std::string_view source) {
    if (lower_ascii(source).contains("<script"))
      block(part, {ErrorKind::InvalidInput, "mail.script", {{"part", part}}});
    for (const Place place : wordless_links(source)) {
      block(part, {ErrorKind::InvalidInput, "mail.no_words", place_of({}, place)});
    }
    if (source.size() > limits::kMailHtmlBytes) {
      warn(part, "mail.html_clipped", {{"limit", std::to_string(limits::kMailHtmlBytes)}});
    }
  }

  const Settings& settings_;
  std::vector<FieldRule> rules_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_message(const Settings& settings, const Content& content,
                                   const std::vector<FieldRule>& fields) {
  std::vector<FieldRule> rules = mail_fields();
  rules.insert(rules.end(), fields.begin(), fields.end());
  MessageCheck check(settings, std::move(rules));
  check.sender();
  check.subject(content.subject);
  if (trim(content.text).empty()) {
    check.block("text", {ErrorKind::InvalidInput, "mail.no_text", {}});
  } else {
    check.body("text", content.text, Form::PlainText);
  }
  if (!content.html.empty()) check.body("html", content.html, Form::Html);
  return check.findings();
}

}  // namespace tsuzuku::channels
