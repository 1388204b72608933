#include "services/messages/touch_row.hpp"

namespace tsuzuku::services {
namespace {

std::optional<std::int64_t> number_if_told(const sql::Value& value) {
  if (sql::is_null(value)) return std::nullopt;
  return sql::integer(value);
}

template <typename T>
std::optional<T> id_if_told(const sql::Value& value) {
  if (sql::is_null(value)) return std::nullopt;
  return T{sql::integer(value)};
}

// The columns of the view touch_rows, in its order.
enum Column : std::size_t {
  kTouch,
  kCustomer,
  kKey,
  kShop,
  kChannel,
  kAdvertising,
  kState,
  kArm,
  kJourney,
  kVersion,
  kRun,
  kNode,
  kCampaign,
  kTemplate,
  kVariant,
  kAddress,
  kConsent,
  kCost,
  kPriority,
  kWhenQuiet,
  kWhenCapped,
  kPlannedAt,
  kDueAt,
  kExpiresAt,
  kSentAt,
  kAttempts,
  kReason,
  kAnswer,
  kWhy
};

}  // namespace

Touch touch_from(const sql::Row& row) {
  Touch touch;
  touch.id = TouchId{sql::integer(row[kTouch])};
  touch.customer = CustomerId{sql::integer(row[kCustomer])};
  touch.key = sql::text(row[kKey]);
  touch.channel = static_cast<domain::Channel>(sql::integer(row[kChannel]));
  touch.advertising = sql::integer(row[kAdvertising]) != 0;
  touch.state = static_cast<domain::TouchState>(sql::integer(row[kState]));
  touch.arm = static_cast<journeys::Arm>(sql::integer(row[kArm]));
  touch.journey = id_if_told<JourneyId>(row[kJourney]);
  touch.version = static_cast<int>(sql::integer_or(row[kVersion], 0));
  touch.run = id_if_told<RunId>(row[kRun]);
  touch.node = sql::text(row[kNode]);
  touch.campaign = id_if_told<CampaignId>(row[kCampaign]);
  touch.template_id = sql::integer_or(row[kTemplate], 0);
  touch.variant = sql::text(row[kVariant]);
  touch.address = sql::text(row[kAddress]);
  touch.consent = number_if_told(row[kConsent]);
  touch.cost = sql::integer(row[kCost]);
  touch.priority = static_cast<int>(sql::integer(row[kPriority]));
  touch.when_quiet = static_cast<journeys::WhenBlocked>(sql::integer(row[kWhenQuiet]));
  touch.when_capped = static_cast<journeys::WhenBlocked>(sql::integer(row[kWhenCapped]));
  touch.planned_at = sql::integer(row[kPlannedAt]);
  touch.due_at = sql::integer(row[kDueAt]);
  touch.expires_at = sql::integer(row[kExpiresAt]);
  touch.sent_at = number_if_told(row[kSentAt]);
  touch.attempts = static_cast<int>(sql::integer(row[kAttempts]));
  touch.reason = sql::text(row[kReason]);
  touch.answer = sql::text(row[kAnswer]);
  touch.why = sql::text(row[kWhy]);
  return touch;
}

}  // namespace tsuzuku::services
