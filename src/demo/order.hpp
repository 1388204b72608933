#pragma once
// An order as the demo shop's life makes it, before it is priced and written down as a draft.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/day.hpp"
#include "base/money.hpp"
#include "demo/calendar.hpp"
#include "demo/goods.hpp"

namespace tsuzuku::demo {

enum class Occasion : std::uint8_t {
  Trial,
  Subscription,
  Choice,        // goods chosen one by one
  BirthdayGift,  // sent by the shop, nothing but a gift in it
  Replacement,   // for damaged or wrong goods, free of charge
};

struct Line {
  GoodIndex good = 0;
  int quantity = 1;
  Money unit_price = 0;
  int out_of_stock = 0;
  int returned = 0;
};

// What became of the order; each day is when it happened, also when that lies after the shop's last day.
struct Fate {
  std::optional<Day> cancelled;
  std::string_view cancel_reason;
  std::optional<Day> shipped;
  std::optional<Day> delivered;
  std::optional<Day> due;
  std::optional<Day> paid;
  std::optional<Day> returned;
  std::string_view return_reason;
  bool faulty = false;             // what came back was the shop's fault and is replaced
  bool waits_for_payment = false;  // nothing is shipped before it

  // The customer has the goods, or will have them.
  [[nodiscard]] bool arrived() const { return delivered && (!returned || faulty); }
  [[nodiscard]] bool unpaid() const { return due && !paid && !returned; }
};

struct Order {
  static constexpr std::size_t kLinesMax = 7;

  Moment at;
  int booked = 0;  // how many orders of this customer were booked before it
  Occasion occasion = Occasion::Choice;
  std::string_view source;
  int subscription = 0;  // 1, 2, ... of this customer; 0 = none
  int round = 0;
  std::array<Line, kLinesMax> all_lines{};
  std::size_t line_count = 0;
  Fate fate;

  [[nodiscard]] std::span<Line> lines() { return {all_lines.data(), line_count}; }
  [[nodiscard]] std::span<const Line> lines() const { return {all_lines.data(), line_count}; }
  // Nothing happens when the order is full.
  void add(GoodIndex good, int quantity, Money unit_price) {
    if (line_count < kLinesMax)
      all_lines[line_count++] = Line{.good = good, .quantity = quantity, .unit_price = unit_price};
  }
};

}  // namespace tsuzuku::demo
