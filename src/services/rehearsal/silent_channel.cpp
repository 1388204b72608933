#include "services/rehearsal/silent_channel.hpp"

#include <utility>

#include "channels/registry.hpp"

namespace tsuzuku::services {
namespace {

constexpr int kAccepted = 250;

}  // namespace

// Remembers whom a message is for: on the wire there is only an address.
class SilentChannel::Noting final : public channels::Composer {
 public:
  Noting(const SilentChannel& channel, std::unique_ptr<channels::Composer> composer)
      : channel_(&channel), composer_(std::move(composer)) {}
  [[nodiscard]] Result<channels::Rendered> render(const channels::Recipient& recipient) const override {
    TSUZUKU_TRY(rendered, composer_->render(recipient));
    const std::lock_guard lock(channel_->mutex_);
    channel_->addressed_[rendered.recipient] = {recipient.touch, rendered.recipient, recipient.group};
    return std::move(rendered);
  }

 private:
  const SilentChannel* channel_;
  std::unique_ptr<channels::Composer> composer_;
};

class SilentChannel::Shelf final : public channels::Transport {
 public:
  explicit Shelf(const SilentChannel& channel) : channel_(&channel) {}
  [[nodiscard]] channels::Answer exchange(const channels::Rendered& message) override {
    const std::lock_guard lock(channel_->mutex_);
    const auto found = channel_->addressed_.find(message.recipient);
    if (found != channel_->addressed_.end()) {
      channel_->arrived_.push_back(std::move(found->second));
      channel_->addressed_.erase(found);
    }
    return {.stage = channels::Stage::HandedOver,
            .answered = true,
            .code = kAccepted,
            .text = "2.0.0 rehearsed",
            .retry_after_seconds = {}};
  }

 private:
  const SilentChannel* channel_;
};

const channels::Channel* SilentChannel::mail() { return channels::find_channel(domain::Channel::Mail); }

std::vector<Arrived> SilentChannel::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(arrived_, {});
}

Result<std::unique_ptr<channels::Composer>> SilentChannel::composer(const channels::Settings& settings,
                                                                    const channels::Content& content,
                                                                    const channels::LinkBook& links) const {
  TSUZUKU_TRY(composer, mail_->composer(settings, content, links));
  return std::make_unique<Noting>(*this, std::move(composer));
}

Result<std::unique_ptr<channels::Transport>> SilentChannel::transport(const channels::Settings& /*settings*/) const {
  return std::make_unique<Shelf>(*this);
}

}  // namespace tsuzuku::services
