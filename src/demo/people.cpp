#include "demo/people.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "demo/draw.hpp"
#include "demo/names.hpp"

namespace tsuzuku::demo {
namespace {

constexpr Quantiles kAge{21, 29, 36, 42, 47, 52, 57, 62, 67, 74, 88};

// Most stay with a delivery for long, some were never going to: the mix makes the chance to leave fall from
// round to round although no single customer's does much.
constexpr Quantiles kLeaving{0.010, 0.020, 0.035, 0.055, 0.080, 0.11, 0.16, 0.22, 0.32, 0.48, 0.75};
constexpr Quantiles kStopping{0.08, 0.13, 0.19, 0.27, 0.36, 0.48, 0.58, 0.68, 0.78, 0.87, 0.96};
constexpr Quantiles kRhythmDays{14, 24, 32, 42, 55, 68, 85, 105, 135, 180, 260};

Payment draw_payment(Random& random, const Source& source) {
  if (random.chance(source.pay_later_share)) return Payment::PayLater;
  constexpr std::array kOthers{Payment::Card,      Payment::Card, Payment::Card,           Payment::Card,
                               Payment::Card,      Payment::Card, Payment::CashOnDelivery, Payment::ConvenienceStore,
                               Payment::Smartphone};
  return kOthers[random.below(kOthers.size())];
}

// The prefecture is drawn twice, for the traits and for the address: both from the customer's number alone.
std::size_t prefecture_of(std::int64_t number) {
  Random random = stream_of(0x9EF5, static_cast<std::uint64_t>(number));
  return pick_weighted(random, prefectures());
}

}  // namespace

std::string_view name_of(Payment payment) {
  switch (payment) {
    case Payment::Card:
      return "クレジットカード";
    case Payment::PayLater:
      return "後払い";
    case Payment::CashOnDelivery:
      return "代金引換";
    case Payment::ConvenienceStore:
      return "コンビニ前払い";
    case Payment::Smartphone:
      return "スマホ決済";
  }
  return "";
}

Traits draw_traits(Random& random, std::int64_t number, SourceIndex source_index, Day arrival) {
  const Source& source = acquisition_sources()[source_index];
  Traits traits{.number = number, .source = source_index};
  traits.payment = draw_payment(random, source);
  traits.far_away = prefectures()[prefecture_of(number)].far_away;
  if (const int age_days = static_cast<int>(kAge.draw(random) * 365.25); random.chance(0.86)) {
    traits.birth_date = arrival - age_days;
  }
  traits.leaving = std::min(0.92, kLeaving.draw(random) * source.restlessness);
  traits.stopping = std::min(0.97, kStopping.draw(random) * source.restlessness);
  traits.rhythm_days = kRhythmDays.draw(random);
  traits.big_spender = random.chance(0.05);
  if (traits.big_spender) {
    traits.stopping *= 0.5;
    traits.rhythm_days *= 0.6;
  }
  return traits;
}

domain::CustomerDraft describe(Random& random, const Traits& traits) {
  const FamilyName& family = family_names()[pick_weighted(random, family_names())];
  const bool woman = random.chance(0.78);
  const std::span<const GivenName> given_names = woman ? women_names() : men_names();
  const GivenName& given = given_names[pick_weighted(random, given_names)];
  const Prefecture& prefecture = prefectures()[prefecture_of(traits.number)];

  domain::CustomerDraft customer;
  customer.number = fmt::format("C{:07}", traits.number);
  if (random.chance(0.95)) {
    const std::string_view domain = random.chance(0.7) ? "example.jp" : "example.com";
    customer.email = fmt::format("{}{}@{}", family.romaji, traits.number, domain);
  }
  customer.phone = fmt::format("090-0{:03}-{:04}", traits.number / 10'000 % 1'000, traits.number % 10'000);
  customer.last_name = family.written;
  customer.first_name = given.written;
  customer.last_name_kana = family.kana;
  customer.first_name_kana = given.kana;
  customer.birth_date = traits.birth_date;
  if (random.chance(0.93)) customer.gender = woman ? "female" : "male";
  customer.postal_code = fmt::format("{}-{:04}", prefecture.postal_area, random.below(10'000));
  customer.prefecture = prefecture.name;
  const int quarter = between(random, 1, 9);
  const int block = between(random, 1, 30);
  const int house = between(random, 1, 25);
  customer.address = fmt::format("{}見本町{}-{}-{}", prefecture.city, quarter, block, house);
  // What was ticked, or not, at the first order. Drawn last: what was drawn before stays as it was.
  if (!customer.email.empty()) {
    customer.mail_consent = random.chance(0.72) ? domain::ConsentState::Given : domain::ConsentState::Withdrawn;
  }
  return customer;
}

}  // namespace tsuzuku::demo
