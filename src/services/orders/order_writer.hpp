#pragma once
// Writes order drafts into the store by natural key, in batches, inside the caller's transaction. The same
// draft twice changes nothing; a changed status changes the same order.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "domain/draft.hpp"
#include "services/customers/customer_index.hpp"
#include "services/orders/catalogue_book.hpp"
#include "services/orders/consent_book.hpp"
#include "services/orders/news_book.hpp"
#include "services/orders/records.hpp"
#include "services/orders/replacement_book.hpp"
#include "services/orders/subscription_book.hpp"
#include "services/orders/write_counts.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

class OrderWriter {
 public:
  static constexpr std::size_t kOrdersRemembered = 100'000;

  // Called for an order that contradicts the store: `reason` is a key below "quarantine".
  using Refuse =
      std::function<Status(const domain::OrderDraft& draft, std::string_view reason, ErrorArguments arguments)>;

  struct Context {
    sql::Session* session = nullptr;
    IdMaker* ids = nullptr;
    ShopId shop;
    ImportId import;
    std::int64_t now = 0;  // UTC seconds
    // What is written does not stay (TrialSession), and an order may come twice: the first kOrdersRemembered are known
    // again from memory.
    bool trial_of_repeats = false;
    // The shop's: journeys are told what happens to orders. Empty: they are not (a shop that is made up).
    std::string time_zone;
    Refuse refuse;
  };

  // Waits until nobody else writes orders of the shop (orders_lock.hpp), then loads its small tables (products,
  // sources, payment methods). "shop.unknown_time_zone".
  [[nodiscard]] static Result<OrderWriter> open(Context context);

  [[nodiscard]] Status add(domain::OrderDraft draft);
  [[nodiscard]] Status add(const domain::CustomerDraft& draft);
  [[nodiscard]] Status add(const domain::ProductDraft& draft);
  [[nodiscard]] Status add(const domain::SourceCostDraft& draft);
  [[nodiscard]] Status add(const domain::StockLevelDraft& draft);
  // Writes what is still held. Where kinds of products changed, recounts which orders are purchases; where products got
  // their first cost, lines that have none take it.
  [[nodiscard]] Status finish();
  // Of all that was written, for touch_shop_data.
  [[nodiscard]] const DataChange& change() const { return change_; }
  [[nodiscard]] const WriteCounts& counts() const { return counts_; }

 private:
  struct Pending {
    domain::OrderDraft draft;
    std::optional<OrderRecord> stored;
    std::int64_t customer_id = 0;
    std::int64_t order_id = 0;
    bool refused = false;
  };
  struct Rows {
    std::vector<sql::Row> customers, identities, order_numbers, orders, lines, events;
    std::vector<sql::Row> moved;         // (customer_id, order_id) left behind when an order found its customer
    std::vector<sql::Row> stale_events;  // (customer_id, order_id) whose events are written anew
  };

  OrderWriter(Context context, sql::Queries queries, CustomerIndex index)
      : context_(std::move(context)), queries_(std::move(queries)), index_(std::move(index)) {}

  [[nodiscard]] Status flush();
  [[nodiscard]] Status find_orders();
  [[nodiscard]] Status load_stored();
  [[nodiscard]] Status find_customers();
  [[nodiscard]] Status refuse(Pending& pending, std::string_view reason, ErrorArguments arguments);
  [[nodiscard]] Status resolve_customer(Pending& pending);
  [[nodiscard]] Status merge_into(Pending& pending, Rows& rows);
  void plan_rows(const Pending& pending, const OrderRecord& order, Rows& rows);
  [[nodiscard]] Status write(const Rows& rows);
  [[nodiscard]] Status write_customers(const std::vector<sql::Row>& customers);
  void plan_customer(const domain::CustomerDraft& draft, std::int64_t customer_id, bool is_new, Rows& rows);
  // `told_at`: the moment of the order that tells of the customer; nothing for a file of customers.
  [[nodiscard]] std::int64_t customer_for(const domain::CustomerDraft& draft, std::optional<std::int64_t> told_at,
                                          Rows& rows);
  [[nodiscard]] SubscriptionBook::Place place() const;
  [[nodiscard]] CatalogueBook::Place catalogue_place();

  Context context_;
  sql::Queries queries_;
  CustomerIndex index_;
  WriteCounts counts_;
  std::vector<Pending> batch_;
  std::unordered_set<std::string> batch_numbers_;
  std::size_t batch_lines_ = 0;
  std::vector<domain::CustomerDraft> members_;
  std::unordered_map<std::string, std::int64_t> customers_;  // channel \n number -> id, of recent batches
  CatalogueBook catalogue_;
  SubscriptionBook subscriptions_;
  ConsentBook consents_;
  ReplacementBook replacements_;
  NewsBook news_;
  std::unordered_map<std::string, OrderRecord> tried_;  // where Context::trial_of_repeats
  DataChange change_;
};

}  // namespace tsuzuku::services
