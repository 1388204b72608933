#pragma once
// Numbers that are stored. Never renumber, never reuse; domain_test pins them.

#include <cstdint>
#include <optional>
#include <string_view>

namespace tsuzuku::domain {

enum class OrderKind : std::uint8_t {
  Sale = 1,
  Credit = 2,       // goods came back and the file names no original order; never a purchase
  Replacement = 3,  // sold goods sent for nothing in place of what came back; never a purchase
};

// A customer's order without an amount is a replacement when something of another order came back within so many days
// before it. What a subscription sends is none.
inline constexpr int kReplacementDays = 30;

// Where an order stands, as the source tells it; the dates beside it say since when.
enum class OrderState : std::uint8_t {
  Accepted = 1,
  OnHold = 2,  // waiting for credit check or payment
  Shipped = 3,
  Delivered = 4,
  Cancelled = 5,
  Returned = 6,  // all of it came back
};

enum class ProductKind : std::uint8_t {
  Ordinary = 1,
  Gift = 2,
  Sample = 3,
  Insert = 4,
  Trial = 5,  // お試し: sold like ordinary goods, and counted apart where new customers are
};

// Goods that a customer buys: they make an order a purchase, their money is sales.
[[nodiscard]] constexpr bool is_sold(ProductKind kind) {
  return kind == ProductKind::Ordinary || kind == ProductKind::Trial;
}

enum class EventKind : std::uint8_t {
  Accepted = 1,
  Cancelled = 2,
  OutOfStock = 3,  // per line
  Shipped = 4,
  Delivered = 5,
  PaymentDue = 6,
  Paid = 7,
  Returned = 8,  // per line
};

enum class SubscriptionState : std::uint8_t { Active = 1, Skipped = 2, Paused = 3, Cancelled = 4, Undelivered = 5 };

enum class ImportState : std::uint8_t { Running = 1, Done = 2, Failed = 3, Cancelled = 4 };

// A way to reach a customer. LINE has two accounts of one person: the one that broadcasts and the one that answers.
enum class Channel : std::uint8_t {
  Mail = 1,
  LineCampaign = 2,
  LinePersonal = 3,
  DirectMail = 4,
  ParcelInsert = 5,
  Phone = 6,
  Sms = 7,
};

// What a customer said to advertising by a channel. The latest word counts.
enum class ConsentState : std::uint8_t { Given = 1, Withdrawn = 2 };

// What became of a touch: one message, parcel insert, letter or call to one customer.
enum class TouchState : std::uint8_t {
  Planned = 1,
  Held = 2,     // waits for a person or for a limit
  Sending = 3,  // handed to the channel; what it answered is not yet known
  Sent = 4,     // the channel took it
  Delivered = 5,
  Bounced = 6,
  Skipped = 7,  // not sent, with its reason
  InDoubt = 8,  // the channel may or may not have taken it: a person decides, never a second try by itself
  Failed = 9,   // the channel refused it for good
};

enum class IdentityKind : std::uint8_t { CustomerNumber = 1, Email = 2, Phone = 3 };

// snake_case names as they stand in CSV files, JSON and profiles: "accepted", "on_hold", ...
[[nodiscard]] std::string_view name_of(OrderKind kind);
[[nodiscard]] std::string_view name_of(OrderState state);
[[nodiscard]] std::optional<OrderState> order_state_from(std::string_view name);
[[nodiscard]] std::string_view name_of(ProductKind kind);
[[nodiscard]] std::optional<ProductKind> product_kind_from(std::string_view name);
[[nodiscard]] std::string_view name_of(EventKind kind);
[[nodiscard]] std::string_view name_of(SubscriptionState state);
[[nodiscard]] std::string_view name_of(ImportState state);
[[nodiscard]] std::string_view name_of(IdentityKind kind);
[[nodiscard]] std::string_view name_of(Channel channel);
[[nodiscard]] std::optional<Channel> channel_from(std::string_view name);
[[nodiscard]] std::string_view name_of(ConsentState state);
[[nodiscard]] std::string_view name_of(TouchState state);

}  // namespace tsuzuku::domain
