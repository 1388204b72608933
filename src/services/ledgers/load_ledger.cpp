#include "services/ledgers/load_ledger.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/threads.hpp"
#include "ledger/builder.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

// Sessions that all see the shop at the same moment. The first one always; others only while they are free.
struct Reader {
  std::unique_ptr<sql::Session> session;
  sql::Transaction transaction;
};

Result<std::int64_t> data_version(sql::Session& session, const sql::Queries& queries, const Shop& shop) {
  TSUZUKU_TRY(rows, session.rows(queries.get("ledger_data_version"), {{"shop_id", shop.id.value}}));
  return rows.empty() ? -1 : sql::integer(rows[0][0]);
}

// Whatever changes a shop's orders raises its data version in the same transaction: equal versions, equal orders.
Result<std::vector<Reader>> open_readers(sql::Database& database, const sql::Queries& queries, const Shop& shop) {
  std::vector<Reader> readers;
  std::int64_t version = 0;
  while (readers.size() < machine_threads()) {
    auto session = readers.empty() ? database.reader() : database.reader_if_free();
    if (!session && !readers.empty()) break;
    if (!session) return fail(std::move(session).error());
    TSUZUKU_TRY(transaction, sql::Transaction::begin(**session));
    TSUZUKU_TRY(seen, data_version(**session, queries, shop));
    if (readers.empty()) version = seen;
    if (seen != version) break;
    readers.push_back({*std::move(session), std::move(transaction)});
  }
  return readers;
}

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
  Dictionary sources, payment_methods, products;
};

Result<Dictionaries> load_dictionaries(sql::Session& session, const sql::Queries& queries, const Shop& shop) {
  constexpr std::size_t kWide = std::numeric_limits<std::uint16_t>::max();
  constexpr std::size_t kNarrow = std::numeric_limits<std::uint8_t>::max();
  TSUZUKU_TRY(sources, load_dictionary(session, queries.get("ledger_sources"), shop, kWide));
  TSUZUKU_TRY(methods, load_dictionary(session, queries.get("ledger_payment_methods"), shop, kNarrow));
  TSUZUKU_TRY(products, load_dictionary(session, queries.get("ledger_products"), shop, kWide));
  return Dictionaries{std::move(sources), std::move(methods), std::move(products)};
}

Result<std::vector<std::int64_t>> load_customers(sql::Session& session, const sql::Queries& queries, const Shop& shop) {
  TSUZUKU_TRY(cursor, session.stream(queries.get("stream_customers"), {{"shop_id", shop.id.value}}));
  std::vector<std::int64_t> customers;
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) return customers;
    customers.push_back(cursor->integer(0));
  }
}

std::optional<Day> day_of(std::int64_t value) {
  if (value == sql::kNullInteger) return std::nullopt;
  return Day{static_cast<std::int32_t>(value)};
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
  kAccepted,
  kOutOfStock,
  kDiscounts,
  kPoints,
  kCost,
  kSource,
  kPaymentMethod,
  kFirstProduct,
  kRound,
  kPurchase,
  kOrderColumns
};
using OrderColumns = std::array<std::int64_t, kOrderColumns>;

ledger::OrderRow order_row(const OrderColumns& columns, const Dictionaries& dictionaries) {
  ledger::OrderRow row;
  row.customer = columns[kHasCustomer] != 0 ? columns[kCustomer] : 0;
  row.order = columns[kOrder];
  row.day = Day{static_cast<std::int32_t>(columns[kDay])};
  row.cancelled = day_of(columns[kCancelled]);
  row.shipped = day_of(columns[kShipped]);
  row.delivered = day_of(columns[kDelivered]);
  row.paid = day_of(columns[kPaid]);
  row.accepted = columns[kAccepted];
  row.out_of_stock = columns[kOutOfStock];
  row.discounts = columns[kDiscounts];
  row.points = columns[kPoints];
  row.cost = columns[kCost];
  row.source = dictionaries.sources.code(columns[kSource]);
  row.payment_method = static_cast<std::uint8_t>(dictionaries.payment_methods.code(columns[kPaymentMethod]));
  row.first_product = dictionaries.products.code(columns[kFirstProduct]);
  row.round = static_cast<std::uint8_t>(std::clamp<std::int64_t>(columns[kRound], 0, 126));
  row.purchase = columns[kPurchase] != 0;
  return row;
}

// after < customer_id <= upto
struct CustomerRange {
  std::int64_t after = 0;
  std::int64_t upto = 0;
};

