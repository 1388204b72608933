// How the shop reached the customer: touches by every channel, what came of them, journeys. They are facts of the
// store, not of the ledger, so these fields have a meaning in SQL only (ExternalFacts answers on the ledger).

#include <fmt/format.h>

#include "segments/fields/columns.hpp"
#include "segments/fields/groups.hpp"

namespace tsuzuku::segments {
namespace {

constexpr std::int64_t kCountMost = 1'000'000;
// Stored codes of touch_events.kind.
constexpr int kOpened = 1;
constexpr int kClicked = 2;

Field count(std::string name, Scope items, std::string unit, std::function<std::string(const Leaf&, SqlWriter&)> sql) {
  return {.name = std::move(name),
          .type = Type::Integer,
          .windowed = true,
          .items = items,
          .unit = std::move(unit),
          .maximum = kCountMost,
          .sql = std::move(sql)};
}

// Messages, letters, parcel inserts and calls that went out, by the day they did.
Field touches() {
  return count("touches", Scope::Touch, "touches", [](const Leaf& leaf, SqlWriter& writer) {
    return fmt::format("(select count(*) from touches t where t.customer_id = c.customer_id and t.sent_at < {}{}{})",
                       writer.as_of_end(), writer.second_window(leaf, "t.sent_at"), writer.where(leaf));
  });
}

// Opens or clicks of them by the person, by the day they happened.
Field reactions(std::string name, int kind) {
  return count(std::move(name), Scope::Touch, "times", [kind](const Leaf& leaf, SqlWriter& writer) {
    return fmt::format(
        "(select count(*) from touch_events e join touches t on t.customer_id = e.customer_id and t.touch_id = "
        "e.touch_id "
        "where e.customer_id = c.customer_id and e.kind = {} and e.machine = 0 and e.at < {}{}{})",
        kind, writer.as_of_end(), writer.second_window(leaf, "e.at"), writer.where(leaf));
  });
}

// Ways through journeys, by the day they began.
Field journeys() {
  return count("journeys", Scope::Journey, "journeys", [](const Leaf& leaf, SqlWriter& writer) {
    return fmt::format(
        "(select count(*) from journey_runs j where j.customer_id = c.customer_id and j.entered_at < {}{}{})",
        writer.as_of_end(), writer.second_window(leaf, "j.entered_at"), writer.where(leaf));
  });
}

Field text(Scope scope, std::string name, std::string source, std::string sql) {
  return {.name = std::move(name),
          .scope = scope,
          .type = Type::Text,
          .optional = true,
          .name_source = std::move(source),
          .sql = same_sql(std::move(sql))};
}

Field flag(Scope scope, std::string name, std::function<std::string(const SqlWriter&)> holds) {
  return {.name = std::move(name), .scope = scope, .sql = [holds = std::move(holds)](const Leaf&, SqlWriter& writer) {
            return "case when " + holds(writer) + " then 1 else 0 end";
          }};
}

Field choice(Scope scope, std::string name, std::vector<std::string> choices, std::string_view choices_keys,
             std::string sql) {
  return {.name = std::move(name),
          .scope = scope,
          .type = Type::Choice,
          .choices = std::move(choices),
          .choices_keys = std::string(choices_keys),
          .sql = same_sql(std::move(sql))};
}

Field reaction_flag(std::string name, int kind) {
  return flag(Scope::Touch, std::move(name), [kind](const SqlWriter& writer) {
    return fmt::format(
        "exists (select 1 from touch_events x where x.customer_id = t.customer_id and x.touch_id = "
        "t.touch_id and x.kind = {} and x.machine = 0 and x.at < {})",
        kind, writer.as_of_end());
  });
}

Field state_flag(std::string name, domain::TouchState state) {
  return flag(Scope::Touch, std::move(name),
              [state](const SqlWriter&) { return fmt::format("t.state = {}", static_cast<int>(state)); });
}

std::string still_running(const SqlWriter& writer) {
  return fmt::format("(j.ended_at is null or j.ended_at >= {})", writer.as_of_end());
}

}  // namespace

std::vector<Field> contact_fields() {
  return {
      touches(),
      reactions("opens", kOpened),
      reactions("clicks", kClicked),
      journeys(),
      choice(Scope::Touch, "channel", channel_names(), kChannelTexts, "(t.channel - 1)"),
      text(Scope::Touch, "campaign", "campaign",
           "(select x.name from campaigns x where x.campaign_id = t.campaign_id)"),
      text(Scope::Touch, "journey", "journey", "(select x.name from journeys x where x.journey_id = t.journey_id)"),
      text(Scope::Touch, "node", "", "t.node"),
      text(Scope::Touch, "template", "template",
           "(select x.name from templates x where x.template_id = t.template_id)"),
      flag(Scope::Touch, "advertising", [](const SqlWriter&) { return "t.advertising = 1"; }),
      state_flag("delivered", domain::TouchState::Delivered),
      state_flag("bounced", domain::TouchState::Bounced),
      reaction_flag("opened", kOpened),
      reaction_flag("clicked", kClicked),
      text(Scope::Journey, "journey", "journey", "(select x.name from journeys x where x.journey_id = j.journey_id)"),
      flag(Scope::Journey, "running", still_running),
      flag(Scope::Journey, "finished", [](const SqlWriter& writer) { return "not " + still_running(writer); }),
      text(Scope::Journey, "end_reason", "", "j.end_reason"),
      text(Scope::Journey, "node", "", "j.node"),
      choice(Scope::Journey, "arm", {"treated", "holdout", "global_holdout"}, "", "(j.arm - 1)"),
  };
}

}  // namespace tsuzuku::segments
