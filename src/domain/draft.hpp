#pragma once
// Drafts: what a file (intake) or the demo generator (demo) says about an order, before the store has seen it.
// "Not told" is different from zero: an optional without value, or an empty text, leaves what the store
// already holds untouched when the order is imported again.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.hpp"
#include "base/money.hpp"
#include "domain/codes.hpp"

namespace tsuzuku::domain {

struct CustomerDraft {
  std::string number;  // natural key within `channel`; empty = a sale without customer
  std::string channel;
  std::string email;
  std::string phone;
  std::string last_name;
  std::string first_name;
  std::string last_name_kana;
  std::string first_name_kana;
  std::optional<Day> birth_date;
  std::string gender;  // "female", "male", "other" or empty
  std::string postal_code;
  std::string prefecture;
  std::string address;
  std::optional<ConsentState>
      mail_consent;  // to advertising by mail, as of the order, or of the file where it is of customers
};

struct ProductDraft {
  std::string code;
  std::string name;
  std::optional<ProductKind> kind;
  std::optional<Money> unit_cost;
};

// One line of goods. quantity >= 0. A negative amount is an adjustment and counts under discounts.
struct LineDraft {
  std::string key;  // stable within the order: the file's line id, else the ordinal "1", "2", ...
  std::string product_code;
  std::string product_name;
  std::int64_t quantity = 1;
  Money unit_price = 0;
  Money amount = 0;  // before discounts; quantity * unit_price unless the file gives only a line total
  std::optional<Money> unit_cost;
  Money discount = 0;
  std::optional<std::int64_t> out_of_stock_quantity;
  std::optional<std::int64_t> returned_quantity;
  std::optional<Day> returned_day;  // told or not; without it a return counts from the order's own day
  std::string return_reason;
  int file = 0;  // provenance: the file whose row tells the line's money
};

// Goods that came back as a row of their own (negative quantity in the file): booked as returned on `day`,
// to the order of the same number when that order has goods lines, else as an order of kind Credit.
struct CreditDraft {
  std::string key;  // stable within the order
  std::string product_code;
  std::string product_name;
  std::int64_t quantity = 0;  // > 0
  Money amount = 0;           // >= 0
  Day day;
  std::string reason;
  int file = 0;  // provenance: the file whose row tells it
};

struct OrderDraft {
  std::string number;           // natural key within `channel`; never empty (intake makes one where the file has none)
  std::string channel;          // name space of numbers: "" own CSV and generic, "rakuten", "shopify", ...
  std::int64_t ordered_at = 0;  // UTC seconds
  Day ordered_day;              // the shop's day
  CustomerDraft customer;
  std::vector<LineDraft> lines;
  std::vector<CreditDraft> credits;

  std::optional<Money> order_discount;
  std::optional<Money> points_used;
  std::optional<Money> shipping_fee;
  std::optional<Money> payment_fee;
  std::optional<Money> total;  // as the source prints it; reconciled by intake

  std::optional<OrderState> state;
  std::string raw_status;
  std::optional<Day> cancelled_day;
  std::string cancel_reason;
  std::optional<Day> shipped_day;
  std::optional<Day> delivered_day;
  std::string payment_method;
  std::optional<Day> payment_due_day;
  std::optional<Day> paid_day;

  std::string source;  // 媒体: ad, campaign or referrer that brought the order
  std::string subscription_number;
  std::optional<int> round;  // 回: which delivery of the subscription, from 1
  std::optional<SubscriptionState> subscription_state;

  // Provenance, for quarantine, messages and counts by file: where the order's own day stands, as index of the
  // file and 1-based row in it (header = 1), and how many rows of all files tell the order.
  int file = 0;
  std::int64_t first_row = 0;
  std::int64_t rows = 0;
};

// How many pieces of a product there were at the end of a day.
struct StockLevelDraft {
  std::string product_code;
  Day day;
  std::int64_t on_hand = 0;  // negative where more was sold than there was
};

// Cost of a source in a month, for CPO.
struct SourceCostDraft {
  std::string source;
  YearMonth month;
  Money cost = 0;
};

}  // namespace tsuzuku::domain