// Ranges of about as many customers each, which together hold every order: sales without customer too, which live under
// their own order's id. Several for each reader, so that all end together.
std::vector<CustomerRange> cut_into_ranges(std::span<const std::int64_t> customers, std::size_t readers) {
  constexpr std::size_t kRangesPerReader = 8;
  constexpr std::size_t kFewestCustomers = 1'000;
  const std::size_t count =
      readers == 1 ? 1 : std::clamp<std::size_t>(customers.size() / kFewestCustomers, 1, readers * kRangesPerReader);
  std::vector<CustomerRange> ranges;
  std::int64_t after = std::numeric_limits<std::int64_t>::min();
  for (std::size_t n = 1; n < count; ++n) {
    const std::int64_t border = customers[customers.size() * n / count];
    ranges.push_back({after, border});
    after = border;
  }
  ranges.push_back({after, std::numeric_limits<std::int64_t>::max()});
  return ranges;
}

Status read_orders(sql::Session& session, const sql::Queries& queries, const Shop& shop, CustomerRange range,
                   const Dictionaries& dictionaries, ledger::OrderPart& part) {
  TSUZUKU_TRY(cursor, session.stream(queries.get("stream_orders"),
                                     {{"shop_id", shop.id.value}, {"after", range.after}, {"upto", range.upto}}));
  OrderColumns columns{};
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) return {};
    cursor->integers(columns);
    part.add(order_row(columns, dictionaries));
  }
}

// Every reader takes the next range that nobody has taken.
Status read_all_orders(std::span<Reader> readers, const sql::Queries& queries, const Shop& shop,
                       std::span<const CustomerRange> ranges, const Dictionaries& dictionaries,
                       ledger::Builder& builder) {
  std::vector<ledger::OrderPart> parts;
  for (std::size_t n = 0; n < ranges.size(); ++n) parts.push_back(builder.part());
  std::vector<Status> outcomes(readers.size());
  std::atomic<std::size_t> next{0};
  on_threads(readers.size(), [&](std::size_t n) {
    for (std::size_t range = next++; range < ranges.size() && outcomes[n]; range = next++)
      outcomes[n] = read_orders(*readers[n].session, queries, shop, ranges[range], dictionaries, parts[range]);
  });
  for (Status& outcome : outcomes) TSUZUKU_CHECK(std::move(outcome));
  for (ledger::OrderPart& part : parts) builder.add(std::move(part));
  return {};
}

Status read_returns(sql::Session& session, const sql::Queries& queries, const Shop& shop, ledger::Builder& builder) {
  TSUZUKU_TRY(cursor, session.stream(queries.get("stream_returns"), {{"shop_id", shop.id.value}}));
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) return {};
    // A sale without customer lives under customer_id = order_id.
    const bool has_customer = cursor->integer(0) != cursor->integer(1);
    builder.add_return({.customer = has_customer ? cursor->integer(0) : 0,
                        .order = cursor->integer(1),
                        .day = Day{static_cast<std::int32_t>(cursor->integer(2))},
                        .amount = cursor->integer(3)});
  }
}

Result<std::shared_ptr<const ledger::Ledger>> build(std::span<Reader> readers, const sql::Queries& queries,
                                                    const Shop& shop) {
  sql::Session& session = *readers.front().session;
  TSUZUKU_TRY(dictionaries, load_dictionaries(session, queries, shop));
  ledger::Builder builder;
  builder.set_currency(shop.currency);
  builder.set_merge_same_day(shop.merge_same_day);
  builder.set_sources(dictionaries.sources.names);
  builder.set_payment_methods(dictionaries.payment_methods.names);
  builder.set_products(dictionaries.products.names);
  TSUZUKU_TRY(customers, load_customers(session, queries, shop));
  const std::vector<CustomerRange> ranges = cut_into_ranges(customers, readers.size());
  builder.set_customers(std::move(customers));
  TSUZUKU_CHECK(read_all_orders(readers, queries, shop, ranges, dictionaries, builder));
  TSUZUKU_CHECK(read_returns(session, queries, shop, builder));
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

Result<std::shared_ptr<const ledger::Ledger>> load_ledger(sql::Database& database, const Shop& shop) {
  TSUZUKU_TRY(queries, queries_of("services/ledgers/ledgers.sql", database.dialect()));
  TSUZUKU_TRY(readers, open_readers(database, queries, shop));
  auto ledger = build(readers, queries, shop);
  if (!ledger) return fail(with_order_number(std::move(ledger).error(), *readers.front().session, queries, shop));
  return ledger;
}

}  // namespace tsuzuku::services
