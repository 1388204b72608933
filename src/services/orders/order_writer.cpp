#include "services/orders/order_writer.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "services/orders/merge.hpp"
#include "services/orders/orders_lock.hpp"
#include "services/orders/row_values.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kBatchOrders = 1'000;
constexpr std::size_t kBatchLines = 20'000;
constexpr std::size_t kCustomersRemembered = 500'000;

std::string key_of(std::string_view channel, std::string_view number) {
  std::string key(channel);
  key += '\n';
  key += number;
  return key;
}

constexpr std::int64_t kind_code(domain::IdentityKind kind) { return static_cast<std::int64_t>(kind); }

}  // namespace

Result<OrderWriter> OrderWriter::open(Context context) {
  TSUZUKU_TRY(queries, queries_of("services/orders/orders.sql", context.session->dialect()));
  TSUZUKU_TRY(index, CustomerIndex::open(context.session->dialect()));
  OrderWriter writer(std::move(context), std::move(queries), std::move(index));
  TSUZUKU_TRY(news, NewsBook::open(writer.context_.time_zone));
  writer.news_ = std::move(news);
  TSUZUKU_CHECK(hold_orders(*writer.context_.session, writer.context_.shop, Patience::Import));
  TSUZUKU_CHECK(writer.catalogue_.load(writer.catalogue_place()));
  return writer;
}

Status OrderWriter::add(domain::OrderDraft draft) {
  // A batch is looked up at once: an order that comes twice must see what its first coming wrote.
  if (!batch_numbers_.insert(key_of(draft.channel, draft.number)).second) {
    TSUZUKU_CHECK(flush());
    batch_numbers_.insert(key_of(draft.channel, draft.number));
  }
  batch_lines_ += draft.lines.size();
  batch_.push_back(Pending{.draft = std::move(draft)});
  return batch_.size() >= kBatchOrders || batch_lines_ >= kBatchLines ? flush() : Status{};
}

Status OrderWriter::add(const domain::CustomerDraft& draft) {
  members_.push_back(draft);
  return members_.size() >= kBatchOrders ? flush() : Status{};
}

Status OrderWriter::add(const domain::ProductDraft& draft) {
  TSUZUKU_TRY(changed, catalogue_.tell(catalogue_place(), draft));
  counts_.products_changed += changed ? 1 : 0;
  return {};
}

Status OrderWriter::add(const domain::SourceCostDraft& draft) {
  TSUZUKU_TRY(changed, catalogue_.tell(catalogue_place(), draft));
  counts_.shop_facts_changed += changed;
  return {};
}

Status OrderWriter::add(const domain::StockLevelDraft& draft) {
  TSUZUKU_TRY(changed, catalogue_.tell(catalogue_place(), draft));
  counts_.shop_facts_changed += changed;
  return {};
}

Status OrderWriter::finish() {
  TSUZUKU_CHECK(flush());
  const CatalogueBook::ToRecount recount = catalogue_.take_recount();
  if (!recount.kinds && !recount.costs) return {};
  const sql::Parameters shop = {{"shop_id", context_.shop.value}};
  if (recount.costs) TSUZUKU_CHECK(context_.session->run(queries_.get("recost_lines"), shop));
  TSUZUKU_CHECK(context_.session->run(queries_.get("recount_orders"), shop));
  change_.add_all();
  TSUZUKU_CHECK(replacements_.take_all(*context_.session, queries_, context_.shop.value));
  TSUZUKU_CHECK(replacements_.write(*context_.session, queries_));
  return {};
}

Status OrderWriter::flush() {
  if (customers_.size() > kCustomersRemembered) customers_.clear();
  subscriptions_.forget_if_many();
  TSUZUKU_CHECK(news_.begin_batch(*context_.session, context_.shop));
  TSUZUKU_CHECK(find_orders());
  TSUZUKU_CHECK(load_stored());
  TSUZUKU_CHECK(find_customers());
  const std::int64_t customers_before = counts_.customers_new;
  Rows rows;
  for (const domain::CustomerDraft& member : members_) {
    if (!member.number.empty()) std::ignore = customer_for(member, std::nullopt, rows);
  }
  for (Pending& pending : batch_) {
    TSUZUKU_CHECK(resolve_customer(pending));
    if (!pending.refused) TSUZUKU_CHECK(merge_into(pending, rows));
  }
  TSUZUKU_CHECK(write(rows));
  // Every new customer came back once as such.
  counts_.customers_changed -= counts_.customers_new - customers_before;
  batch_.clear();
  batch_numbers_.clear();
  batch_lines_ = 0;
  members_.clear();
  return {};
}

