#include "demo/life.hpp"

#include <algorithm>
#include <utility>

#include "demo/draw.hpp"
#include "demo/fulfilment.hpp"

namespace tsuzuku::demo {
namespace {

using domain::SubscriptionState;

constexpr Quantiles kTrialToSubscriptionDays{6, 9, 12, 15, 18, 23, 30, 42, 70, 150};  // 引上げ
constexpr Quantiles kBackAsChooserDays{15, 25, 40, 60, 95, 160};  // after the trial or a cancellation
constexpr Quantiles kBackToSubscriptionDays{50, 80, 120, 190, 320};
constexpr Quantiles kDormantDays{240, 290, 350, 430, 540, 720};
constexpr Quantiles kWaver{0.55, 0.75, 0.9, 1.1, 1.35, 1.9};  // of one's own rhythm, from one order to the next

// Ties by the order of booking, so that every library sorts alike.
void sort_by_time(std::vector<Order>& orders) {
  std::ranges::sort(orders, {}, [](const Order& order) { return std::pair(order.at, order.booked); });
}

class Living {
 public:
  Living(const ShopFacts& shop, const Traits& traits, Random& random, Life& life)
      : shop_(shop), traits_(traits), source_(acquisition_sources()[traits.source]), random_(random), life_(life) {}

  void begin(Moment arrival);
  void order_by_telephone(Moment arrival);
  void receive_birthday_gifts();

 private:
  // Books the order; one after the shop's last day does not happen and has an empty fate.
  Fate book(Order order);
  void replace_faulty(const Order& faulty);
  Moment later(Day day) { return {day, second_of_day(random_.unit())}; }

  void begin_with_trial(Moment arrival);
  void subscribe(Moment start, std::string_view source);
  [[nodiscard]] Order round_of(Moment moment, int subscription, int round);
  [[nodiscard]] Day next_round(int subscription, Day day, int cycle_days);
  void after_subscription(Day left);
  // Its state from `day` on.
  void set_state(int subscription, SubscriptionState state, Day day);
  void choose(Moment moment, std::string_view source, double stopping);
  [[nodiscard]] Order chosen(Moment moment, std::string_view source);
  void return_from_sleep(Day since);
  void perhaps_choose_beside(Day day);

