#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/time_zone.hpp"
#include "domain/loss_reason.hpp"
#include "domain/return_reason.hpp"
#include "ledger/builder.hpp"
#include "services/ledgers/loaders.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kWordsRemembered = 10'000;
constexpr std::string_view kNoProduct = "-";

// Database id -> small code of the ledger; 0 is "not told". What does not fit any more is told as 0.
struct Dictionary {
  std::unordered_map<std::int64_t, std::uint16_t> codes;
  std::vector<std::string> names{""};

  [[nodiscard]] std::uint16_t code(std::int64_t id) const {
    const auto found = codes.find(id);
    return found == codes.end() ? std::uint16_t{0} : found->second;
  }
};

Result<Dictionary> load_dictionary(sql::Session& session, const sql::Query& query, const Shop& shop, std::size_t most) {
  TSUZUKU_TRY(rows, session.rows(query, {{"shop_id", shop.id.value}}));
  Dictionary dictionary;
  for (const sql::Row& row : rows) {
    if (dictionary.names.size() > most) break;
    dictionary.codes.emplace(sql::integer(row[0]), static_cast<std::uint16_t>(dictionary.names.size()));
    dictionary.names.push_back(sql::text(row[1]));
  }
  return dictionary;
}

struct Dictionaries {
  Dictionary sources, payment_methods;
};

Result<Dictionaries> load_dictionaries(sql::Session& session, const sql::Queries& queries, const Shop& shop) {
  constexpr std::size_t kWide = std::numeric_limits<std::uint16_t>::max();
  constexpr std::size_t kNarrow = std::numeric_limits<std::uint8_t>::max();
  TSUZUKU_TRY(sources, load_dictionary(session, queries.get("ledger_sources"), shop, kWide));
  TSUZUKU_TRY(methods, load_dictionary(session, queries.get("ledger_payment_methods"), shop, kNarrow));
  return Dictionaries{std::move(sources), std::move(methods)};
}

Result<std::vector<std::int64_t>> load_customers(sql::Session& session, const sql::Queries& queries, const Shop& shop,
                                                 Extent extent) {
  std::vector<std::int64_t> customers;
  TSUZUKU_CHECK(for_each_row(session, queries.get("stream_customers"), shop, extent,
                             [&](const sql::Cursor& row) { customers.push_back(row.integer(0)); }));
  return customers;
}

// The columns of stream_orders, in its order.
enum OrderColumn : std::size_t {
  kCustomer,
  kOrder,
  kHasCustomer,
  kDay,
  kCancelled,
  kShipped,
  kDelivered,
  kPaid,
  kPaymentDue,
  kAccepted,
  kOutOfStock,
  kDiscounts,
  kPoints,
  kCost,
  kUncosted,
  kSource,
  kPaymentMethod,
  kRound,
  kSubscription,
  kPurchase,
  kOrderedAt,
  kOrderColumns
};
using OrderColumns = std::array<std::int64_t, kOrderColumns>;

ledger::OrderRow order_row(const OrderColumns& columns, const Dictionaries& dictionaries,
                           SubscriptionNumbers& subscriptions) {
  ledger::OrderRow row;
  row.customer = columns[kHasCustomer] != 0 ? columns[kCustomer] : 0;
  row.order = columns[kOrder];
  row.day = Day{static_cast<std::int32_t>(columns[kDay])};
  row.cancelled = day_of(columns[kCancelled]);
  row.shipped = day_of(columns[kShipped]);
  row.delivered = day_of(columns[kDelivered]);
  row.paid = day_of(columns[kPaid]);
  row.payment_due = day_of(columns[kPaymentDue]);
  row.accepted = columns[kAccepted];
  row.out_of_stock = columns[kOutOfStock];
  row.discounts = columns[kDiscounts];
  row.points = columns[kPoints];
  row.cost = columns[kCost];
  row.uncosted = columns[kUncosted];
  row.source = dictionaries.sources.code(columns[kSource]);
  row.payment_method = static_cast<std::uint8_t>(dictionaries.payment_methods.code(columns[kPaymentMethod]));
  row.round = static_cast<std::uint8_t>(std::clamp<std::int64_t>(columns[kRound], 0, ledger::kRoundMax));
  if (row.customer != 0 && columns[kSubscription] != sql::kNullInteger)
    row.subscription = subscriptions(row.customer, columns[kSubscription]);
  row.purchase = columns[kPurchase] != 0;
  return row;
}

