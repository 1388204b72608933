#include "services/messages/desk.hpp"

namespace tsuzuku::services {

Result<std::unique_ptr<MessageDesk>> MessageDesk::open(sql::Database& database, IdMaker& ids, const MasterKey& master,
                                                       SecretBox::FillRandom fill_random) {
  TSUZUKU_TRY(channels, ChannelSettings::open(database, master, std::move(fill_random)));
  TSUZUKU_TRY(templates, Templates::open(database, ids));
  TSUZUKU_TRY(suppressions, Suppressions::open(database));
  TSUZUKU_TRY(touches, Touches::open(database, ids));
  TSUZUKU_TRY(delivery, DeliverySettings::open(database));
  TSUZUKU_TRY(events, TouchEvents::open(database, ids));
  TSUZUKU_TRY(consents, Consents::open(database, ids));
  TSUZUKU_TRY(shops, Shops::open(database, ids));
  std::unique_ptr<MessageDesk> desk(new MessageDesk(database, {.channels = std::move(channels),
                                                               .templates = std::move(templates),
                                                               .suppressions = std::move(suppressions),
                                                               .touches = std::move(touches),
                                                               .delivery = std::move(delivery),
                                                               .events = std::move(events),
                                                               .consents = std::move(consents),
                                                               .shops = std::move(shops)}));
  TSUZUKU_TRY(drafts, Drafts::open(database, desk->channels_));
  desk->drafts_ = std::make_unique<Drafts>(std::move(drafts));
  desk->publishing_.emplace(desk->templates_, *desk->drafts_);
  return desk;
}

}  // namespace tsuzuku::services