  const ShopFacts& shop_;
  const Traits& traits_;
  const Source& source_;
  Random& random_;
  Life& life_;
};

Fate Living::book(Order order) {
  if (order.at.day > shop_.last) return {};
  fulfil(order, traits_, shop_.shortages, random_);
  order.booked = static_cast<int>(life_.orders.size());
  life_.orders.push_back(order);
  if (order.fate.faulty) replace_faulty(order);
  return order.fate;
}

void Living::replace_faulty(const Order& faulty) {
  if (!random_.chance(0.8)) return;
  Order replacement{.at = later(*faulty.fate.returned + between(random_, 0, 3)), .occasion = Occasion::Replacement};
  for (const Line& line : faulty.lines()) {
    if (line.returned > 0 && domain::is_sold(goods()[line.good].kind)) {
      replacement.add(line.good, line.returned, 0);
    }
  }
  if (replacement.line_count > 0) book(replacement);
}

void Living::begin(Moment arrival) {
  const double path = random_.unit();
  if (path < source_.trial_share) return begin_with_trial(arrival);
  if (path < source_.trial_share + source_.subscription_share) {
    subscribe(arrival, source_.name);
    return;
  }
  // People who came for one thing stop more often after the first order than after any later one.
  choose(arrival, source_.name, std::min(0.97, traits_.stopping * 1.6));
}

void Living::begin_with_trial(Moment arrival) {
  Order trial{.at = arrival, .occasion = Occasion::Trial, .source = source_.name};
  trial.add(kTrialSet, 1, goods()[kTrialSet].price);
  trial.add(kGreetingLetter, 1, 0);
  trial.add(kSubscriptionLeaflet, 1, 0);
  if (!book(trial).arrived()) return;
  // Who is restless also needs more persuading; 1.15 brings those who got their trial back to the source's rate.
  const double conversion = source_.trial_conversion * 1.15 * (1.0 - 0.85 * std::min(0.6, traits_.leaving));
  if (random_.chance(conversion)) {
    const Day start = arrival.day + kTrialToSubscriptionDays.draw_whole(random_);
    const std::string_view source = random_.chance(0.5) ? kNewsletter : kParcelLeaflet;
    subscribe(later(start), source);
  } else if (random_.chance(0.07)) {
    choose(later(arrival.day + kBackAsChooserDays.draw_whole(random_)), kNewsletter, traits_.stopping);
  } else if (random_.chance(0.04)) {
    return_from_sleep(arrival.day);
  }
}

Order Living::round_of(Moment moment, int subscription, int round) {
  Order order{.at = moment, .occasion = Occasion::Subscription, .subscription = subscription, .round = round};
  const int quantity = traits_.big_spender ? 2 : 1;
  order.add(kSupplement, quantity, round == 1 ? kFirstSubscriptionPrice : kSubscriptionPrice);
  if (round == 1) order.add(kGreetingLetter, 1, 0);
  if (round == 2) order.add(kSerumSample, 1, 0);
  if (round > 2 && round % 3 == 0) order.add(kMagazine, 1, 0);
  if (round > 1 && random_.chance(traits_.big_spender ? 0.35 : 0.06)) {
    const auto good = static_cast<GoodIndex>(pick_weighted(random_, goods()));
    if (good != kSupplement) order.add(good, 1, goods()[good].price);
  }
  return order;
}

void Living::set_state(int subscription, SubscriptionState state, Day day) {
  // What happens after the last day has not happened yet.
  if (day <= shop_.last) life_.subscriptions[static_cast<std::size_t>(subscription - 1)] = state;
}

void Living::subscribe(Moment start, std::string_view source) {
  if (start.day > shop_.last) return;
  life_.subscriptions.push_back(SubscriptionState::Active);
  const auto subscription = static_cast<int>(life_.subscriptions.size());
  const int cycle_days = random_.chance(0.82) ? 30 : random_.chance(0.5) ? 45 : 60;
  double leaving = traits_.leaving;
  Moment moment = start;
  for (int round = 1; moment.day <= shop_.last; ++round) {
    Order order = round_of(moment, subscription, round);
    if (round == 1) order.source = source;
    const Fate fate = book(order);
    if (!fate.arrived() && (round == 1 || random_.chance(0.6))) {
      set_state(subscription, SubscriptionState::Cancelled, moment.day + 12);
      return;
    }
    if (fate.unpaid() || (fate.cancelled && random_.chance(0.5))) {  // the next parcel is held until it is paid
      set_state(subscription, SubscriptionState::Undelivered, moment.day + cycle_days);
      return;
    }
    if (random_.chance(round == 1 ? std::min(0.95, leaving * 1.45) : leaving)) {
      const Day left = moment.day + between(random_, 8, cycle_days);
      set_state(subscription, SubscriptionState::Cancelled, left);
      return after_subscription(left);
    }
    perhaps_choose_beside(moment.day);
    const Day next = next_round(subscription, moment.day, cycle_days);
    moment = {next, 3 * 3'600 + static_cast<int>(random_.below(3'600))};  // the cart makes them at night
    leaving *= 0.985;                                                     // habit
  }
}

Day Living::next_round(int subscription, Day day, int cycle_days) {
  const Day due = day + cycle_days + between(random_, -1, 2);
  Day next = due;
  SubscriptionState meanwhile = SubscriptionState::Active;
  if (random_.chance(0.045)) {
    next = due + cycle_days;
    meanwhile = SubscriptionState::Skipped;
  } else if (random_.chance(0.015)) {
    next = due + between(random_, 60, 150);
    meanwhile = SubscriptionState::Paused;
  }
  if (next > shop_.last) set_state(subscription, meanwhile, due);
  return next;
}

void Living::after_subscription(Day left) {
  if (random_.chance(0.18)) {
    choose(later(left + kBackAsChooserDays.draw_whole(random_)), kNewsletter, traits_.stopping);
  } else if (random_.chance(0.07)) {
    subscribe(later(left + kBackToSubscriptionDays.draw_whole(random_)), kMemberMagazine);
  } else if (random_.chance(0.06)) {
    return_from_sleep(left);
  }
}

void Living::perhaps_choose_beside(Day day) {
  if (!random_.chance(traits_.big_spender ? 0.25 : 0.035)) return;
  const Day wish = next_newsletter(day + between(random_, 3, 20));
  const std::string_view source = random_.chance(0.6) ? kNewsletter : kLine;
  book(chosen(later(wish), source));
}

