// What people and files said about a customer: consents, notes, tags, imports; and what was sent.

#include <algorithm>
#include <array>
#include <functional>

#include "base/json.hpp"
#include "domain/codes.hpp"
#include "services/customers/timeline_sources.hpp"

namespace tsuzuku::services {
namespace {

// Rows that begin with id and moment; `tell` fills in the rest.
class RowSource final : public TimelineSource {
 public:
  using Tell = std::function<void(const sql::Row& row, const TimelineQuestion& question, TimelineEntry& entry)>;

  RowSource(TimelineQueries queries, std::string_view kind, std::string_view query, Tell tell)
      : queries_(std::move(queries)), kind_(kind), query_(query), tell_(std::move(tell)) {}
  [[nodiscard]] std::string_view kind() const override { return kind_; }

  [[nodiscard]] Result<std::vector<TimelineEntry>> entries(const TimelineQuestion& question) const override {
    TSUZUKU_TRY(rows, question.session.rows(queries_->get(query_), {{"customer_id", question.customer.value},
                                                                    {"at", question.before.at},
                                                                    {"id", question.before.id},
                                                                    {"limit", question.limit}}));
    std::vector<TimelineEntry> entries;
    for (const sql::Row& row : rows) {
      TimelineEntry entry{.at = sql::integer(row[1]), .id = sql::integer(row[0])};
      tell_(row, question, entry);
      entries.push_back(std::move(entry));
    }
    return entries;
  }

 private:
  TimelineQueries queries_;
  std::string_view kind_;
  std::string_view query_;
  Tell tell_;
};

std::string own_words(const sql::Value& text, const TimelineQuestion& question) {
  return question.personal_data == PersonalData::Shown ? sql::text(text) : std::string();
}

void tell_consent(const sql::Row& row, const TimelineQuestion& question, TimelineEntry& entry) {
  const auto channel = static_cast<domain::Channel>(sql::integer(row[2]));
  const bool given = static_cast<domain::ConsentState>(sql::integer(row[3])) == domain::ConsentState::Given;
  entry.title = given ? "consent_given" : "consent_withdrawn";
  entry.values = {{"channel", std::string(domain::name_of(channel))}};
  entry.text = own_words(row[4], question);
}

void tell_note(const sql::Row& row, const TimelineQuestion& question, TimelineEntry& entry) {
  entry.title = sql::is_null(row[3]) ? "note_of_nobody" : "note";
  if (!sql::is_null(row[3])) entry.values = {{"staff", sql::text(row[3])}};
  entry.text = own_words(row[2], question);
  entry.link = TimelineLink{.resource = "note", .id = std::to_string(entry.id)};
}

void tell_tag(const sql::Row& row, const TimelineQuestion&, TimelineEntry& entry) {
  entry.title = "tag";
  entry.values = {{"tag", sql::text(row[2])}};
}

void tell_import(const sql::Row& row, const TimelineQuestion&, TimelineEntry& entry) {
  entry.title = sql::integer(row[3]) != 0 ? "import_first" : "import_changed";
  std::string files;
  if (const auto parsed = parse_json(sql::text(row[2])); parsed && parsed->is_array()) {
    for (const json::value& file : parsed->get_array()) {
      if (file.is_object())
        files += (files.empty() ? "" : ", ") + std::string(string_or(file.get_object(), "name", ""));
    }
  }
  if (files.empty()) entry.title += "_api";
  entry.values = {{"files", files}};
  entry.link = TimelineLink{.resource = "import", .id = std::to_string(entry.id)};
}

void tell_touch(const sql::Row& row, const TimelineQuestion&, TimelineEntry& entry) {
  const auto channel = static_cast<domain::Channel>(sql::integer(row[2]));
  switch (static_cast<domain::TouchState>(sql::integer(row[3]))) {
    case domain::TouchState::Skipped:
      entry.title = "message_skipped";
      break;
    case domain::TouchState::Failed:
      entry.title = "message_failed";
      break;
    case domain::TouchState::InDoubt:
      entry.title = "message_in_doubt";
      break;
    default:
      entry.title = "message_sent";
  }
  entry.values = {{"channel", std::string(domain::name_of(channel))}, {"message", sql::text(row[5])}};
  if (entry.title == "message_skipped" || entry.title == "message_failed") {
    entry.values.emplace_back("reason", sql::text(row[4]));
  }
}

// touch_events.kind: services::TouchEventKind.
void tell_touch_event(const sql::Row& row, const TimelineQuestion& question, TimelineEntry& entry) {
  constexpr std::array<std::string_view, 7> kTitles = {
      "", "message_opened", "message_clicked", "message_bounced", "message_complained", "", "message_replied"};
  const auto kind = static_cast<std::size_t>(sql::integer(row[2]));
  entry.title = kTitles.at(std::min(kind, kTitles.size() - 1));
  entry.values = {{"message", sql::text(row[4])}};
  const std::string detail = sql::text(row[3]);
  // "<number of the link> <where it leads>"; what servers say names addresses.
  if (entry.title == "message_clicked") entry.text = detail.substr(std::min(detail.find(' ') + 1, detail.size()));
  if (entry.title == "message_bounced") entry.text = own_words(row[3], question);
}

}  // namespace

std::unique_ptr<TimelineSource> touch_source(TimelineQueries queries) {
  return std::make_unique<RowSource>(std::move(queries), "message", "timeline_touches", tell_touch);
}

std::unique_ptr<TimelineSource> touch_event_source(TimelineQueries queries) {
  return std::make_unique<RowSource>(std::move(queries), "message", "timeline_touch_events", tell_touch_event);
}

std::unique_ptr<TimelineSource> consent_source(TimelineQueries queries) {
  return std::make_unique<RowSource>(std::move(queries), "consent", "timeline_consents", tell_consent);
}

std::unique_ptr<TimelineSource> note_source(TimelineQueries queries) {
  return std::make_unique<RowSource>(std::move(queries), "note", "timeline_notes", tell_note);
}

std::unique_ptr<TimelineSource> tag_source(TimelineQueries queries) {
  return std::make_unique<RowSource>(std::move(queries), "tag", "timeline_tags", tell_tag);
}

std::unique_ptr<TimelineSource> import_source(TimelineQueries queries) {
  return std::make_unique<RowSource>(std::move(queries), "import", "timeline_imports", tell_import);
}

}  // namespace tsuzuku::services
