#include "demo/demo.hpp"

#include <algorithm>
#include <string>

#include "base/limits.hpp"
#include "demo/calendar.hpp"
#include "demo/drafting.hpp"
#include "demo/draw.hpp"
#include "demo/goods.hpp"
#include "demo/life.hpp"
#include "demo/people.hpp"
#include "demo/pricing.hpp"
#include "demo/sources.hpp"
#include "demo/stock.hpp"

namespace tsuzuku::demo {
namespace {

constexpr int kMonths = 36;
constexpr double kTelephoneShare = 0.02;  // of arrivals: orders that belong to no customer
// Streams of random numbers of one customer: what happens stays the same when texts change.
constexpr std::uint64_t kStreamOfLife = 0x11FE;
constexpr std::uint64_t kStreamOfTexts = 0x7E87;

Status check(const Options& options) {
  if (options.orders < 0 || options.orders > limits::kDemoOrders) {
    return fail(ErrorKind::Usage, "demo.orders_out_of_range",
                {{"orders", std::to_string(options.orders)}, {"maximum", std::to_string(limits::kDemoOrders)}});
  }
  constexpr int kFirstYear = limits::kFirstYear + 4;
  constexpr int kLastYear = limits::kLastYear - 2;
  if (const int year = civil(options.until).year; year < kFirstYear || year > kLastYear) {
    return fail(ErrorKind::Usage, "demo.until_out_of_range",
                {{"until", to_text(options.until)},
                 {"first", std::to_string(kFirstYear)},
                 {"last", std::to_string(kLastYear)}});
  }
  return {};
}

class Shop {
 public:
  explicit Shop(const Options& options)
      : options_(options),
        facts_{.first = first_day(month_of(options.until) + (1 - kMonths)),
               .last = options.until,
               .shortages = Shortages(options.seed, first_day(month_of(options.until) + (1 - kMonths)), options.until)},
        clock_(facts_.first, facts_.last, orders_by_age(facts_, options.seed)),
        costs_(options.seed, month_of(facts_.first), month_of(facts_.last)) {}

  Status make_orders(const OrderSink& sink);
  Status tell_costs(const CostSink& sink) const;
  [[nodiscard]] Status tell_stock(const StockSink& sink) const {
    return demo::tell_stock({.seed = options_.seed, .first = facts_.first, .last = facts_.last, .orders = orders_made_},
                            facts_.shortages, sink);
  }

 private:
  Status welcome(Moment arrival, Random random, const OrderSink& sink);

  const Options& options_;
  ShopFacts facts_;
  ArrivalClock clock_;
  CostBook costs_;
  Life life_;
  std::int64_t orders_made_ = 0;
  std::int64_t customers_ = 0;
};

Status Shop::make_orders(const OrderSink& sink) {
  for (std::uint64_t visitor = 0; orders_made_ < options_.orders; ++visitor) {
    const double share = static_cast<double>(orders_made_) / static_cast<double>(options_.orders);
    TSUZUKU_CHECK(welcome(clock_.at(share), stream_of(options_.seed ^ kStreamOfLife, visitor), sink));
  }
  return {};
}

Status Shop::welcome(Moment arrival, Random random, const OrderSink& sink) {
  const double progress =
      static_cast<double>(arrival.day - facts_.first) / static_cast<double>(facts_.last - facts_.first + 1);
  const bool has_customer = !random.chance(kTelephoneShare);
  Traits traits = draw_traits(random, customers_ + 1, pick_source(random, progress), arrival.day);
  domain::CustomerDraft customer;
  if (has_customer) {
    ++customers_;
    costs_.count(traits.source, month_of(arrival.day));
    Random texts = stream_of(options_.seed ^ kStreamOfTexts, static_cast<std::uint64_t>(traits.number));
    customer = describe(texts, traits);
  } else {
    traits.number = 0;
    traits.payment = Payment::CashOnDelivery;
  }

  live(facts_, traits, arrival, random, life_);
  Cashier cashier(traits);
  for (const Order& order : life_.orders) {
    if (orders_made_ == options_.orders) break;
    ++orders_made_;
    const Price price = cashier.price(order, random);
    Circumstances circumstances{.traits = traits,
                                .customer = customer,
                                .subscription_state = {},
                                .last = facts_.last,
                                .sequence = orders_made_};
    if (order.subscription > 0) {
      circumstances.subscription_state = life_.subscriptions[static_cast<std::size_t>(order.subscription - 1)];
    }
    TSUZUKU_CHECK(sink(to_draft(order, price, circumstances)));
  }
  return {};
}

Status Shop::tell_costs(const CostSink& sink) const {
  const auto sources = acquisition_sources();
  for (SourceIndex source = 0; source < sources.size(); ++source) {
    for (int n = 0; n < costs_.months(); ++n) {
      const YearMonth month = costs_.first() + n;
      const Money cost = costs_.cost(source, month);
      if (cost > 0) TSUZUKU_CHECK(sink({.source = std::string(sources[source].name), .month = month, .cost = cost}));
    }
  }
  return {};
}

}  // namespace

Status generate(const Options& options, const OrderSink& order, const ProductSink& product, const CostSink& cost,
                const StockSink& stock) {
  TSUZUKU_CHECK(check(options));
  for (const Good& good : goods()) {
    TSUZUKU_CHECK(product(
        {.code = std::string(good.code), .name = std::string(good.name), .kind = good.kind, .unit_cost = good.cost}));
  }
  Shop shop(options);
  TSUZUKU_CHECK(shop.make_orders(order));
  TSUZUKU_CHECK(shop.tell_costs(cost));
  return stock ? shop.tell_stock(stock) : Status{};
}

}  // namespace tsuzuku::demo
