#include "channels/mail/mail_settings.hpp"

namespace tsuzuku::channels {
namespace {

constexpr std::int64_t kPortMax = 65'535;

Setting text(std::string name, bool required = false) { return {.name = std::move(name), .required = required}; }
Setting secret(std::string name) { return {.name = std::move(name), .kind = SettingKind::Paragraph, .secret = true}; }
Setting port(std::string name, std::int64_t otherwise) {
  return {.name = std::move(name), .kind = SettingKind::Integer, .otherwise = otherwise, .min = 1, .max = kPortMax};
}
Setting security(std::string name, std::string_view otherwise) {
  return {.name = std::move(name),
          .kind = SettingKind::Choice,
          .otherwise = json::string(otherwise),
          .choices = {"tls", "starttls", "none"}};
}
Setting flag(std::string name, bool otherwise) {
  return {.name = std::move(name), .kind = SettingKind::Flag, .otherwise = otherwise};
}

}  // namespace

const SettingsSchema& mail_schema() {
  static const SettingsSchema kSchema = {
      text("from_name", true),
      text("from_address", true),
      text("reply_to"),
      {.name = "postal_address", .kind = SettingKind::Paragraph, .required = true},
      text("contact", true),   // where complaints go: the law asks for it
      text("public_address"),  // where links lead back to; without it nothing is sent (channels::LinkBook)
      flag("track_opens", true),
      flag("track_clicks", true),
      text("smtp_host", true),
      port("smtp_port", 587),
      security("smtp_security", "starttls"),
      text("smtp_user"),
      secret("smtp_password"),
      text("smtp_helo"),
      text("smtp_ca_file"),
      {.name = "smtp_connections", .kind = SettingKind::Integer, .otherwise = std::int64_t{4}, .min = 1, .max = 64},
      // Of the careful speeds in pacing/: a shop with a good name, or behind a relay that does the pacing, may go
      // faster.
      {.name = "pace_percent", .kind = SettingKind::Integer, .otherwise = std::int64_t{100}, .min = 1, .max = 100'000},
      text("bounce_address"),
      text("imap_host"),
      port("imap_port", 993),
      security("imap_security", "tls"),
      text("imap_user"),
      secret("imap_password"),
      {.name = "imap_folder", .otherwise = "INBOX"},
      text("imap_done_folder"),
      text("imap_ca_file"),
      text("dkim_domain"),
      text("dkim_selector"),
      secret("dkim_key"),
  };
  return kSchema;
}

Result<MailSender> mail_sender(const Settings& settings) {
  TSUZUKU_TRY(from, checked_address(settings.text("from_address")));
  MailSender sender{.from = {std::string(settings.text("from_name")), from}, .reply_to = {}, .bounce_address = from};
  if (const auto reply_to = settings.text("reply_to"); !reply_to.empty()) {
    TSUZUKU_TRY(address, checked_address(reply_to));
    sender.reply_to = Mailbox{.name = {}, .address = address};
  }
  if (const auto bounces = settings.text("bounce_address"); !bounces.empty()) {
    TSUZUKU_TRY(address, checked_address(bounces));
    sender.bounce_address = address;
  }
  return sender;
}

SmtpSettings smtp_settings(const Settings& settings) {
  std::string helo(settings.text("smtp_helo"));
  if (helo.empty()) helo = domain_of(settings.text("from_address"));
  return {.server = {.host = std::string(settings.text("smtp_host")),
                     .port = static_cast<int>(settings.integer("smtp_port")),
                     .security = security_from(settings.text("smtp_security")),
                     .user = std::string(settings.text("smtp_user")),
                     .password = std::string(settings.text("smtp_password")),
                     .ca_file = std::string(settings.text("smtp_ca_file"))},
          .helo = std::move(helo)};
}

MailServer bounce_server(const Settings& settings) {
  return {.host = std::string(settings.text("imap_host")),
          .port = static_cast<int>(settings.integer("imap_port")),
          .security = security_from(settings.text("imap_security")),
          .user = std::string(settings.text("imap_user")),
          .password = std::string(settings.text("imap_password")),
          .ca_file = std::string(settings.text("imap_ca_file"))};
}

}  // namespace tsuzuku::channels
