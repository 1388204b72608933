#pragma once
// A shop whose mail channel is set up, with customers who agreed and a template, and a channel whose other side is
// written down in the test: for everything that sends.

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "channels/mail/mail_channel.hpp"
#include "services/messages/desk.hpp"
#include "services/messages/sending/sender.hpp"
#include "services/shops/shops.hpp"
#include "tests/support/both_databases.hpp"
#include "tests/support/counted_values.hpp"

namespace tsuzuku::testing_support {

// Mail, but what would go over the wire goes to `answer`. Counts what it was given.
class ScriptedChannel final : public channels::Channel {
 public:
  std::function<channels::Outcome(const channels::Rendered&)> answer = [](const channels::Rendered&) {
    return channels::Outcome{
        .kind = channels::OutcomeKind::Sent,
        .answer = {.stage = channels::Stage::HandedOver, .answered = true, .code = 250, .text = "250 Ok"}};
  };
  [[nodiscard]] std::map<std::string, int> taken() const {
    const std::lock_guard lock(mutex_);
    return taken_;
  }
  [[nodiscard]] std::string last_body() const {
    const std::lock_guard lock(mutex_);
    return last_body_;
  }
  [[nodiscard]] std::string last_subject() const {
    const std::string head = "Subject: ";
    const std::string body = last_body();
    const std::size_t begin = body.find("\r\n" + head);
    if (begin == std::string::npos) return {};
    const std::size_t from = begin + 2 + head.size();
    return body.substr(from, body.find("\r\n", from) - from);
  }

  [[nodiscard]] domain::Channel id() const override { return mail().id(); }
  [[nodiscard]] const channels::SettingsSchema& schema() const override { return mail().schema(); }
  [[nodiscard]] std::vector<channels::FieldRule> own_fields() const override { return mail().own_fields(); }
  [[nodiscard]] std::vector<channels::Finding> check(const channels::Settings& settings,
                                                     const channels::Content& content,
                                                     const std::vector<channels::FieldRule>& fields) const override {
    return mail().check(settings, content, fields);
  }
  [[nodiscard]] Result<std::vector<channels::Finding>> check_links(
      const channels::Settings& settings, const channels::Content& content,
      const channels::Recipient& recipient) const override {
    return mail().check_links(settings, content, recipient);
  }
  [[nodiscard]] Result<std::unique_ptr<channels::Composer>> composer(const channels::Settings& settings,
                                                                     const channels::Content& content,
                                                                     const channels::LinkBook& links) const override {
    return mail().composer(settings, content, links);
  }
  [[nodiscard]] Result<channels::Content> preview(const channels::Settings& settings, const channels::Content& content,
                                                  const channels::Recipient& recipient) const override {
    return mail().preview(settings, content, recipient);
  }
  [[nodiscard]] Result<std::string> address_of(std::string_view text) const override { return mail().address_of(text); }
  [[nodiscard]] channels::Lane lane_of(const channels::Settings&, std::string_view address) const override {
    return {.name = std::string(address), .limit = {.messages_per_minute = 6'000'000, .connections = 64}};
  }
  [[nodiscard]] int connections(const channels::Settings& settings) const override {
    return mail().connections(settings);
  }
  [[nodiscard]] Result<std::unique_ptr<channels::Transport>> transport(const channels::Settings&) const override {
    return std::make_unique<Line>(*this);
  }
  [[nodiscard]] std::vector<channels::Trial> try_out(const channels::Settings&) const override { return {}; }
  [[nodiscard]] channels::Outcome judge(channels::Answer given) const override {
    channels::Outcome outcome = mail().judge(std::move(given));
    return outcome;
  }
  [[nodiscard]] Result<std::vector<channels::Receipt>> receipts(std::string_view report,
                                                                const channels::LinkBook& links) const override {
    return mail().receipts(report, links);
  }

