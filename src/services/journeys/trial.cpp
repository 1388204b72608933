#include "services/journeys/trial.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/stable_hash.hpp"
#include "base/time_zone.hpp"
#include "journeys/dry_run.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

using namespace journeys;

constexpr int kParcelDays = 60;  // an order placed so long before may still be delivered, paid or come back
constexpr std::string_view kDraw = "journey_trial";

// The customers with the smallest hashes of all that are offered: always the same ones, and never more in memory.
class Draw {
 public:
  explicit Draw(int most) : most_(static_cast<std::size_t>(most)) {}

  void offer(CustomerId customer) {
    chosen_.emplace(stable_hash(customer.value, kDraw), customer);
    if (chosen_.size() > most_) chosen_.erase(std::prev(chosen_.end()));
  }
  // Ascending.
  [[nodiscard]] std::vector<CustomerId> customers() const {
    std::vector<CustomerId> all;
    for (const auto& [hash, customer] : chosen_) all.push_back(customer);
    std::ranges::sort(all);
    return all;
  }

 private:
  std::size_t most_;
  std::set<std::pair<std::uint64_t, CustomerId>> chosen_;
};

// What held for which of the drawn customers at the end of which day; each asked once.
class Past {
 public:
  // `customers` ascending; they outlive it.
  Past(const Questions& questions, ShopId shop, const std::vector<CustomerId>& customers)
      : questions_(questions), shop_(shop), customers_(customers) {}

  [[nodiscard]] Answer holds(CustomerId customer, std::string_view condition, Day day) {
    const auto& fulfilling = members(std::string(condition), day);
    if (!fulfilling) return Answer::Unknown;
    return std::ranges::binary_search(*fulfilling, customer) ? Answer::Yes : Answer::No;
  }

 private:
  using Members = std::optional<std::vector<CustomerId>>;  // ascending; nothing: cannot be told

  const Members& members(const std::string& condition, Day day) {
    const auto [at, is_new] = known_.try_emplace({condition, day.value});
    if (!is_new) return at->second;
    if (auto found = questions_.members(shop_, condition, day)) {
      std::erase_if(*found, [&](CustomerId one) { return !std::ranges::binary_search(customers_, one); });
      std::ranges::sort(*found);
      at->second.emplace(found->begin(), found->end());
    }
    return at->second;
  }

  const Questions& questions_;
  ShopId shop_;
  const std::vector<CustomerId>& customers_;
  std::map<std::pair<std::string, int>, Members> known_;
};

// The time in which the definition is tried.
struct Span {
  const TimeZone& zone;
  Day first;
  Day last;
  std::int64_t since = 0;
  std::int64_t until = 0;
};

class LifeReader {
 public:
  LifeReader(sql::Session& session, const sql::Queries& queries, ShopId shop, const Span& span)
      : session_(session), queries_(queries), shop_(shop), span_(span) {}

  Result<std::vector<LifeEvent>> read(CustomerId customer) {
    life_.clear();
    const sql::Parameters who = {{"customer_id", customer.value},
                                 {"shop_id", shop_.value},
                                 {"from_day", std::int64_t{span_.first.value - kParcelDays}}};
    std::map<std::int64_t, Facts> products;
    TSUZUKU_TRY(lines, session_.rows(queries_.get("products_of_life"), who));
    for (const sql::Row& row : lines) products[sql::integer(row[0])].push_back({"product", sql::text(row[1])});
    TSUZUKU_TRY(orders, session_.rows(queries_.get("orders_of_life"), who));
    for (const sql::Row& row : orders) add_order(row, products[sql::integer(row[0])]);
    TSUZUKU_TRY(tags,
                session_.rows(queries_.get("tags_of_life"),
                              {{"customer_id", customer.value}, {"shop_id", shop_.value}, {"since", span_.since}}));
    for (const sql::Row& row : tags) {
      const std::int64_t at = sql::integer(row[1]);
      add(EventKind::TagAdded, sql::text(row[0]) + "@" + std::to_string(at), at, {{"tag", sql::text(row[0])}});
    }
    return std::move(life_);
  }

 private:
  void add_order(const sql::Row& row, Facts facts) {
    const std::string key = std::to_string(sql::integer(row[0]));
    const std::int64_t ordered_at = sql::integer(row[1]);
    if (!sql::is_null(row[8])) facts.push_back({"source", sql::text(row[8])});
    if (!sql::is_null(row[9])) facts.push_back({"payment", sql::text(row[9])});
    if (sql::integer(row[2]) != 0) add(EventKind::Ordered, key, ordered_at, facts);
    const auto add_day = [&](EventKind kind, const sql::Value& day) {
      if (sql::is_null(day)) return;
      const Day told{static_cast<std::int32_t>(sql::integer(day))};
      // Of a day without time its beginning, but nothing becomes of an order before it was placed.
      add(kind, key, std::max(span_.zone.to_utc(told, 0), ordered_at), facts);
    };
    add_day(EventKind::Paid, row[4]);
    add_day(EventKind::Shipped, row[5]);
    add_day(EventKind::Delivered, row[6]);
    add_day(EventKind::Returned, row[7]);
    add_day(EventKind::Cancelled, row[3]);
  }

