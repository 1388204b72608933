#pragma once
// Everything that is asked about messages, behind one door.

#include <memory>
#include <optional>

#include "services/channels/channel_settings.hpp"
#include "services/customers/consents.hpp"
#include "services/customers/customers.hpp"
#include "services/messages/delivery_settings.hpp"
#include "services/messages/drafts.hpp"
#include "services/messages/heard.hpp"
#include "services/messages/preferences.hpp"
#include "services/messages/publishing.hpp"
#include "services/messages/receipts.hpp"
#include "services/messages/suppressions.hpp"
#include "services/messages/templates.hpp"
#include "services/messages/touch_events.hpp"
#include "services/messages/touches.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

// Not owned: database and ids outlive it. Not movable: its parts refer to each other. Thread safe.
class MessageDesk {
 public:
  [[nodiscard]] static Result<std::unique_ptr<MessageDesk>> open(sql::Database& database, IdMaker& ids,
                                                                 const MasterKey& master,
                                                                 SecretBox::FillRandom fill_random);
  MessageDesk(const MessageDesk&) = delete;
  MessageDesk& operator=(const MessageDesk&) = delete;

  [[nodiscard]] ChannelSettings& channels() { return channels_; }
  [[nodiscard]] Templates& templates() { return templates_; }
  [[nodiscard]] Suppressions& suppressions() { return suppressions_; }
  [[nodiscard]] Touches& touches() { return touches_; }
  [[nodiscard]] const Drafts& drafts() const { return *drafts_; }
  [[nodiscard]] Publishing& publishing() { return *publishing_; }
  [[nodiscard]] DeliverySettings& delivery() { return delivery_; }
  [[nodiscard]] TouchEvents& events() { return events_; }
  [[nodiscard]] Consents& consents() { return consents_; }
  [[nodiscard]] Receipts& receipts() { return receipts_; }
  [[nodiscard]] Preferences& preferences() { return preferences_; }
  [[nodiscard]] HeardQueue& heard() { return heard_; }
  // Writes down a batch of what was heard; as write_heard().
  [[nodiscard]] Result<std::int64_t> write_heard() {
    return services::write_heard(*database_, touches_, events_, heard_);
  }
  // Who touches went to; ids without a row are left out.
  [[nodiscard]] Result<std::unordered_map<std::int64_t, CustomerBrief>> customers(ShopId shop,
                                                                                  std::span<const std::int64_t> ids,
                                                                                  PersonalData personal_data) const {
    return find_customers(*database_, shop, ids, personal_data);
  }

 private:
  struct Parts {
    ChannelSettings channels;
    Templates templates;
    Suppressions suppressions;
    Touches touches;
    DeliverySettings delivery;
    TouchEvents events;
    Consents consents;
    Shops shops;
  };
  MessageDesk(sql::Database& database, Parts parts)
      : database_(&database),
        channels_(std::move(parts.channels)),
        templates_(std::move(parts.templates)),
        suppressions_(std::move(parts.suppressions)),
        touches_(std::move(parts.touches)),
        delivery_(std::move(parts.delivery)),
        events_(std::move(parts.events)),
        consents_(std::move(parts.consents)),
        shops_(std::move(parts.shops)),
        receipts_(database, touches_, events_, suppressions_, consents_),
        preferences_(database, shops_, touches_, consents_, receipts_) {}

  sql::Database* database_;
  ChannelSettings channels_;
  Templates templates_;
  Suppressions suppressions_;
  Touches touches_;
  DeliverySettings delivery_;
  TouchEvents events_;
  Consents consents_;
  Shops shops_;
  Receipts receipts_;
  Preferences preferences_;
  HeardQueue heard_;
  std::unique_ptr<Drafts> drafts_;
  std::optional<Publishing> publishing_;
};

}  // namespace tsuzuku::services
