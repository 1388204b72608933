#pragma once
// The mail channel with nobody at the other end: everything is composed and checked as ever, and handed over to a
// shelf instead of a server.

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "channels/channel.hpp"

namespace tsuzuku::services {

// A message that arrived.
struct Arrived {
  channels::TouchRef touch;
  std::string address;
  std::string group;  // whose message it was, as channels::Recipient::group
};

class SilentChannel final : public channels::Channel {
 public:
  // What arrived since the last call. Thread safe.
  [[nodiscard]] std::vector<Arrived> take();

  [[nodiscard]] domain::Channel id() const override { return mail_->id(); }
  [[nodiscard]] const channels::SettingsSchema& schema() const override { return mail_->schema(); }
  [[nodiscard]] std::vector<channels::FieldRule> own_fields() const override { return mail_->own_fields(); }
  [[nodiscard]] std::vector<channels::Finding> check(const channels::Settings& settings,
                                                     const channels::Content& content,
                                                     const std::vector<channels::FieldRule>& fields) const override {
    return mail_->check(settings, content, fields);
  }
  [[nodiscard]] Result<std::vector<channels::Finding>> check_links(
      const channels::Settings& /*settings*/, const channels::Content& /*content*/,
      const channels::Recipient& /*recipient*/) const override {
    return std::vector<channels::Finding>();
  }
  [[nodiscard]] Result<std::unique_ptr<channels::Composer>> composer(const channels::Settings& settings,
                                                                     const channels::Content& content,
                                                                     const channels::LinkBook& links) const override;
  [[nodiscard]] Result<channels::Content> preview(const channels::Settings& settings, const channels::Content& content,
                                                  const channels::Recipient& recipient) const override {
    return mail_->preview(settings, content, recipient);
  }
  [[nodiscard]] Result<std::string> address_of(std::string_view text) const override { return mail_->address_of(text); }
  [[nodiscard]] channels::Lane lane_of(const channels::Settings& /*settings*/,
                                       std::string_view /*address*/) const override {
    return {.name = "shelf", .limit = {.messages_per_minute = kAnyPace, .connections = 1}};
  }
  [[nodiscard]] int connections(const channels::Settings& /*settings*/) const override { return 1; }
  [[nodiscard]] Result<std::unique_ptr<channels::Transport>> transport(
      const channels::Settings& settings) const override;
  [[nodiscard]] std::vector<channels::Trial> try_out(const channels::Settings& /*settings*/) const override {
    return {};
  }
  [[nodiscard]] channels::Outcome judge(channels::Answer answer) const override {
    return mail_->judge(std::move(answer));
  }
  [[nodiscard]] Result<std::vector<channels::Receipt>> receipts(std::string_view report,
                                                                const channels::LinkBook& links) const override {
    return mail_->receipts(report, links);
  }

 private:
  class Noting;
  class Shelf;
  static constexpr std::int64_t kAnyPace = 1'000'000'000;
  static const channels::Channel* mail();

  const channels::Channel* mail_ = mail();
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::string, Arrived> addressed_;  // composed last, by address
  mutable std::vector<Arrived> arrived_;
};

}  // namespace tsuzuku::services
