#include "channels/mail/mail_channel.hpp"

#include "channels/mail/bounces/reports.hpp"
#include "channels/mail/checks/checks.hpp"
#include "channels/mail/composer.hpp"
#include "channels/mail/mail_settings.hpp"

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
  [[nodiscard]] Result<std::unique_ptr<Composer>> composer(const Settings& settings, const Content& content,
                                                           const LinkBook& links) const override {
    return mail_composer(settings, content, links);
  }
  [[nodiscard]] Result<std::unique_ptr<Transport>> transport(const Settings& settings) const override {
    return smtp_transport(smtp_settings(settings));
  }
  [[nodiscard]] Outcome judge(Answer answer) const override { return judge_smtp(std::move(answer)); }
  [[nodiscard]] Result<std::vector<Receipt>> receipts(std::string_view report, const LinkBook& links) const override {
    if (report.empty()) return fail(ErrorKind::InvalidInput, "mail.empty_report");
    return read_incoming_mail(report, links);
  }
};

}  // namespace

const Channel& mail_channel() {
  static const MailChannel kChannel;
  return kChannel;
}

}  // namespace tsuzuku::channels
