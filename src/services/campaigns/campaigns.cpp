#include "services/campaigns/campaigns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "channels/registry.hpp"
#include "domain/codes.hpp"
#include "segments/text.hpp"
#include "services/query_files.hpp"
#include "services/segments/segments.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::int64_t kAudienceSeconds = 300;
constexpr std::size_t kCustomersAtOnce = 2'000;
constexpr Money kCostMost = 1'000'000'000;

constexpr std::int64_t code(CampaignState state) { return static_cast<std::int64_t>(state); }

template <typename T>
sql::Value id_or_null(const std::optional<T>& id) {
  return id ? sql::Value(id->value) : sql::Value(sql::Null{});
}

sql::Value moment_or_null(const std::optional<std::int64_t>& moment) {
  return moment ? sql::Value(*moment) : sql::Value(sql::Null{});
}

Campaign campaign_from(const sql::Row& row) {
  Campaign campaign;
  campaign.id = CampaignId{sql::integer(row[0])};
  campaign.name = sql::text(row[1]);
  campaign.state = static_cast<CampaignState>(sql::integer(row[2]));
  campaign.condition = sql::text(row[3]);
  if (!sql::is_null(row[4])) campaign.segment = SegmentId{sql::integer(row[4])};
  if (!sql::is_null(row[5])) campaign.message = TemplateId{sql::integer(row[5])};
  campaign.holdout_permille = static_cast<int>(sql::integer(row[6]));
  campaign.cost = sql::integer(row[7]);
  if (!sql::is_null(row[8])) campaign.send_at = sql::integer(row[8]);
  if (const std::string audience = sql::text(row[9]); !audience.empty()) {
    campaign.audience = reach_counts_from(audience);
  }
  campaign.created_at = sql::integer(row[10]);
  campaign.updated_at = sql::integer(row[11]);
  return campaign;
}

std::unexpected<Error> not_draft(const Campaign& campaign) {
  return fail(ErrorKind::Conflict, "campaigns.not_draft", {{"name", campaign.name}});
}

Error named(Error error, const std::string& name) {
  if (error.kind == ErrorKind::Conflict && error.key == "sql.unique")
    return {ErrorKind::Conflict, "campaigns.name_taken", {{"name", name}}};
  return error;
}

}  // namespace

std::string_view name_of(CampaignState state) {
  constexpr std::array<std::string_view, 5> kNames{"draft", "planned", "running", "done", "cancelled"};
  return kNames[static_cast<std::size_t>(state) - 1];
}

Result<std::unique_ptr<Campaigns>> Campaigns::open(const Tools& tools) {
  TSUZUKU_TRY(reaching, Reaching::open(tools.database, tools.suppressions));
  TSUZUKU_TRY(queries, queries_of("services/campaigns/campaigns.sql", tools.database.dialect()));
  return std::unique_ptr<Campaigns>(new Campaigns(tools, std::move(reaching), std::move(queries)));
}

Result<std::vector<Campaign>> Campaigns::read(const Shop& shop, std::string_view query,
                                              sql::Parameters parameters) const {
  TSUZUKU_TRY(session, tools_.database.reader());
  parameters.push_back({"shop_id", shop.id.value});
  TSUZUKU_TRY(rows, session->rows(queries_.get(query), parameters));
  std::vector<Campaign> campaigns;
  for (const sql::Row& row : rows) {
    Campaign& campaign = campaigns.emplace_back(campaign_from(row));
    if (campaign.state == CampaignState::Draft) continue;
    TSUZUKU_TRY(counts,
                session->rows(queries_.get("touches_of_campaign_by_state"), {{"campaign_id", campaign.id.value}}));
    for (const sql::Row& count : counts) {
      const auto state = static_cast<domain::TouchState>(sql::integer(count[0]));
      campaign.counts[std::string(domain::name_of(state))] = sql::integer(count[1]);
    }
  }
  return campaigns;
}

Result<std::vector<Campaign>> Campaigns::list(const Shop& shop) const { return read(shop, "list_campaigns", {}); }

Result<Campaign> Campaigns::get(const Shop& shop, CampaignId id) const {
  TSUZUKU_TRY(found, read(shop, "get_campaign", {{"campaign_id", id.value}}));
  if (found.empty()) return fail(ErrorKind::NotFound, "campaigns.unknown_id", {{"id", id.text()}});
  return std::move(found.front());
}

