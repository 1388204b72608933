// Orders and what became of them, as a customer's timeline tells it.

#include "services/customers/timeline_sources.hpp"

namespace tsuzuku::services {
namespace {

TimelineLink order_link(const sql::Value& id) { return {.resource = "order", .id = std::to_string(sql::integer(id))}; }

class OrderSource final : public TimelineSource {
 public:
  explicit OrderSource(TimelineQueries queries) : queries_(std::move(queries)) {}
  [[nodiscard]] std::string_view kind() const override { return "order"; }

  [[nodiscard]] Result<std::vector<TimelineEntry>> entries(const TimelineQuestion& question) const override {
    TSUZUKU_TRY(rows, question.session.rows(queries_->get("timeline_order"), {{"customer_id", question.customer.value},
                                                                              {"at", question.before.at},
                                                                              {"id", question.before.id},
                                                                              {"limit", question.limit}}));
    std::vector<TimelineEntry> entries;
    for (const sql::Row& row : rows) {
      TimelineEntry entry{.at = sql::integer(row[1]), .id = sql::integer(row[0])};
      // A file that tells no time of day says midnight.
      entry.day_only = question.zone.second_of_day(entry.at) == 0;
      entry.title = sql::is_null(row[4]) ? "order" : "order_round";
      entry.values = {{"number", sql::text(row[2])}};
      if (!sql::is_null(row[4])) entry.values.emplace_back("round", std::to_string(sql::integer(row[4])));
      entry.amount = sql::integer(row[3]);
      entry.link = order_link(row[0]);
      entries.push_back(std::move(entry));
    }
    return entries;
  }

 private:
  TimelineQueries queries_;
};

// The last place among days that lies before a place among moments.
struct DayPlace {
  std::int64_t day = 0;
  std::int64_t id = 0;
};

DayPlace day_place(const TimelinePlace& before, const TimeZone& zone) {
  constexpr std::int64_t kLastMoment = 253'402'300'799;  // 9999-12-31
  constexpr std::int64_t kAnyId = std::numeric_limits<std::int64_t>::max();
  const Day day = zone.day_of(std::min(before.at, kLastMoment));
  const std::int64_t end = end_of_day(day, zone);
  if (before.at > end) return {day.value, kAnyId};
  if (before.at == end) return {day.value, before.id};
  return {day.value - 1, kAnyId};
}

class OrderFactSource final : public TimelineSource {
 public:
  OrderFactSource(TimelineQueries queries, OrderFact fact)
      : queries_(std::move(queries)), fact_(fact), query_("timeline_" + std::string(fact.title)) {}
  [[nodiscard]] std::string_view kind() const override { return fact_.kind; }

  [[nodiscard]] Result<std::vector<TimelineEntry>> entries(const TimelineQuestion& question) const override {
    const DayPlace before = day_place(question.before, question.zone);
    TSUZUKU_TRY(rows, question.session.rows(queries_->get(query_), {{"customer_id", question.customer.value},
                                                                    {"day", before.day},
                                                                    {"id", before.id},
                                                                    {"limit", question.limit}}));
    std::vector<TimelineEntry> entries;
    for (const sql::Row& row : rows) {
      const Day day{static_cast<std::int32_t>(sql::integer(row[1]))};
      TimelineEntry entry{.at = end_of_day(day, question.zone), .id = sql::integer(row[0]), .day_only = true};
      entry.title = fact_.title;
      entry.values = {{"number", sql::text(row[2])}, {"days", std::to_string(sql::integer(row[3]))}};
      if (!sql::is_null(row[4])) entry.amount = sql::integer(row[4]);
      entry.text = sql::text(row[5]);
      entry.link = order_link(row[0]);
      entries.push_back(std::move(entry));
    }
    return entries;
  }

 private:
  TimelineQueries queries_;
  OrderFact fact_;
  std::string query_;
};

}  // namespace

std::unique_ptr<TimelineSource> order_source(TimelineQueries queries) {
  return std::make_unique<OrderSource>(std::move(queries));
}

std::unique_ptr<TimelineSource> order_fact_source(TimelineQueries queries, OrderFact fact) {
  return std::make_unique<OrderFactSource>(std::move(queries), fact);
}

}  // namespace tsuzuku::services
