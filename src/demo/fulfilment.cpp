#include "demo/fulfilment.hpp"

#include <algorithm>

#include "demo/draw.hpp"

namespace tsuzuku::demo {
namespace {

constexpr Quantiles kPickingDays{0, 0.4, 0.8, 1.0, 1.5, 2.0, 4.9};     // from ready to handed over
constexpr Quantiles kPrepaymentDays{0, 0.5, 1.0, 1.9, 3.0, 4.2, 7.0};  // コンビニ: from order to paid
constexpr Quantiles kBillDays{3, 6, 8, 10, 12, 13.5, 14.9};            // 後払い: from shipped to paid, in time
constexpr Quantiles kLateDays{1, 2, 4, 7, 12, 20, 34, 60};             // after the due day
constexpr Quantiles kReturnDays{2, 4, 6, 8, 11, 16, 28};               // from delivered
constexpr int kBillDueDays = 14;
constexpr int kPrepaymentDueDays = 7;
constexpr int kCutOffSecond = 15 * 3'600;

bool is_free_of_charge(const Order& order) {
  return order.occasion == Occasion::BirthdayGift || order.occasion == Occasion::Replacement;
}

bool is_for_sale(const Line& line) { return domain::is_sold(goods()[line.good].kind); }

void cancel(Order& order, Day day, std::string_view reason) {
  order.fate.cancelled = day;
  order.fate.cancel_reason = reason;
}

// Missing goods are struck from the order or waited for. Returns the days the parcel waits. Stock for the
// trial set and the subscription is kept back, so those nearly always only wait.
int check_stock(Order& order, const Shortages& shortages, Random& random) {
  constexpr int kLongestWait = 10;
  const bool by_choice = order.occasion == Occasion::Choice;
  int wait_days = 0;
  for (Line& line : order.lines()) {
    const int days_left = shortages.days_left(line.good, order.at.day);
    if (days_left == 0) continue;
    if (by_choice ? days_left > kLongestWait || random.chance(0.4) : random.chance(0.05)) {
      line.out_of_stock = line.quantity > 1 && random.chance(0.5) ? 1 : line.quantity;
    } else {
      wait_days = std::max(wait_days, std::min(days_left, kLongestWait));
    }
  }
  return wait_days;
}

bool nothing_left(const Order& order) {
  return std::ranges::all_of(order.lines(),
                             [](const Line& line) { return !is_for_sale(line) || line.out_of_stock == line.quantity; });
}

// Whether the goods may go out, and from which day on.
bool arrange_payment(Order& order, const Traits& traits, Random& random, Day& ready) {
  const Source& source = acquisition_sources()[traits.source];
  switch (traits.payment) {
    case Payment::PayLater:
      if (random.chance(order.round > 1 ? source.credit_refusal * 0.4 : source.credit_refusal)) {
        cancel(order, order.at.day + between(random, 0, 1), "与信NG");
        return false;
      }
      return true;
    case Payment::ConvenienceStore:
      order.fate.waits_for_payment = true;
      order.fate.due = order.at.day + kPrepaymentDueDays;
      if (random.chance(0.11)) {
        cancel(order, *order.fate.due + 1, "入金期限切れ");
        return false;
      }
      order.fate.paid = order.at.day + kPrepaymentDays.draw_whole(random);
      ready = *order.fate.paid;
      return true;
    case Payment::Card:
      if (random.chance(order.round > 1 ? 0.018 : 0.008)) {
        cancel(order, order.at.day + between(random, 0, 3), "カード決済不可");
        return false;
      }
      return true;
    case Payment::CashOnDelivery:
    case Payment::Smartphone:
      return true;
  }
  return true;
}

bool change_of_mind(Order& order, Random& random) {
  if (order.occasion == Occasion::Subscription ? !random.chance(0.006) : !random.chance(0.014)) return false;
  constexpr std::array kReasons{std::string_view("お客様都合"), std::string_view("お客様都合"),
                                std::string_view("重複注文"), std::string_view("住所不明")};
  const std::string_view reason = kReasons[random.below(kReasons.size())];
  cancel(order, order.at.day + between(random, 0, 1), reason);
  return true;
}

void return_all(Order& order, Day day, std::string_view reason) {
  order.fate.returned = day;
  order.fate.return_reason = reason;
  for (Line& line : order.lines()) line.returned = line.quantity - line.out_of_stock;
}

void ship(Order& order, const Traits& traits, Day ready, Random& random) {
  Fate& fate = order.fate;
  fate.shipped = next_shipping_day(ready + kPickingDays.draw_whole(random));
  const bool refused = traits.payment == Payment::CashOnDelivery && random.chance(0.03) && !is_free_of_charge(order);
  if (refused || random.chance(0.003)) {
    return_all(order, *fate.shipped + between(random, 7, 12), refused ? "受取拒否" : "長期不在");
    return;
  }
  fate.delivered = *fate.shipped + (traits.far_away ? 2 : 1) + (random.chance(0.12) ? 1 : 0);
}

void settle(Order& order, const Traits& traits, Random& random) {
  Fate& fate = order.fate;
  switch (traits.payment) {
    case Payment::PayLater: {
      fate.due = *fate.shipped + kBillDueDays;
      const double fortune = random.unit();
      if (!fate.delivered || fortune < 0.04) break;
      fate.paid =
          fortune < 0.20 ? *fate.due + kLateDays.draw_whole(random) : *fate.shipped + kBillDays.draw_whole(random);
      break;
    }
    case Payment::CashOnDelivery:
      fate.paid = fate.delivered;
      break;
    case Payment::Card:
      fate.paid = fate.shipped;
      break;
    case Payment::Smartphone:
      fate.paid = order.at.day;
      break;
    case Payment::ConvenienceStore:
      break;  // was paid before
  }
}

void perhaps_return(Order& order, const Traits& traits, Random& random) {
  if (!order.fate.delivered || !random.chance(traits.big_spender ? 0.03 : 0.015)) return;
  struct Reason {
    std::string_view text;
    bool shops_fault;
  };
  constexpr std::array kReasons{Reason{"お客様都合", false}, Reason{"肌に合わない", false}, Reason{"初期不良", true},
                                Reason{"誤配送", true}};
  const Day day = *order.fate.delivered + kReturnDays.draw_whole(random);
  const auto& [reason, shops_fault] = kReasons[random.below(kReasons.size())];
  if (random.chance(0.6)) {
    order.fate.faulty = shops_fault;
    return return_all(order, day, reason);
  }
  Line& line = order.lines()[random.below(order.line_count)];
  if (!is_for_sale(line) || line.out_of_stock == line.quantity) return;
  line.returned = between(random, 1, line.quantity - line.out_of_stock);
  order.fate.faulty = shops_fault;
  order.fate.returned = day;
  order.fate.return_reason = reason;
}

}  // namespace

void fulfil(Order& order, const Traits& traits, const Shortages& shortages, Random& random) {
  Day ready = order.at.second < kCutOffSecond ? order.at.day : order.at.day + 1;
  if (is_free_of_charge(order)) return ship(order, traits, ready, random);
  if (!arrange_payment(order, traits, random, ready)) return;
  if (change_of_mind(order, random)) return;
  ready = std::max(ready, order.at.day + check_stock(order, shortages, random));
  if (nothing_left(order)) {
    for (Line& line : order.lines()) line.out_of_stock = 0;
    return cancel(order, order.at.day + between(random, 1, 3), "欠品");
  }
  ship(order, traits, ready, random);
  settle(order, traits, random);
  perhaps_return(order, traits, random);
}

}  // namespace tsuzuku::demo