Status OrderWriter::find_orders() {
  std::vector<sql::Row> keys;
  keys.reserve(batch_.size());
  for (const Pending& pending : batch_) {
    keys.push_back({pending.draft.number, context_.shop.value, pending.draft.channel});
  }
  TSUZUKU_TRY(found, context_.session->rows_batch(queries_.get("find_order_number"), keys));
  for (std::size_t i = 0; i < batch_.size(); ++i) {
    if (found[i].empty()) continue;
    batch_[i].customer_id = sql::integer(found[i][0][0]);
    batch_[i].order_id = sql::integer(found[i][0][1]);
  }
  return {};
}

Status OrderWriter::load_stored() {
  std::vector<sql::Row> keys;
  std::vector<Pending*> known;
  for (Pending& pending : batch_) {
    if (const auto tried = tried_.find(key_of(pending.draft.channel, pending.draft.number)); tried != tried_.end()) {
      pending.order_id = tried->second.order_id;
      pending.stored = tried->second;
      continue;
    }
    if (pending.order_id == 0) continue;
    known.push_back(&pending);
    keys.push_back({pending.customer_id, pending.order_id});
  }
  if (known.empty()) return {};
  TSUZUKU_TRY(orders, context_.session->rows_batch(queries_.get("find_order"), keys));
  TSUZUKU_TRY(lines, context_.session->rows_batch(queries_.get("find_lines"), keys));
  TSUZUKU_TRY(events, context_.session->rows_batch(queries_.get("find_events"), keys));
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (orders[i].empty()) continue;
    OrderRecord order = order_from(orders[i][0]);
    for (const sql::Row& row : lines[i]) add_line(order, row);
    for (const sql::Row& row : events[i]) add_event(order, row);
    known[i]->stored = std::move(order);
  }
  return {};
}

Status OrderWriter::find_customers() {
  std::vector<sql::Row> keys;
  std::vector<std::string> names;
  std::unordered_set<std::string> asked;
  const auto ask = [&](const domain::CustomerDraft& customer) {
    if (customer.number.empty()) return;
    std::string name = key_of(customer.channel, customer.number);
    if (customers_.contains(name) || !asked.insert(name).second) return;
    keys.push_back(
        {customer.number, context_.shop.value, kind_code(domain::IdentityKind::CustomerNumber), customer.channel});
    names.push_back(std::move(name));
  };
  for (const Pending& pending : batch_) ask(pending.draft.customer);
  for (const domain::CustomerDraft& member : members_) ask(member);
  if (keys.empty()) return {};
  TSUZUKU_TRY(found, context_.session->rows_batch(queries_.get("find_customer"), keys));
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!found[i].empty()) customers_[names[i]] = sql::integer(found[i][0][0]);
  }
  return {};
}

void OrderWriter::plan_customer(const domain::CustomerDraft& draft, std::int64_t customer_id, bool is_new, Rows& rows) {
  const bool told =
      !(draft.email.empty() && draft.phone.empty() && draft.last_name.empty() && draft.first_name.empty() &&
        draft.last_name_kana.empty() && draft.first_name_kana.empty() && !draft.birth_date && draft.gender.empty() &&
        draft.postal_code.empty() && draft.prefecture.empty() && draft.address.empty());
  if (is_new) {
    rows.identities.push_back({context_.shop.value, kind_code(domain::IdentityKind::CustomerNumber), draft.channel,
                               draft.number, customer_id});
  }
  if (!draft.email.empty()) {
    rows.identities.push_back({context_.shop.value, kind_code(domain::IdentityKind::Email), draft.channel,
                               lower_ascii(draft.email), customer_id});
  }
  if (!draft.phone.empty()) {
    rows.identities.push_back(
        {context_.shop.value, kind_code(domain::IdentityKind::Phone), draft.channel, draft.phone, customer_id});
  }
  if (!is_new && !told) return;
  const sql::Value birth =
      draft.birth_date ? sql::Value{std::int64_t{draft.birth_date->value}} : sql::Value{sql::Null{}};
  rows.customers.push_back({customer_id, context_.shop.value, draft.channel, draft.number, cut_or_null(draft.email),
                            cut_or_null(draft.phone), cut_or_null(draft.last_name), cut_or_null(draft.first_name),
                            cut_or_null(draft.last_name_kana), cut_or_null(draft.first_name_kana), birth,
                            cut_or_null(draft.gender), cut_or_null(draft.postal_code), cut_or_null(draft.prefecture),
                            cut_or_null(draft.address), context_.now, context_.now, context_.import.value});
}

