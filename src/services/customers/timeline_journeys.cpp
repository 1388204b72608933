// The ways of a customer through journeys: entered, and ended with the reason.

#include "services/customers/timeline_sources.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::string_view kFinished = "finished";

enum class Moment { Entered, Ended };

class RunSource final : public TimelineSource {
 public:
  RunSource(TimelineQueries queries, Moment moment) : queries_(std::move(queries)), moment_(moment) {}
  [[nodiscard]] std::string_view kind() const override { return "journey"; }

  [[nodiscard]] Result<std::vector<TimelineEntry>> entries(const TimelineQuestion& question) const override {
    const sql::Query& query = queries_->get(moment_ == Moment::Entered ? "timeline_entered" : "timeline_ended");
    TSUZUKU_TRY(rows, question.session.rows(query, {{"customer_id", question.customer.value},
                                                    {"at", question.before.at},
                                                    {"id", question.before.id},
                                                    {"limit", question.limit}}));
    std::vector<TimelineEntry> entries;
    for (const sql::Row& row : rows) entries.push_back(entry_from(row));
    return entries;
  }

 private:
  [[nodiscard]] TimelineEntry entry_from(const sql::Row& row) const {
    TimelineEntry entry{.id = sql::integer(row[0])};
    entry.at = sql::integer(row[1]);
    entry.values = {{"journey", sql::text(row[2])}};
    entry.link = TimelineLink{.resource = "journey", .id = std::to_string(sql::integer(row[3]))};
    const std::string reason = sql::text(row[4]);
    if (moment_ == Moment::Entered) {
      entry.title = "journey_entered";
    } else if (reason == kFinished) {
      entry.title = "journey_finished";
    } else {
      entry.title = "journey_ended";
      entry.values.emplace_back("reason", reason);
    }
    return entry;
  }

  TimelineQueries queries_;
  Moment moment_;
};

}  // namespace

Result<std::vector<std::unique_ptr<TimelineSource>>> journey_sources(sql::Dialect dialect) {
  TSUZUKU_TRY(loaded, queries_of("services/customers/timeline_journeys.sql", dialect));
  const auto queries = std::make_shared<const sql::Queries>(std::move(loaded));
  std::vector<std::unique_ptr<TimelineSource>> sources;
  sources.push_back(std::make_unique<RunSource>(queries, Moment::Entered));
  sources.push_back(std::make_unique<RunSource>(queries, Moment::Ended));
  return sources;
}

}  // namespace tsuzuku::services
