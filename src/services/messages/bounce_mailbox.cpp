#include "services/messages/bounce_mailbox.hpp"

#include "channels/mail/imap/mailbox_reader.hpp"
#include "channels/mail/mail_channel.hpp"
#include "channels/mail/mail_settings.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kMailsAtOnce = 100;
// Beyond this many mails of people the oldest are looked at again: memory stays bounded.
constexpr std::size_t kLeftKept = 10'000;

}  // namespace

// A mail may speak of several messages; it is put away when one of them is ours. An answer of a person is recorded, and
// left for people to read.
Result<BounceMailbox::Fate> BounceMailbox::take(const std::string& mail, std::int64_t now, MailboxDone& done) {
  const auto receipts = channels::mail_channel().receipts(mail, channels_->reader());
  if (!receipts) return Fate::Left;
  Fate fate = Fate::Left;
  for (const channels::Receipt& receipt : *receipts) {
    TSUZUKU_TRY(applied, receipts_->apply(shop_, receipt, now));
    done.recorded += applied == ReceiptFate::Recorded ? 1 : 0;
    if (applied != ReceiptFate::NotOurs && receipt.kind != channels::ReceiptKind::Reply) fate = Fate::PutAway;
  }
  return fate;
}

Result<MailboxDone> BounceMailbox::work_once(std::int64_t now) {
  MailboxDone done;
  TSUZUKU_TRY(found, channels_->find(shop_, channels::mail_channel()));
  if (!found || found->settings.text("imap_host").empty()) return done;
  if (version_ != found->version || left_.size() > kLeftKept) left_.clear();
  version_ = found->version;
  TSUZUKU_TRY(reader, channels::MailboxReader::open(channels::bounce_server(found->settings),
                                                    found->settings.text("imap_folder")));
  TSUZUKU_TRY(unseen, reader.unseen(kMailsAtOnce + left_.size()));
  std::erase_if(unseen, [this](std::uint32_t uid) { return left_.contains(uid); });
  const std::string_view done_folder = found->settings.text("imap_done_folder");
  for (const std::uint32_t uid : unseen) {
    const auto mail = reader.fetch(uid);
    if (!mail && mail.error().kind == ErrorKind::NotFound) continue;  // somebody else took it
    if (!mail) return fail(mail.error());
    ++done.read;
    TSUZUKU_TRY(fate, take(*mail, now, done));
    if (fate == Fate::Left) {
      left_.insert(uid);
      ++done.left;
    } else if (done_folder.empty()) {
      TSUZUKU_CHECK(reader.mark_seen(uid));
    } else {
      TSUZUKU_CHECK(reader.move(uid, done_folder));
    }
  }
  return done;
}

}  // namespace tsuzuku::services