std::int64_t OrderWriter::customer_for(const domain::CustomerDraft& draft, std::optional<std::int64_t> told_at,
                                       Rows& rows) {
  const auto [at, is_new] = customers_.try_emplace(key_of(draft.channel, draft.number), 0);
  if (is_new) {
    at->second = context_.ids->next();
    ++counts_.customers_new;
  }
  plan_customer(draft, at->second, is_new, rows);
  if (draft.mail_consent) consents_.take({at->second, *draft.mail_consent, told_at}, is_new);
  return at->second;
}

Status OrderWriter::refuse(Pending& pending, std::string_view reason, ErrorArguments arguments) {
  pending.refused = true;
  ++counts_.orders_refused;
  return context_.refuse(pending.draft, reason, std::move(arguments));
}

// An order keeps the customer it was first known by; a sale without customer may find its customer later.
Status OrderWriter::resolve_customer(Pending& pending) {
  const domain::OrderDraft& draft = pending.draft;
  if (pending.stored && pending.stored->has_customer && !draft.customer.number.empty()) {
    const auto known = customers_.find(key_of(draft.customer.channel, draft.customer.number));
    if (known == customers_.end() || known->second != pending.stored->customer_id) {
      return refuse(pending, "order_of_other_customer",
                    {{"order_number", draft.number}, {"customer_number", draft.customer.number}});
    }
  }
  return {};
}

Status OrderWriter::merge_into(Pending& pending, Rows& rows) {
  domain::OrderDraft& draft = pending.draft;
  const bool is_new = !pending.stored;
  if (is_new) pending.order_id = context_.ids->next();
  ResolvedDraft resolved;
  resolved.draft = &draft;
  resolved.order_id = pending.order_id;
  resolved.has_customer = !draft.customer.number.empty() || (pending.stored && pending.stored->has_customer);
  if (!draft.customer.number.empty()) {
    resolved.customer_id = customer_for(draft.customer, draft.ordered_at, rows);
  } else {
    resolved.customer_id = pending.stored ? pending.stored->customer_id : pending.order_id;
  }
  pending.customer_id = resolved.customer_id;
  const CatalogueBook::Place catalogue = catalogue_place();
  for (const domain::LineDraft& line : draft.lines) {
    TSUZUKU_CHECK(catalogue_.product_id(catalogue, line.product_code, line.product_name));
  }
  for (const domain::CreditDraft& credit : draft.credits) {
    TSUZUKU_CHECK(catalogue_.product_id(catalogue, credit.product_code, credit.product_name));
  }
  if (!draft.payment_method.empty()) {
    TSUZUKU_TRY(id, catalogue_.payment_method_id(catalogue, draft.payment_method));
    resolved.payment_method_id = id;
  }
  if (!draft.source.empty()) {
    TSUZUKU_TRY(id, catalogue_.source_id(catalogue, draft.source));
    resolved.source_id = id;
  }
  TSUZUKU_TRY(subscription, subscriptions_.id_for(place(), pending.customer_id, draft));
  resolved.subscription_id = subscription;
  resolved.product_id = [this](const std::string& code) { return catalogue_.id_of_product(code); };
  resolved.product_kind = [this](std::int64_t id) { return catalogue_.product(id).kind; };
  resolved.product_cost = [this](std::int64_t id) { return catalogue_.product(id).unit_cost; };

  const OrderRecord order = merge(pending.stored ? &*pending.stored : nullptr, resolved);
  // Each must fit the ledger's columns, and so must what is left before returns.
  const domain::OrderAmounts& amounts = order.amounts;
  for (const Money amount : {amounts.net() + amounts.returned, amounts.accepted, amounts.discounts, amounts.points,
                             amounts.returned, amounts.cost}) {
    if (amount > limits::kOrderMoney || amount < -limits::kOrderMoney) {
      return refuse(pending, "amount_too_large", {{"order_number", draft.number}});
    }
  }
  counts_.take(draft);
  if (!is_new && order == *pending.stored) {
    ++counts_.orders_same;
    return {};
  }
  ++(is_new ? counts_.orders_new : counts_.orders_changed);
  plan_rows(pending, order, rows);
  if (context_.trial_of_repeats && tried_.size() < kOrdersRemembered) {
    tried_.insert_or_assign(key_of(draft.channel, draft.number), order);
  }
  return {};
}