// What the words of shops mean: they use few of them, again and again.
template <typename Meaning>
class KnownWords {
 public:
  template <typename Read>
  [[nodiscard]] Meaning operator()(std::string_view words, const Read& read) {
    const auto found = known_.find(words);
    if (found != known_.end()) return found->second;
    const Meaning meaning = read(words);
    if (known_.size() < kWordsRemembered) known_.emplace(words, meaning);
    return meaning;
  }

 private:
  std::map<std::string, Meaning, std::less<>> known_;
};

// Why orders of a range were cancelled, by (customer, order) as they come.
class CancelReasons {
 public:
  [[nodiscard]] static Result<CancelReasons> read(sql::Session& session, const sql::Queries& queries, const Shop& shop,
                                                  CustomerRange range);
  // Orders must come in their order.
  [[nodiscard]] domain::LossReason operator()(std::int64_t customer, std::int64_t order) {
    const std::pair key(customer, order);
    while (at_ < reasons_.size() && reasons_[at_].order < key) ++at_;
    return at_ < reasons_.size() && reasons_[at_].order == key ? reasons_[at_].reason : domain::LossReason::NotTold;
  }

 private:
  struct Entry {
    std::pair<std::int64_t, std::int64_t> order;
    domain::LossReason reason = domain::LossReason::NotTold;
  };
  std::vector<Entry> reasons_;
  std::size_t at_ = 0;
};

Result<CancelReasons> CancelReasons::read(sql::Session& session, const sql::Queries& queries, const Shop& shop,
                                          CustomerRange range) {
  TSUZUKU_TRY(cursor, session.stream(queries.get("stream_cancellations"),
                                     {{"shop_id", shop.id.value}, {"after", range.after}, {"upto", range.upto}}));
  CancelReasons reasons;
  KnownWords<domain::LossReason> known;
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) return reasons;
    reasons.reasons_.push_back(
        {{cursor->integer(0), cursor->integer(1)}, known(cursor->text(2), domain::loss_reason_from)});
  }
}

// A file that tells only a day is stored as its midnight.
std::uint8_t hour_of(const TimeZone& zone, std::int64_t ordered_at) {
  constexpr int kHour = 3'600;
  const int second = zone.second_of_day(ordered_at);
  return second == 0 ? ledger::kNoHour : static_cast<std::uint8_t>(second / kHour);
}

Status read_orders(sql::Session& session, const sql::Queries& queries, const Shop& shop, CustomerRange range,
                   const Dictionaries& dictionaries, const SubscriptionKeys& keys, ledger::OrderPart& part) {
  TSUZUKU_TRY(reasons, CancelReasons::read(session, queries, shop, range));
  TSUZUKU_TRY(cursor, session.stream(queries.get("stream_orders"),
                                     {{"shop_id", shop.id.value}, {"after", range.after}, {"upto", range.upto}}));
  const auto zone = TimeZone::find(shop.time_zone);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
  SubscriptionNumbers subscriptions(keys);
  OrderColumns columns{};
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) return {};
    cursor->integers(columns);
    ledger::OrderRow row = order_row(columns, dictionaries, subscriptions);
    row.hour = hour_of(*zone, columns[kOrderedAt]);
    if (row.cancelled) row.cancel_reason = reasons(columns[kCustomer], columns[kOrder]);
    part.add(row);
  }
}

Result<SubscriptionKeys> read_subscription_keys(sql::Session& session, const sql::Queries& queries, const Shop& shop,
                                                Extent extent) {
  SubscriptionKeys keys;
  TSUZUKU_CHECK(for_each_row(session, queries.get("stream_subscription_keys"), shop, extent,
                             [&](const sql::Cursor& row) { keys.emplace_back(row.integer(0), row.integer(1)); }));
  return keys;
}

