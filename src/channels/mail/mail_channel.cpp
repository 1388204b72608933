#include "channels/mail/mail_channel.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "channels/mail/bounces/reports.hpp"
#include "channels/mail/bounces/webhooks.hpp"
#include "channels/mail/checks/checks.hpp"
#include "channels/mail/checks/link_findings.hpp"
#include "channels/mail/composer.hpp"
#include "channels/mail/mail_settings.hpp"
#include "channels/mail/mailbox.hpp"
#include "channels/mail/pacing/pacing.hpp"
#include "channels/mail/trials.hpp"

namespace tsuzuku::channels {
namespace {

class MailChannel final : public Channel {
 public:
  [[nodiscard]] domain::Channel id() const override { return domain::Channel::Mail; }
  [[nodiscard]] const SettingsSchema& schema() const override { return mail_schema(); }
  [[nodiscard]] std::vector<FieldRule> own_fields() const override { return mail_fields(); }
  [[nodiscard]] std::vector<Finding> check(const Settings& settings, const Content& content,
                                           const std::vector<FieldRule>& fields) const override {
    return check_message(settings, content, fields);
  }
  [[nodiscard]] Result<std::vector<Finding>> check_links(const Settings& settings, const Content& content,
                                                         const Recipient& recipient) const override {
    TSUZUKU_TRY(links, mail_links(settings, content, recipient));
    return link_findings(links, [](std::vector<std::string> asked) { return probe_links(std::move(asked)); });
  }
  [[nodiscard]] Result<std::unique_ptr<Composer>> composer(const Settings& settings, const Content& content,
                                                           const LinkBook& links) const override {
    return mail_composer(settings, content, links);
  }
  [[nodiscard]] Result<Content> preview(const Settings& settings, const Content& content,
                                        const Recipient& recipient) const override {
    return mail_preview(settings, content, recipient);
  }
  [[nodiscard]] Result<std::string> address_of(std::string_view text) const override {
    TSUZUKU_TRY(address, checked_address(text));
    return lower_ascii(address);
  }
  [[nodiscard]] Lane lane_of(const Settings& settings, std::string_view address) const override {
    Lane lane{.name = operator_of(domain_of(address)), .limit = {}};
    lane.limit = default_limit(lane.name);
    constexpr std::int64_t kAsUsual = 100;
    const std::int64_t percent = settings.integer("pace_percent");
    lane.limit.messages_per_minute = std::max<std::int64_t>(1, lane.limit.messages_per_minute * percent / kAsUsual);
    // Connections are not the bottleneck of a careful sender, but one who may send faster needs more of them.
    if (percent > kAsUsual) lane.limit.connections = connections(settings);
    return lane;
  }
  [[nodiscard]] int connections(const Settings& settings) const override {
    return static_cast<int>(settings.integer("smtp_connections"));
  }
  [[nodiscard]] Result<std::unique_ptr<Transport>> transport(const Settings& settings) const override {
    return smtp_transport(smtp_settings(settings));
  }
  [[nodiscard]] std::vector<Trial> try_out(const Settings& settings) const override {
    std::vector<Trial> trials = {try_smtp(smtp_settings(settings))};
    if (!settings.text("imap_host").empty()) {
      trials.push_back(try_mailbox(bounce_server(settings), settings.text("imap_folder")));
    }
    return trials;
  }
  [[nodiscard]] Outcome judge(Answer answer) const override { return judge_smtp(std::move(answer)); }
  [[nodiscard]] Result<std::vector<Receipt>> receipts(std::string_view report, const LinkBook& links) const override {
    if (report.empty()) return fail(ErrorKind::InvalidInput, "mail.empty_report");
    if (is_webhook(report)) return read_webhook(report, links);
    return read_incoming_mail(report, links);
  }
};

}  // namespace

const Channel& mail_channel() {
  static const MailChannel kChannel;
  return kChannel;
}

}  // namespace tsuzuku::channels