Status Campaigns::apply(const Shop& shop, const CampaignChange& change, Campaign& campaign) const {
  if (change.name) campaign.name = std::string(trim(*change.name));
  if (campaign.name.empty()) return fail(ErrorKind::Usage, "campaigns.no_name");
  if (campaign.name.size() > limits::kTextField) {
    return fail(ErrorKind::Usage, "campaigns.name_too_long", {{"bytes", std::to_string(limits::kTextField)}});
  }
  if (change.segment) {
    TSUZUKU_TRY(session, tools_.database.reader());
    TSUZUKU_TRY(rows, session->rows(queries_.get("name_of_segment"),
                                    {{"shop_id", shop.id.value}, {"segment_id", change.segment->value}}));
    if (rows.empty()) return fail(ErrorKind::NotFound, "segments.unknown_id", {{"id", change.segment->text()}});
    campaign.segment = change.segment;
    campaign.condition = condition_of_segment(sql::text(rows[0][0]));
  } else if (change.condition) {
    TSUZUKU_TRY(condition, tools_.conditions.check(shop, *change.condition));
    campaign.segment.reset();
    campaign.condition = segments::to_text(condition.condition());
  }
  if (campaign.condition.empty()) return fail(ErrorKind::Usage, "campaigns.no_condition");
  if (change.message) {
    TSUZUKU_CHECK(tools_.templates.get(shop.id, *change.message));
    campaign.message = change.message;
  }
  campaign.holdout_permille = change.holdout_permille.value_or(campaign.holdout_permille);
  if (campaign.holdout_permille < 0 || campaign.holdout_permille > kHoldoutMost) {
    return fail(ErrorKind::Usage, "campaigns.bad_holdout",
                {{"value", std::to_string(campaign.holdout_permille)}, {"maximum", std::to_string(kHoldoutMost)}});
  }
  campaign.cost = change.cost.value_or(campaign.cost);
  if (campaign.cost < 0 || campaign.cost > kCostMost) {
    return fail(ErrorKind::Usage, "campaigns.bad_cost", {{"value", std::to_string(campaign.cost)}});
  }
  if (change.send_at) campaign.send_at = *change.send_at == 0 ? std::nullopt : change.send_at;
  return {};
}

Result<Campaign> Campaigns::write(const Shop& shop, std::string_view query, const Campaign& campaign,
                                  std::optional<StaffId> staff, std::int64_t now) {
  {
    TSUZUKU_TRY(session, tools_.database.writer());
    sql::Parameters parameters{{"campaign_id", campaign.id.value},
                               {"shop_id", shop.id.value},
                               {"name", campaign.name},
                               {"condition", campaign.condition},
                               {"template_id", id_or_null(campaign.message)},
                               {"holdout_permille", std::int64_t{campaign.holdout_permille}},
                               {"send_at", moment_or_null(campaign.send_at)},
                               {"segment_id", id_or_null(campaign.segment)},
                               {"cost", campaign.cost},
                               {"now", now}};
    if (query == "add_campaign") parameters.push_back({"staff_id", id_or_null(staff)});
    const auto written = session->run(queries_.get(query), parameters);
    if (!written) return fail(named(written.error(), campaign.name));
    if (*written == 0) return not_draft(campaign);
  }
  return get(shop, campaign.id);
}

Result<Campaign> Campaigns::create(const Shop& shop, const CampaignChange& made, std::optional<StaffId> staff,
                                   std::int64_t now) {
  Campaign campaign;
  TSUZUKU_CHECK(apply(shop, made, campaign));
  campaign.id = tools_.ids.make<CampaignId>();
  return write(shop, "add_campaign", campaign, staff, now);
}

Result<Campaign> Campaigns::change(const Shop& shop, CampaignId id, const CampaignChange& change, std::int64_t now) {
  TSUZUKU_TRY(campaign, get(shop, id));
  if (campaign.state != CampaignState::Draft) return not_draft(campaign);
  TSUZUKU_CHECK(apply(shop, change, campaign));
  return write(shop, "change_campaign", campaign, std::nullopt, now);
}