Status read_returns(sql::Session& session, const sql::Queries& queries, const Shop& shop, Extent extent,
                    const LoadedProducts& products, ledger::Builder& builder) {
  struct Meaning {
    domain::ReturnReason reason = domain::ReturnReason::NotTold;
    bool exchange = false;
  };
  KnownWords<Meaning> known;
  const auto read = [](std::string_view words) {
    return Meaning{domain::return_reason_from(words), domain::tells_exchange(words)};
  };
  return for_each_row(session, queries.get("stream_returns"), shop, extent, [&](const sql::Cursor& row) {
    // A sale without customer lives under customer_id = order_id.
    const bool has_customer = row.integer(0) != row.integer(1);
    const Meaning meaning = known(row.text(6), read);
    const ledger::ProductIndex product = products.find(row.integer(4));
    // Intake writes "-" where money was paid back and nobody says for which goods; a line without a code has it too,
    // but is known.
    const bool of_line = row.integer(7) == 0;
    const bool named = product != 0 && (of_line || products.list.codes[product] != kNoProduct);
    builder.add_return({.customer = has_customer ? row.integer(0) : 0,
                        .order = row.integer(1),
                        .day = Day{static_cast<std::int32_t>(row.integer(2))},
                        .amount = row.integer(3),
                        .product = named ? product : 0,
                        .quantity = named ? row.integer(5) : 0,
                        .reason = meaning.reason,
                        .exchange = meaning.exchange});
  });
}

Result<std::shared_ptr<const ledger::Ledger>> build(Snapshot& snapshot, const sql::Queries& queries, const Shop& shop,
                                                    Extent extent) {
  sql::Session& session = snapshot.first();
  TSUZUKU_TRY(dictionaries, load_dictionaries(session, queries, shop));
  ledger::Builder builder;
  builder.set_currency(shop.currency);
  builder.set_merge_same_day(snapshot.merge_same_day);
  builder.set_sources(dictionaries.sources.names);
  builder.set_payment_methods(dictionaries.payment_methods.names);
  TSUZUKU_TRY(products, load_products(session, queries, shop));
  builder.set_products(products.list.codes);
  TSUZUKU_TRY(customers, load_customers(session, queries, shop, extent));
  TSUZUKU_TRY(keys, read_subscription_keys(session, queries, shop, extent));
  const std::vector<CustomerRange> ranges = ranges_in(extent, customers, snapshot.readers.size());
  builder.set_customers(std::move(customers));

  std::vector<ledger::OrderPart> parts;
  for (std::size_t n = 0; n < ranges.size(); ++n) parts.push_back(builder.part());
  TSUZUKU_CHECK(read_ranges(snapshot, ranges.size(), [&](sql::Session& reader, std::size_t n) {
    return read_orders(reader, queries, shop, ranges[n], dictionaries, keys, parts[n]);
  }));
  for (ledger::OrderPart& part : parts) builder.add(std::move(part));
  TSUZUKU_CHECK(read_returns(session, queries, shop, extent, products, builder));
  return builder.finish();
}

// The builder knows an order by its id; people know it by its number.
Error with_order_number(Error error, sql::Session& session, const sql::Queries& queries, const Shop& shop) {
  const auto order = std::ranges::find(error.arguments, "order", [](const auto& argument) { return argument.first; });
  if (order == error.arguments.end()) return error;
  const auto rows = session.rows(queries.get("ledger_order_number"),
                                 {{"shop_id", shop.id.value}, {"order_id", std::stoll(order->second)}});
  if (rows && !rows->empty()) order->second = sql::text(rows->front()[0]);
  return error;
}

}  // namespace

std::optional<Day> day_of(std::int64_t value) {
  if (value == sql::kNullInteger) return std::nullopt;
  return Day{static_cast<std::int32_t>(value)};
}

std::uint8_t SubscriptionNumbers::operator()(std::int64_t customer, std::int64_t subscription) {
  if (at_ >= keys_.size() || keys_[at_].first != customer) {
    const auto from = at_ < keys_.size() && keys_[at_].first < customer ? keys_.begin() + std::ssize(keys_.first(at_))
                                                                        : keys_.begin();
    const auto first = [](const auto& key) { return key.first; };
    at_ = static_cast<std::size_t>(std::ranges::lower_bound(from, keys_.end(), customer, {}, first) - keys_.begin());
  }
  for (std::size_t i = at_; i < keys_.size() && keys_[i].first == customer; ++i) {
    if (keys_[i].second == subscription)
      return static_cast<std::uint8_t>(std::min<std::size_t>(i - at_ + 1, ledger::kSubscriptionMax));
  }
  return 0;
}

Result<std::shared_ptr<const ledger::Ledger>> load_orders(Snapshot& snapshot, const sql::Queries& queries,
                                                          const Shop& shop, Extent extent) {
  auto ledger = build(snapshot, queries, shop, extent);
  if (!ledger) return fail(with_order_number(std::move(ledger).error(), snapshot.first(), queries, shop));
  return ledger;
}

}  // namespace tsuzuku::services
