#include "services/orders/order_writer.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "services/orders/merge.hpp"
#include "services/orders/orders_lock.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kBatchOrders = 1'000;
constexpr std::size_t kBatchLines = 20'000;
constexpr std::size_t kCustomersRemembered = 500'000;

sql::Value text_or_null(std::string_view text) {
  if (text.empty()) return sql::Null{};
  return std::string(cut_utf8(text, limits::kTextField));
}

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
  TSUZUKU_CHECK(writer.load());
  return writer;
}

Status OrderWriter::load() {
  TSUZUKU_CHECK(hold_orders(*context_.session, context_.shop, Patience::Import));
  const sql::Parameters shop = {{"shop_id", context_.shop.value}};
  TSUZUKU_TRY(products, context_.session->rows(queries_.get("list_products"), shop));
  for (const sql::Row& row : products) {
    Product product;
    product.id = sql::integer(row[0]);
    product.name = sql::text(row[2]);
    product.kind = static_cast<domain::ProductKind>(sql::integer(row[3]));
    if (!sql::is_null(row[4])) product.unit_cost = sql::integer(row[4]);
    product_kinds_[product.id] = product.kind;
    product_costs_[product.id] = product.unit_cost;
    news_.name(product.id, sql::text(row[1]));
    products_[sql::text(row[1])] = std::move(product);
  }
  TSUZUKU_TRY(sources, context_.session->rows(queries_.get("list_sources"), shop));
  const auto remember = [this](auto& known, const sql::Row& row) {
    known[sql::text(row[1])] = sql::integer(row[0]);
    news_.name(sql::integer(row[0]), sql::text(row[1]));
  };
  for (const sql::Row& row : sources) remember(sources_, row);
  TSUZUKU_TRY(methods, context_.session->rows(queries_.get("list_payment_methods"), shop));
  for (const sql::Row& row : methods) remember(payment_methods_, row);
  return {};
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
  TSUZUKU_TRY(id, product_for(draft.code, draft.name));
  Product& product = products_.at(draft.code);
  const Product before = product;
  if (!draft.name.empty()) product.name = draft.name;
  if (draft.kind) product.kind = *draft.kind;
  if (draft.unit_cost) product.unit_cost = draft.unit_cost;
  if (product.name == before.name && product.kind == before.kind && product.unit_cost == before.unit_cost) return {};
  product_kinds_[id] = product.kind;
  product_costs_[id] = product.unit_cost;
  costs_added_ = costs_added_ || (product.unit_cost && !before.unit_cost);
  kinds_changed_ = kinds_changed_ || product.kind != before.kind;
  ++counts_.products_changed;
  const sql::Row row = {id,
                        context_.shop.value,
                        draft.code,
                        text_or_null(product.name),
                        static_cast<std::int64_t>(product.kind),
                        product.unit_cost ? sql::Value{*product.unit_cost} : sql::Value{sql::Null{}}};
  return context_.session->run_batch(queries_.get("upsert_product"), std::span(&row, 1));
}

Status OrderWriter::add(const domain::SourceCostDraft& draft) {
  TSUZUKU_TRY(source, name_id(sources_, "add_source", "source_id", draft.source));
  TSUZUKU_TRY(written,
              context_.session->run(queries_.get("set_source_cost"), {{"shop_id", context_.shop.value},
                                                                      {"source_id", source},
                                                                      {"month", std::int64_t{draft.month.value}},
                                                                      {"cost", draft.cost}}));
  counts_.shop_facts_changed += written;
  return {};
}

Status OrderWriter::add(const domain::StockLevelDraft& draft) {
  TSUZUKU_TRY(product, product_for(draft.product_code, {}));
  TSUZUKU_TRY(written, context_.session->run(queries_.get("set_stock_level"), {{"product_id", product},
                                                                               {"day", std::int64_t{draft.day.value}},
                                                                               {"shop_id", context_.shop.value},
                                                                               {"on_hand", draft.on_hand}}));
  counts_.shop_facts_changed += written;
  return {};
}

Status OrderWriter::finish() {
  TSUZUKU_CHECK(flush());
  if (!kinds_changed_ && !costs_added_) return {};
  const sql::Parameters shop = {{"shop_id", context_.shop.value}};
  if (costs_added_) TSUZUKU_CHECK(context_.session->run(queries_.get("recost_lines"), shop));
  TSUZUKU_CHECK(context_.session->run(queries_.get("recount_orders"), shop));
  kinds_changed_ = costs_added_ = false;
  change_.add_all();
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
  rows.customers.push_back({customer_id, context_.shop.value, draft.channel, draft.number, text_or_null(draft.email),
                            text_or_null(draft.phone), text_or_null(draft.last_name), text_or_null(draft.first_name),
                            text_or_null(draft.last_name_kana), text_or_null(draft.first_name_kana), birth,
                            text_or_null(draft.gender), text_or_null(draft.postal_code), text_or_null(draft.prefecture),
                            text_or_null(draft.address), context_.now, context_.now, context_.import.value});
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
  for (const domain::LineDraft& line : draft.lines) {
    TSUZUKU_CHECK(product_for(line.product_code, line.product_name));
  }
  for (const domain::CreditDraft& credit : draft.credits) {
    TSUZUKU_CHECK(product_for(credit.product_code, credit.product_name));
  }
  if (!draft.payment_method.empty()) {
    TSUZUKU_TRY(id, name_id(payment_methods_, "add_payment_method", "payment_method_id", draft.payment_method));
    resolved.payment_method_id = id;
  }
  if (!draft.source.empty()) {
    TSUZUKU_TRY(id, name_id(sources_, "add_source", "source_id", draft.source));
    resolved.source_id = id;
  }
  TSUZUKU_TRY(subscription, subscriptions_.id_for(place(), pending.customer_id, draft));
  resolved.subscription_id = subscription;
  resolved.product_id = [this](const std::string& code) { return products_.at(code).id; };
  resolved.product_kind = [this](std::int64_t id) { return product_kinds_.at(id); };
  resolved.product_cost = [this](std::int64_t id) { return product_costs_.at(id); };

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

Result<std::int64_t> OrderWriter::product_for(const std::string& code, const std::string& name) {
  const auto known = products_.find(code);
  if (known != products_.end()) return known->second.id;
  Product product;
  product.id = context_.ids->next();
  product.name = name;
  const sql::Row row = {
      product.id, context_.shop.value, code, text_or_null(name), static_cast<std::int64_t>(product.kind), sql::Null{}};
  TSUZUKU_CHECK(context_.session->run_batch(queries_.get("upsert_product"), std::span(&row, 1)));
  product_kinds_[product.id] = product.kind;
  product_costs_[product.id] = std::nullopt;
  news_.name(product.id, code);
  return products_.emplace(code, std::move(product)).first->second.id;
}

Result<std::int64_t> OrderWriter::name_id(std::unordered_map<std::string, std::int64_t>& known, std::string_view query,
                                          std::string_view id_parameter, const std::string& name) {
  const auto found = known.find(name);
  if (found != known.end()) return found->second;
  const std::int64_t id = context_.ids->next();
  TSUZUKU_CHECK(context_.session->run(queries_.get(query),
                                      {{id_parameter, id}, {"shop_id", context_.shop.value}, {"name", name}}));
  known.emplace(name, id);
  news_.name(id, name);
  return id;
}

}  // namespace tsuzuku::services