 private:
  class Line final : public channels::Transport {
   public:
    explicit Line(const ScriptedChannel& channel) : channel_(channel) {}
    [[nodiscard]] channels::Answer exchange(const channels::Rendered& message) override {
      const channels::Outcome outcome = channel_.answer(message);
      const std::lock_guard lock(channel_.mutex_);
      if (outcome.kind == channels::OutcomeKind::Sent || outcome.kind == channels::OutcomeKind::InDoubt) {
        ++channel_.taken_[message.recipient];
        channel_.last_body_ = message.body;
      }
      return outcome.answer;
    }

   private:
    const ScriptedChannel& channel_;
  };
  [[nodiscard]] static const channels::Channel& mail() { return channels::mail_channel(); }

  mutable std::mutex mutex_;
  mutable std::map<std::string, int> taken_;
  mutable std::string last_body_;
};

// What a server said at a stage, as the mail channel judges it.
[[nodiscard]] inline channels::Outcome said(channels::Stage stage, int code, std::string text) {
  return {.kind = code < 300 ? channels::OutcomeKind::Sent : channels::OutcomeKind::TemporaryRefusal,
          .answer = {.stage = stage, .answered = true, .code = code, .text = std::move(text)}};
}
[[nodiscard]] inline channels::Outcome silent(channels::Stage stage) {
  return {.kind = stage == channels::Stage::HandedOver ? channels::OutcomeKind::InDoubt
                                                       : channels::OutcomeKind::NotConnected,
          .answer = {.stage = stage, .answered = false, .code = 0, .text = "connection lost"}};
}

// Everything that the law asks of advertising.
inline constexpr std::string_view kLawfulText =
    "{{shop.name}} https://shop.example/tea\n{{sender.name}} {{sender.postal_address}} {{sender.contact}}\n"
    "{{unsubscribe_url}}";

class MessageShop {
 public:
  // Throws std::runtime_error when something cannot be made.
  MessageShop(sql::Database& database, IdMaker& ids, std::int64_t now);

  [[nodiscard]] const services::Shop& shop() const { return shop_; }
  [[nodiscard]] services::Shops& shops() { return *shops_; }
  [[nodiscard]] services::MessageDesk& desk() { return *desk_; }
  [[nodiscard]] services::TemplateId template_id() const { return template_; }

  void save_settings(const json::object& more = {});
  // Changes the words of the template and publishes them, whatever its check finds.
  void change_words(const services::TemplateChange& change);
  // A customer with the number "C<id>"; `email` may be empty.
  void add_customer(CustomerId customer, const std::string& email, bool agrees = true);
  [[nodiscard]] services::Touch touch(CustomerId customer, std::string key) const;
  void plan(const std::vector<services::Touch>& touches);
  [[nodiscard]] services::Touch get(CustomerId customer, const std::string& key) const;
  [[nodiscard]] std::int64_t clock() const { return clock_ms_ / 1'000; }
  // Time passes until then.
  void set_clock(std::int64_t now) { clock_ms_ = now * 1'000; }
  // Somebody sets the clock of the machine; no time passes. From any thread.
  void jump_clock(std::int64_t seconds) {
    jumped_ms_ += seconds * 1'000;
    clock_ms_ += seconds * 1'000;
  }
  // How many touches are in that state.
  [[nodiscard]] std::int64_t count(domain::TouchState state) const;

  // Called by the threads of senders made from now on, before each message: where a test lets something go wrong.
  void before_each_message(std::function<void()> happening) { happening_ = std::move(happening); }
  // A sender with a journal in `folder`, by a clock that stands still but for its pauses.
  [[nodiscard]] std::unique_ptr<services::Sender> sender(const channels::Channel& channel, const std::string& folder,
                                                         services::SendGate* gate = nullptr);

 private:
  sql::Database& database_;
  IdMaker& ids_;
  std::int64_t now_;
  std::atomic<std::int64_t> clock_ms_;
  std::atomic<std::int64_t> jumped_ms_ = 0;
  std::atomic<int> names_ = 0;
  std::function<void()> happening_ = [] {};
  std::optional<services::Shops> shops_;
  services::Shop shop_;
  std::unique_ptr<services::MessageDesk> desk_;
  services::TemplateId template_;
};

}  // namespace tsuzuku::testing_support
