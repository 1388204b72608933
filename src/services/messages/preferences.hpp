#pragma once
// What a customer sees and decides behind the link of a message, without signing in: by which channels they want to
// hear from the shop.

#include <string>
#include <vector>

#include "base/error.hpp"
#include "channels/links/link_book.hpp"
#include "services/customers/consents.hpp"
#include "services/messages/receipts.hpp"
#include "services/messages/touches.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

struct ChannelChoice {
  domain::Channel channel = domain::Channel::Mail;
  bool wanted = false;
  friend bool operator==(const ChannelChoice&, const ChannelChoice&) = default;
};

struct PreferencePage {
  std::string shop_name;
  std::vector<ChannelChoice> choices;  // the channel of the message, and those the customer ever spoke of
};

class Preferences {
 public:
  Preferences(sql::Database& database, const Shops& shops, const Touches& touches, const Consents& consents,
              Receipts& receipts)
      : database_(&database), shops_(&shops), touches_(&touches), consents_(&consents), receipts_(&receipts) {}

  // NotFound for a touch that no shop has.
  [[nodiscard]] Result<PreferencePage> page(const channels::TouchRef& touch) const;
  // Writes down what differs; `wanted` are the channels of the page that were ticked.
  [[nodiscard]] Result<PreferencePage> choose(const channels::TouchRef& touch,
                                              const std::vector<domain::Channel>& wanted, std::int64_t now);

 private:
  sql::Database* database_;
  const Shops* shops_;
  const Touches* touches_;
  const Consents* consents_;
  Receipts* receipts_;
};

}  // namespace tsuzuku::services
