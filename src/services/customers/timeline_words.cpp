// What people and files said about a customer: consents, notes, tags, imports.

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
  entry.values = {{"files", files}};
  entry.link = TimelineLink{.resource = "import", .id = std::to_string(entry.id)};
}

}  // namespace

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