  void add(EventKind kind, std::string key, std::int64_t at, Facts facts) {
    if (at < span_.since || at > span_.until) return;
    life_.push_back({at, Happened{kind, std::move(key), at, std::move(facts)}});
  }

  sql::Session& session_;
  const sql::Queries& queries_;
  ShopId shop_;
  const Span& span_;
  std::vector<LifeEvent> life_;
};

// When the entry condition began and ceased to hold, day by day.
void add_stays(std::vector<LifeEvent>& life, CustomerId customer, const std::string& condition, const Span& span,
               Past& past) {
  std::string stay;
  for (Day day = span.first; day <= span.last; day = day + 1) {
    const bool holds = past.holds(customer, condition, day) == Answer::Yes;
    const bool first = day == span.first;
    const std::int64_t at = first ? span.since - 1 : span.zone.to_utc(day, 0);
    if (holds && stay.empty()) {
      stay = std::to_string(at);
      life.push_back({at, ConditionBegan{stay}});
    } else if (!holds && !stay.empty()) {
      life.push_back({at, ConditionEnded{stay}});
      stay.clear();
    }
  }
}

// Some of those who could have entered at all; ascending.
std::vector<CustomerId> drawn(const Plan& plan, const Questions& questions, ShopId shop, const ledger::Ledger& ledger,
                              const Span& span, int most) {
  Draw draw(most);
  if (const EntryCondition* entry = plan.entry_condition()) {
    const auto offer_members = [&](Day day) {
      const auto members = questions.members(shop, entry->condition, day);
      if (members) std::ranges::for_each(*members, [&](CustomerId customer) { draw.offer(customer); });
    };
    for (Day day = span.first; day < span.last; day = day + 7) offer_members(day);
    offer_members(span.last);
    return draw.customers();
  }
  const bool by_order = is_about_order(plan.entry_event()->event.value_or(EventKind::Ordered));
  const auto ids = ledger.customer_ids();
  for (ledger::CustomerIndex customer = 0; customer < ids.size(); ++customer) {
    const ledger::OrderRange orders = ledger.orders_of(customer);
    const bool lately = orders.size() > 0 && ledger.columns().day[orders.end - 1] >= span.first.value - kParcelDays;
    if (!by_order || lately) draw.offer(CustomerId{ids[customer]});
  }
  return draw.customers();
}

void add(TrialResult& result, CustomerId customer, const DryRun& dry) {
  result.entered += std::ssize(dry.runs);
  for (const Run& run : dry.runs) {
    if (run.state == RunState::Waiting) {
      ++result.nodes[run.node];
    } else if (run.end_reason) {
      ++result.ends[std::string(name_of(*run.end_reason))];
    }
  }
  for (const Moment& moment : dry.moments) {
    if (const auto* refusal = std::get_if<Refusal>(&moment.what)) {
      ++result.refusals[std::string(name_of(*refusal))];
    } else if (const auto* command = std::get_if<Command>(&moment.what)) {
      const auto* message = std::get_if<SendMessage>(&command->what);
      if (message != nullptr) result.messages.push_back({customer, command->key.node, message->message, moment.at});
    }
  }
}

}  // namespace

Result<Trials> Trials::open(sql::Database& database, const Questions& questions) {
  TSUZUKU_TRY(queries, queries_of("services/journeys/trial.sql", database.dialect()));
  return Trials(database, questions, std::move(queries));
}

Result<TrialResult> Trials::run(const Shop& shop, const Plan& plan, const ledger::Ledger& ledger, int most,
                                std::int64_t now) const {
  const auto zone = TimeZone::find(shop.time_zone);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
  const Day today = zone->day_of(now);
  const Day first = today + -(kTrialDays - 1);
  const Span span{*zone, first, today, zone->to_utc(first, 0), now};
  const std::vector<CustomerId> customers = drawn(plan, *questions_, shop.id, ledger, span, most);
  Past past(*questions_, shop.id, customers);
  TSUZUKU_TRY(session, database_->reader());
  LifeReader reader(*session, queries_, shop.id, span);
  TrialResult result;
  for (const CustomerId customer : customers) {
    TSUZUKU_TRY(life, reader.read(customer));
    if (plan.entry_condition() != nullptr) add_stays(life, customer, plan.entry_condition()->condition, span, past);
    std::ranges::stable_sort(life, {}, &LifeEvent::known_at);
    const DryRun dry = dry_run(plan, life, *zone,
                               {.customer = customer,
                                .running_since = span.since,
                                .until = now,
                                .holds = [&](std::string_view condition, std::int64_t at) {
                                  return past.holds(customer, condition, zone->day_of(at));
                                }});
    add(result, customer, dry);
    ++result.customers;
  }
  result.messages_total = std::ssize(result.messages);
  std::ranges::stable_sort(result.messages, {}, &TrialMessage::at);
  if (result.messages.size() > kTrialMessagesShown) result.messages.resize(kTrialMessagesShown);
  return result;
}

}  // namespace tsuzuku::services
