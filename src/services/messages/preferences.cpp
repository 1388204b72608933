#include "services/messages/preferences.hpp"

#include <algorithm>

namespace tsuzuku::services {

Result<PreferencePage> Preferences::page(const channels::TouchRef& ref) const {
  TSUZUKU_TRY(shop, shops_->get(ref.shop));
  PreferencePage page{.shop_name = shop.name, .choices = {}};
  {
    TSUZUKU_TRY(session, database_->reader());
    TSUZUKU_TRY(touch, touches_->find(*session, ref.shop, ref.customer, ref.touch));
    if (!touch) return fail(ErrorKind::NotFound, "touches.unknown", {{"key", ref.touch.text()}});
    page.choices.push_back({.channel = touch->channel, .wanted = false});
  }
  TSUZUKU_TRY(words, consents_->of(ref.customer));
  for (const Consent& word : latest_words(words)) {
    const bool wanted = word.state == domain::ConsentState::Given;
    const auto known = std::ranges::find(page.choices, word.channel, &ChannelChoice::channel);
    if (known == page.choices.end()) {
      page.choices.push_back({.channel = word.channel, .wanted = wanted});
    } else {
      known->wanted = wanted;
    }
  }
  return page;
}

Result<PreferencePage> Preferences::choose(const channels::TouchRef& ref, const std::vector<domain::Channel>& wanted,
                                           std::int64_t now) {
  TSUZUKU_TRY(before, page(ref));
  for (const ChannelChoice& choice : before.choices) {
    const bool ticked = std::ranges::find(wanted, choice.channel) != wanted.end();
    if (ticked == choice.wanted) continue;
    if (ticked) TSUZUKU_CHECK(receipts_->agree_again(ref, choice.channel, now));
    if (!ticked) TSUZUKU_CHECK(receipts_->withdraw(ref, choice.channel, now));
  }
  return page(ref);
}

}  // namespace tsuzuku::services