void OrderWriter::plan_rows(const Pending& pending, const OrderRecord& order, Rows& rows) {
  subscriptions_.take(pending.stored ? &*pending.stored : nullptr, order);
  const bool moved = pending.stored && pending.stored->customer_id != order.customer_id;
  if (!pending.stored || moved) {
    rows.order_numbers.push_back({context_.shop.value, order.channel, order.number, order.customer_id, order.order_id});
  }
  if (moved) rows.moved.push_back({pending.stored->customer_id, order.order_id});
  if (moved) change_.add(pending.stored->customer_id);
  change_.add(order.customer_id);
  if (pending.stored && !moved && pending.stored->events != order.events) {
    rows.stale_events.push_back({order.customer_id, order.order_id});
  }
  rows.orders.push_back(order_row(order, context_.shop.value, context_.import.value));
  for (const auto& [key, line] : order.lines) {
    if (pending.stored && !moved) {
      const auto stored = pending.stored->lines.find(key);
      if (stored != pending.stored->lines.end() && stored->second == line) continue;
    }
    rows.lines.push_back(line_row(order, key, line));
  }
  for (const auto& [key, event] : order.events)
    rows.events.push_back(event_row(order, context_.shop.value, key, event));
  replacements_.take(pending.stored ? &*pending.stored : nullptr, order);
  news_.take(pending.stored ? &*pending.stored : nullptr, order, context_.now);
}

Status OrderWriter::write(const Rows& rows) {
  sql::Session& session = *context_.session;
  const auto batch = [&](std::string_view query, const std::vector<sql::Row>& parameter_rows) -> Status {
    if (parameter_rows.empty()) return {};
    return session.run_batch(queries_.get(query), parameter_rows);
  };
  for (const std::string_view query : {"delete_events", "delete_lines", "delete_order"}) {
    TSUZUKU_CHECK(batch(query, rows.moved));
  }
  TSUZUKU_CHECK(batch("delete_events", rows.stale_events));
  TSUZUKU_CHECK(write_customers(rows.customers));
  TSUZUKU_CHECK(batch("add_identity", rows.identities));
  TSUZUKU_CHECK(subscriptions_.write(place()));
  TSUZUKU_CHECK(batch("upsert_order_number", rows.order_numbers));
  TSUZUKU_CHECK(batch("upsert_order", rows.orders));
  TSUZUKU_CHECK(subscriptions_.write_rounds(place()));
  TSUZUKU_CHECK(batch("upsert_line", rows.lines));
  TSUZUKU_CHECK(batch("upsert_event", rows.events));
  TSUZUKU_TRY(replacements, replacements_.write(session, queries_));
  news_.forget(replacements);
  TSUZUKU_TRY(agreed,
              consents_.write({session, queries_, *context_.ids, context_.shop, context_.now, context_.import}));
  counts_.customers_changed += std::ssize(agreed);
  for (const std::int64_t customer : agreed) change_.add(customer);
  return news_.write(session, *context_.ids, context_.shop);
}

// Only rows that were added or changed come back.
Status OrderWriter::write_customers(const std::vector<sql::Row>& customers) {
  if (customers.empty()) return {};
  TSUZUKU_TRY(answers, context_.session->rows_batch(queries_.get("upsert_customer"), customers));
  std::vector<sql::Row> written;
  for (std::vector<sql::Row>& rows : answers) std::ranges::move(rows, std::back_inserter(written));
  counts_.customers_changed += std::ssize(written);
  for (const sql::Row& row : written) change_.add(sql::integer(row[0]));
  return index_.write(*context_.session, written);
}

SubscriptionBook::Place OrderWriter::place() const {
  return {*context_.session, queries_, *context_.ids, context_.shop.value};
}

CatalogueBook::Place OrderWriter::catalogue_place() {
  return {*context_.session, queries_, *context_.ids, context_.shop.value,
          [this](std::int64_t id, const std::string& name) { news_.name(id, name); }};
}

}  // namespace tsuzuku::services
