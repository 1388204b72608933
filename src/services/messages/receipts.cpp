#include "services/messages/receipts.hpp"

#include <algorithm>
#include <array>

#include "channels/registry.hpp"
#include "services/messages/foreign_words.hpp"
#include "services/shops/shops.hpp"
#include "sql/durable.hpp"

namespace tsuzuku::services {
namespace {

using channels::ReceiptKind;
using journeys::OutboxVerdict;

constexpr int kSoftBouncesInARow = 5;

// What proves the word, for whoever asks years later.
std::string evidence_of(const Touch& touch, UnsubscribedBy way) {
  return std::string(name_of(way)) + ": touch " + touch.id.text() + ", " + touch.address;
}

// As suppressed addresses are written; empty when it is none.
std::string written(const Touch& touch, const std::string& address) {
  const channels::Channel* channel = channels::find_channel(touch.channel);
  const auto one = channel != nullptr ? channel->address_of(address) : fail(ErrorKind::NotFound, "touches.unknown");
  return one ? *one : std::string();
}

}  // namespace

std::string_view name_of(UnsubscribedBy way) {
  constexpr std::array<std::string_view, 5> kNames = {"one_click", "page", "preferences", "complaint", "report"};
  return kNames.at(static_cast<std::size_t>(way));
}

Result<Touch> Receipts::needed(sql::Session& session, const channels::TouchRef& ref) const {
  TSUZUKU_TRY(touch, touches_->find(session, ref.shop, ref.customer, ref.touch));
  if (!touch) return fail(ErrorKind::NotFound, "touches.unknown", {{"key", ref.touch.text()}});
  return *std::move(touch);
}

Status Receipts::suppress(sql::Session& session, ShopId shop, const Touch& touch, SuppressionReason reason,
                          const std::string& detail, std::int64_t now) const {
  const std::string address = written(touch, touch.address);
  if (address.empty()) return {};
  return suppressions_->add(
      session, shop,
      {.address = address, .channel = touch.channel, .reason = reason, .detail = foreign_words(detail), .at = now});
}

Status Receipts::bounced(sql::Session& session, ShopId shop, Touch& touch, const channels::Receipt& receipt,
                         std::int64_t now) const {
  const bool hard = receipt.kind == ReceiptKind::HardBounce;
  TSUZUKU_CHECK(touches_->settle(session, touch,
                                 {.event = journeys::ReceiptBounced{hard ? "bounced" : "bounced_for_now"},
                                  .answer = foreign_words(receipt.detail)},
                                 now));
  if (!hard) {
    // A full mailbox now and then is none of our business; one that never takes anything is as good as dead.
    TSUZUKU_TRY(last, touches_->last_sent(session, shop, touch, kSoftBouncesInARow));
    const auto came_back = std::ranges::count(last, domain::TouchState::Bounced);
    if (came_back < kSoftBouncesInARow) return {};
    return suppress(session, shop, touch, SuppressionReason::Bounced, receipt.detail, now);
  }
  // A mailing list or a forwarding at the other side bounces under its own address: that one is not ours to suppress.
  const bool same = receipt.address.empty() || written(touch, receipt.address) == written(touch, touch.address);
  if (!same) return {};
  return suppress(session, shop, touch, SuppressionReason::Bounced, receipt.detail, now);
}

Status Receipts::take_back(sql::Session& session, ShopId shop, const Touch& touch, UnsubscribedBy way,
                           SuppressionReason reason, std::int64_t now) const {
  TSUZUKU_CHECK(consents_->add(session, shop, touch.customer,
                               {.channel = touch.channel,
                                .state = domain::ConsentState::Withdrawn,
                                .origin = "unsubscribe",
                                .evidence = evidence_of(touch, way),
                                .staff = {}},
                               now));
  TSUZUKU_CHECK(suppress(session, shop, touch, reason, std::string(name_of(way)), now));
  return touch_shop_people(session, shop);
}

Result<ReceiptFate> Receipts::apply(ShopId shop, const channels::Receipt& receipt, std::int64_t now) {
  if (!receipt.touch || receipt.touch->shop != shop) return ReceiptFate::NotOurs;
  if (receipt.kind == ReceiptKind::Delayed || receipt.kind == ReceiptKind::AutoReply) return ReceiptFate::NoMatter;
  TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(touch, touches_->find(*session, shop, receipt.touch->customer, receipt.touch->touch));
  if (!touch) return ReceiptFate::NotOurs;
  bool news = true;
  const auto write = [&](TouchEventKind kind) -> Status {
    TSUZUKU_TRY(added,
                events_->add(*session, shop, *touch,
                             {.kind = kind, .at = now, .machine = false, .detail = foreign_words(receipt.detail)}));
    news = added;
    return {};
  };
  switch (receipt.kind) {
    case ReceiptKind::Delivered: {
      TSUZUKU_TRY(verdict, touches_->settle(*session, *touch, {.event = journeys::ReceiptDelivered{}}, now));
      news = verdict == OutboxVerdict::Changed;
      break;
    }
    case ReceiptKind::SoftBounce:
    case ReceiptKind::HardBounce:
      TSUZUKU_CHECK(write(TouchEventKind::Bounced));
      TSUZUKU_CHECK(bounced(*session, shop, *touch, receipt, now));
      break;
    case ReceiptKind::Complained:
      TSUZUKU_CHECK(write(TouchEventKind::Complained));
      if (news) {
        TSUZUKU_CHECK(take_back(*session, shop, *touch, UnsubscribedBy::Complaint, SuppressionReason::Complained, now));
      }
      break;
    case ReceiptKind::Unsubscribed:
      TSUZUKU_CHECK(write(TouchEventKind::Unsubscribed));
      if (news) {
        TSUZUKU_CHECK(take_back(*session, shop, *touch, UnsubscribedBy::Report, SuppressionReason::Unsubscribed, now));
      }
      break;
    case ReceiptKind::Reply:
      TSUZUKU_CHECK(write(TouchEventKind::Replied));
      break;
    case ReceiptKind::Delayed:
    case ReceiptKind::AutoReply:
      break;
  }
  TSUZUKU_CHECK(transaction.commit());
  return news ? ReceiptFate::Recorded : ReceiptFate::KnownBefore;
}

Status Receipts::dead_address(sql::Session& session, ShopId shop, const Touch& touch, const std::string& detail,
                              std::int64_t now) const {
  TSUZUKU_CHECK(
      events_->add(session, shop, touch,
                   {.kind = TouchEventKind::Bounced, .at = now, .machine = false, .detail = foreign_words(detail)}));
  return suppress(session, shop, touch, SuppressionReason::Bounced, detail, now);
}

Result<bool> Receipts::is_withdrawn(CustomerId customer, domain::Channel channel) const {
  TSUZUKU_TRY(words, consents_->of(customer));
  for (const Consent& word : latest_words(words)) {
    if (word.channel == channel) return word.state == domain::ConsentState::Withdrawn;
  }
  return false;
}

Status Receipts::unsubscribe(const channels::TouchRef& ref, UnsubscribedBy way, std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
  const auto durable = sql::DurableCommits::on(*session);
  if (!durable) return fail(durable.error());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(touch, needed(*session, ref));
  TSUZUKU_TRY(withdrawn, is_withdrawn(ref.customer, touch.channel));
  // Said twice is said once, unless they had agreed again in between. The address stays closed either way: others of
  // the shop's customers may have it too.
  if (withdrawn) {
    TSUZUKU_CHECK(suppress(*session, ref.shop, touch, SuppressionReason::Unsubscribed, std::string(name_of(way)), now));
    return transaction.commit();
  }
  TSUZUKU_CHECK(events_->add(
      *session, ref.shop, touch,
      {.kind = TouchEventKind::Unsubscribed, .at = now, .machine = false, .detail = std::string(name_of(way))}));
  TSUZUKU_CHECK(take_back(*session, ref.shop, touch, way, SuppressionReason::Unsubscribed, now));
  return transaction.commit();
}

Status Receipts::withdraw(const channels::TouchRef& ref, domain::Channel channel, std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
  const auto durable = sql::DurableCommits::on(*session);
  if (!durable) return fail(durable.error());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(touch, needed(*session, ref));
  if (channel == touch.channel) {
    TSUZUKU_CHECK(
        take_back(*session, ref.shop, touch, UnsubscribedBy::Preferences, SuppressionReason::Unsubscribed, now));
  } else {
    TSUZUKU_CHECK(consents_->add(*session, ref.shop, ref.customer,
                                 {.channel = channel,
                                  .state = domain::ConsentState::Withdrawn,
                                  .origin = "unsubscribe",
                                  .evidence = evidence_of(touch, UnsubscribedBy::Preferences),
                                  .staff = {}},
                                 now));
    TSUZUKU_CHECK(touch_shop_people(*session, ref.shop));
  }
  return transaction.commit();
}

Status Receipts::agree_again(const channels::TouchRef& ref, domain::Channel channel, std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(touch, needed(*session, ref));
  TSUZUKU_CHECK(consents_->add(*session, ref.shop, ref.customer,
                               {.channel = channel,
                                .state = domain::ConsentState::Given,
                                .origin = "form",
                                .evidence = evidence_of(touch, UnsubscribedBy::Preferences),
                                .staff = {}},
                               now));
  if (const std::string address = written(touch, touch.address); channel == touch.channel && !address.empty()) {
    TSUZUKU_CHECK(suppressions_->forget(*session, ref.shop, channel, address, SuppressionReason::Unsubscribed));
  }
  TSUZUKU_CHECK(touch_shop_people(*session, ref.shop));
  return transaction.commit();
}

}  // namespace tsuzuku::services
