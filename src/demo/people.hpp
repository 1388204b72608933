#pragma once
// Who the customers are. Nobody of them exists: house numbers lie in a town called 見本町 (sample town), mail goes
// to example.jp or example.com, and telephone numbers begin with 090-0, which is never given out.

#include <cstdint>
#include <optional>

#include "base/day.hpp"
#include "base/random.hpp"
#include "demo/sources.hpp"
#include "domain/draft.hpp"

namespace tsuzuku::demo {

enum class Payment : std::uint8_t { Card, PayLater, CashOnDelivery, ConvenienceStore, Smartphone };

[[nodiscard]] std::string_view name_of(Payment payment);

// What decides how a customer behaves; the rest of a person is text.
struct Traits {
  std::int64_t number = 0;  // 1, 2, ... in order of arrival; 0 = a telephone order without customer
  SourceIndex source = 0;
  Payment payment = Payment::Card;
  bool far_away = false;  // Hokkaido, Kyushu, Okinawa: parcels take longer
  std::optional<Day> birth_date;
  double leaving = 0.2;     // chance to cancel after a round of the subscription
  double stopping = 0.5;    // chance never to come back after an order by choice
  double rhythm_days = 60;  // between two orders by choice
  bool big_spender = false;
};

// Traits and texts come from separate streams, so that lives can be tried out without making texts.
[[nodiscard]] Traits draw_traits(Random& random, std::int64_t number, SourceIndex source, Day arrival);
[[nodiscard]] domain::CustomerDraft describe(Random& random, const Traits& traits);

}  // namespace tsuzuku::demo