Order Living::chosen(Moment moment, std::string_view source) {
  Order order{.at = moment, .occasion = Occasion::Choice, .source = source};
  int kinds = 1;
  if (traits_.big_spender) {
    kinds = between(random_, 2, 4);
  } else if (random_.chance(0.30)) {
    kinds = random_.chance(0.8) ? 2 : 3;
  }
  for (int n = 0; n < kinds; ++n) {
    const auto good = static_cast<GoodIndex>(pick_weighted(random_, goods()));
    const auto taken = order.lines();
    if (std::ranges::any_of(taken, [&](const Line& line) { return line.good == good; })) continue;
    const int quantity = traits_.big_spender ? between(random_, 1, 3) : random_.chance(0.12) ? 2 : 1;
    order.add(good, quantity, goods()[good].price);
  }
  if (random_.chance(0.25)) order.add(kSerumSample, 1, 0);
  return order;
}

void Living::choose(Moment moment, std::string_view source, double stopping) {
  while (moment.day <= shop_.last) {
    const Fate fate = book(chosen(moment, source));
    if (!fate.arrived() && random_.chance(0.7)) return;
    if (random_.chance(stopping)) {
      if (random_.chance(0.08)) return_from_sleep(moment.day);
      return;
    }
    if (random_.chance(0.03)) {
      subscribe(later(moment.day + kTrialToSubscriptionDays.draw_whole(random_)), kMemberMagazine);
      return;
    }
    stopping = traits_.stopping;
    source = random_.chance(0.25) ? kLine : std::string_view();
    Day next = moment.day + std::max(3, static_cast<int>(traits_.rhythm_days * kWaver.draw(random_)));
    if (random_.chance(0.3)) {
      next = next_newsletter(next);
      source = kNewsletter;
    }
    moment = later(next);
  }
}

void Living::return_from_sleep(Day since) {
  Day day = since + kDormantDays.draw_whole(random_);
  if (random_.chance(0.5)) day = next_sale(day);
  const std::string_view source = random_.chance(0.5) ? kMemberMagazine : kNewsletter;
  choose(later(day), source, std::max(traits_.stopping, 0.6));
}

void Living::order_by_telephone(Moment arrival) {
  Order order = chosen({arrival.day, std::clamp(arrival.second, 9 * 3'600, 18 * 3'600)}, kTelephone);
  book(order);
}

void Living::receive_birthday_gifts() {
  if (!traits_.birth_date) return;
  const CivilDate birth = civil(*traits_.birth_date);
  sort_by_time(life_.orders);
  const std::size_t bought = life_.orders.size();
  constexpr std::size_t kRegular = 4;  // orders within a year that make a customer one of the regulars
  for (int year = civil(shop_.first).year; year <= civil(shop_.last).year; ++year) {
    const Day morning = *day_from_civil(year, birth.month, 1);
    std::size_t recent = 0;
    for (std::size_t n = 0; n < bought; ++n) {
      const int age = morning - life_.orders[n].at.day;
      if (age > 0 && age <= 365 && life_.orders[n].fate.delivered) ++recent;
    }
    if (recent < kRegular || !random_.chance(0.35)) continue;
    Order gift{.at = {morning, 9 * 3'600}, .occasion = Occasion::BirthdayGift};
    gift.add(kBirthdayGift, 1, 0);
    book(gift);
  }
}

constexpr std::uint64_t kStreamOfTrialLives = 0x7121;

}  // namespace

void live(const ShopFacts& shop, const Traits& traits, Moment arrival, Random& random, Life& life) {
  life.orders.clear();
  life.subscriptions.clear();
  Living living(shop, traits, random, life);
  if (traits.number == 0) return living.order_by_telephone(arrival);
  living.begin(arrival);
  living.receive_birthday_gifts();
  sort_by_time(life.orders);
}

std::vector<double> orders_by_age(const ShopFacts& shop, std::uint64_t seed) {
  constexpr int kLives = 4'000;
  const int days = shop.last - shop.first + 1;
  std::vector<double> orders(static_cast<std::size_t>(days));
  Life life;
  for (int n = 0; n < kLives; ++n) {
    Random random = stream_of(seed ^ kStreamOfTrialLives, static_cast<std::uint64_t>(n));
    const Traits traits = draw_traits(random, n + 1, pick_source(random, 0.5), shop.first);
    live(shop, traits, {shop.first, 12 * 3'600}, random, life);
    for (const Order& order : life.orders) orders[static_cast<std::size_t>(order.at.day - shop.first)] += 1.0 / kLives;
  }
  for (std::size_t day = 1; day < orders.size(); ++day) orders[day] += orders[day - 1];
  return orders;
}

}  // namespace tsuzuku::demo
