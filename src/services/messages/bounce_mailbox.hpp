#pragma once
// Reads the mailbox that bounces come to.

#include <cstdint>
#include <set>

#include "base/error.hpp"
#include "base/id.hpp"
#include "services/channels/channel_settings.hpp"
#include "services/messages/receipts.hpp"

namespace tsuzuku::services {

struct MailboxDone {
  std::int64_t read = 0;
  std::int64_t recorded = 0;
  std::int64_t left = 0;  // of people, or about nothing of ours: they stay unread
};

// One shop's mailbox. For one thread. Not owned: both outlive it.
class BounceMailbox {
 public:
  BounceMailbox(ShopId shop, const ChannelSettings& channels, Receipts& receipts)
      : shop_(shop), channels_(&channels), receipts_(&receipts) {}

  // What is new, at most a hundred mails; nothing when the shop has no such mailbox. Reports about our messages are put
  // away (imap_done_folder) or marked as read once they are written down; everything else is left as it was, for the
  // people who read this mailbox too. After a crash in between a report is read once more and changes nothing.
  // Unavailable "mail.not_reached", "imap.no_folder".
  [[nodiscard]] Result<MailboxDone> work_once(std::int64_t now);

 private:
  enum class Fate : std::uint8_t { PutAway, Left };
  [[nodiscard]] Result<Fate> take(const std::string& mail, std::int64_t now, MailboxDone& done);

  ShopId shop_;
  const ChannelSettings* channels_;
  Receipts* receipts_;
  std::string version_;           // of the settings that the numbers below belong to
  std::set<std::uint32_t> left_;  // mails that are no business of ours
};

}  // namespace tsuzuku::services
