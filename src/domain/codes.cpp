#include "domain/codes.hpp"

#include <array>
#include <utility>

namespace tsuzuku::domain {
namespace {

template <typename Enum, std::size_t N>
using Names = std::array<std::pair<Enum, std::string_view>, N>;

constexpr Names<OrderKind, 3> kOrderKinds{
    {{OrderKind::Sale, "sale"}, {OrderKind::Credit, "credit"}, {OrderKind::Replacement, "replacement"}}};
constexpr Names<OrderState, 6> kOrderStates{{{OrderState::Accepted, "accepted"},
                                             {OrderState::OnHold, "on_hold"},
                                             {OrderState::Shipped, "shipped"},
                                             {OrderState::Delivered, "delivered"},
                                             {OrderState::Cancelled, "cancelled"},
                                             {OrderState::Returned, "returned"}}};
constexpr Names<ProductKind, 5> kProductKinds{{{ProductKind::Ordinary, "ordinary"},
                                               {ProductKind::Gift, "gift"},
                                               {ProductKind::Sample, "sample"},
                                               {ProductKind::Insert, "insert"},
                                               {ProductKind::Trial, "trial"}}};
constexpr Names<EventKind, 8> kEventKinds{{{EventKind::Accepted, "accepted"},
                                           {EventKind::Cancelled, "cancelled"},
                                           {EventKind::OutOfStock, "out_of_stock"},
                                           {EventKind::Shipped, "shipped"},
                                           {EventKind::Delivered, "delivered"},
                                           {EventKind::PaymentDue, "payment_due"},
                                           {EventKind::Paid, "paid"},
                                           {EventKind::Returned, "returned"}}};
constexpr Names<SubscriptionState, 5> kSubscriptionStates{{{SubscriptionState::Active, "active"},
                                                           {SubscriptionState::Skipped, "skipped"},
                                                           {SubscriptionState::Paused, "paused"},
                                                           {SubscriptionState::Cancelled, "cancelled"},
                                                           {SubscriptionState::Undelivered, "undelivered"}}};
constexpr Names<ImportState, 4> kImportStates{{{ImportState::Running, "running"},
                                               {ImportState::Done, "done"},
                                               {ImportState::Failed, "failed"},
                                               {ImportState::Cancelled, "cancelled"}}};

constexpr Names<Channel, 7> kChannels{{{Channel::Mail, "mail"},
                                       {Channel::LineCampaign, "line_campaign"},
                                       {Channel::LinePersonal, "line_personal"},
                                       {Channel::DirectMail, "direct_mail"},
                                       {Channel::ParcelInsert, "parcel_insert"},
                                       {Channel::Phone, "phone"},
                                       {Channel::Sms, "sms"}}};
constexpr Names<ConsentState, 2> kConsentStates{
    {{ConsentState::Given, "given"}, {ConsentState::Withdrawn, "withdrawn"}}};
constexpr Names<TouchState, 9> kTouchStates{{{TouchState::Planned, "planned"},
                                             {TouchState::Held, "held"},
                                             {TouchState::Sending, "sending"},
                                             {TouchState::Sent, "sent"},
                                             {TouchState::Delivered, "delivered"},
                                             {TouchState::Bounced, "bounced"},
                                             {TouchState::Skipped, "skipped"},
                                             {TouchState::InDoubt, "in_doubt"},
                                             {TouchState::Failed, "failed"}}};
constexpr Names<IdentityKind, 3> kIdentityKinds{{{IdentityKind::CustomerNumber, "customer_number"},
                                                 {IdentityKind::Email, "email"},
                                                 {IdentityKind::Phone, "phone"}}};

template <typename Enum, std::size_t N>
std::string_view name_in(const Names<Enum, N>& names, Enum value) {
  for (const auto& [candidate, name] : names) {
    if (candidate == value) return name;
  }
  return "unknown";
}

template <typename Enum, std::size_t N>
std::optional<Enum> value_in(const Names<Enum, N>& names, std::string_view text) {
  for (const auto& [candidate, name] : names) {
    if (name == text) return candidate;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(OrderKind kind) { return name_in(kOrderKinds, kind); }
std::string_view name_of(OrderState state) { return name_in(kOrderStates, state); }
std::optional<OrderState> order_state_from(std::string_view name) { return value_in(kOrderStates, name); }
std::string_view name_of(ProductKind kind) { return name_in(kProductKinds, kind); }
std::optional<ProductKind> product_kind_from(std::string_view name) { return value_in(kProductKinds, name); }
std::string_view name_of(EventKind kind) { return name_in(kEventKinds, kind); }
std::string_view name_of(SubscriptionState state) { return name_in(kSubscriptionStates, state); }
std::string_view name_of(Channel channel) { return name_in(kChannels, channel); }
std::optional<Channel> channel_from(std::string_view name) { return value_in(kChannels, name); }
std::string_view name_of(ConsentState state) { return name_in(kConsentStates, state); }
std::string_view name_of(TouchState state) { return name_in(kTouchStates, state); }
std::string_view name_of(IdentityKind kind) { return name_in(kIdentityKinds, kind); }
std::string_view name_of(ImportState state) { return name_in(kImportStates, state); }

}  // namespace tsuzuku::domain