Status Campaigns::remove(const Shop& shop, CampaignId id) {
  TSUZUKU_TRY(campaign, get(shop, id));
  TSUZUKU_TRY(session, tools_.database.writer());
  TSUZUKU_TRY(removed,
              session->run(queries_.get("remove_campaign"), {{"shop_id", shop.id.value}, {"campaign_id", id.value}}));
  if (removed == 0) return not_draft(campaign);
  return {};
}

Result<Campaign> Campaigns::move(const Shop& shop, const Campaign& campaign, CampaignState to,
                                 std::optional<std::int64_t> send_at, std::int64_t now) {
  {
    TSUZUKU_TRY(session, tools_.database.writer());
    TSUZUKU_TRY(moved, session->run(queries_.get("move_campaign"), {{"shop_id", shop.id.value},
                                                                    {"campaign_id", campaign.id.value},
                                                                    {"from", code(campaign.state)},
                                                                    {"to", code(to)},
                                                                    {"send_at", moment_or_null(send_at)},
                                                                    {"now", now}}));
    if (moved == 0) return fail(ErrorKind::Conflict, "campaigns.moved_on", {{"name", campaign.name}});
  }
  return get(shop, campaign.id);
}

Result<Campaign> Campaigns::plan(const Shop& shop, CampaignId id, std::int64_t now) {
  TSUZUKU_TRY(campaign, get(shop, id));
  if (campaign.state != CampaignState::Draft) return not_draft(campaign);
  if (!campaign.message) return fail(ErrorKind::Conflict, "campaigns.no_template", {{"name", campaign.name}});
  TSUZUKU_CHECK(tools_.conditions.check(shop, campaign.condition));
  return move(shop, campaign, CampaignState::Planned, std::max(campaign.send_at.value_or(now), now), now);
}

Result<Campaign> Campaigns::cancel(const Shop& shop, CampaignId id, std::int64_t now) {
  TSUZUKU_TRY(campaign, get(shop, id));
  if (campaign.state == CampaignState::Done || campaign.state == CampaignState::Cancelled) {
    return fail(ErrorKind::Conflict, "campaigns.over", {{"name", campaign.name}});
  }
  return move(shop, campaign, CampaignState::Cancelled, campaign.send_at, now);
}

Result<ReachCounts> Campaigns::audience(const Shop& shop, const Campaign& campaign, std::int64_t now) const {
  TSUZUKU_TRY(condition, tools_.conditions.check(shop, campaign.condition));
  TSUZUKU_TRY(today, tools_.conditions.today(shop, now));
  TSUZUKU_TRY(global, reaching_.holdouts().of(shop.id));
  std::string key =
      fmt::format("{}/{}/{}/{}/{}:{}/{}", shop.data_version, shop.people_version, today.value,
                  campaign.holdout_permille, global.permille, global.season, segments::to_text(condition.expanded()));
  {
    const std::lock_guard lock(mutex_);
    const auto kept = audiences_.find(campaign.id.value);
    if (kept != audiences_.end() && kept->second.key == key && now - kept->second.counted_at < kAudienceSeconds)
      return kept->second.counts;
  }
  TSUZUKU_TRY(fulfilled, tools_.conditions.ask(shop, condition, today, Conditions::Freshness::LastBuilt));
  const std::vector<std::int64_t> ids = fulfilled.customers.ids(*fulfilled.blocks.ledger);
  const channels::Channel* const channel = channels::find_channel(domain::Channel::Mail);
  ReachCounts counts;
  TSUZUKU_TRY(session, tools_.database.reader());
  TSUZUKU_TRY(copies, reaching_.second_copies(*session, shop, *channel, *fulfilled.blocks.ledger, ids));
  const Reaching::Draw draw{campaign.id, campaign.holdout_permille, copies};
  for (std::size_t begin = 0; begin < ids.size(); begin += kCustomersAtOnce) {
    const auto batch = std::span(ids).subspan(begin, std::min(kCustomersAtOnce, ids.size() - begin));
    TSUZUKU_TRY(reached, reaching_.of(*session, shop, *channel, draw, batch));
    for (const Reach reach : reached) counts.add(reach);
  }
  const std::lock_guard lock(mutex_);
  audiences_[campaign.id.value] = {std::move(key), now, counts};
  return counts;
}

}  // namespace tsuzuku::services
