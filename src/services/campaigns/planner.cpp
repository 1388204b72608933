#include "services/campaigns/planner.hpp"

#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "channels/registry.hpp"
#include "segments/text.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kCustomersAtOnce = 1'000;  // one transaction, some milliseconds
constexpr int kBatchesAtOnce = 20;
constexpr int kTouchesTakenBack = 500;
constexpr std::string_view kStopped = "stopped";  // journeys.delivery_reasons: a person did

// Nothing: there is nothing to record of them.
std::optional<journeys::Arm> arm_of(Reach reach) {
  if (reach == Reach::Sendable) return journeys::Arm::Treated;
  if (reach == Reach::HeldOut) return journeys::Arm::Holdout;
  if (reach == Reach::GlobalHoldout) return journeys::Arm::GlobalHoldout;
  return std::nullopt;
}

}  // namespace

// Whom a campaign is for, from the last one decided about on.
struct CampaignPlanner::Plan {
  Shop shop;
  Campaign campaign;
  std::vector<std::int64_t> customers;      // ascending
  std::vector<std::int64_t> second_copies;  // of them
  std::size_t next = 0;
  std::int64_t planned_to = 0;
  ReachCounts counts;
  std::string why;
};

CampaignPlanner::CampaignPlanner(const Tools& tools, sql::Queries queries)
    : tools_(tools), queries_(std::move(queries)) {}

CampaignPlanner::~CampaignPlanner() = default;

Result<std::unique_ptr<CampaignPlanner>> CampaignPlanner::open(const Tools& tools) {
  TSUZUKU_TRY(queries, queries_of("services/campaigns/planner.sql", tools.database.dialect()));
  return std::unique_ptr<CampaignPlanner>(new CampaignPlanner(tools, std::move(queries)));
}

Result<CampaignWork> CampaignPlanner::work_once(std::int64_t now) {
  CampaignWork work;
  TSUZUKU_CHECK(take_back(now, work));
  TSUZUKU_CHECK(plan_due(now, work));
  TSUZUKU_CHECK(move_on(now, work));
  return work;
}

Status CampaignPlanner::plan_due(std::int64_t now, CampaignWork& work) {
  std::vector<sql::Row> rows;
  {
    TSUZUKU_TRY(session, tools_.database.reader());
    TSUZUKU_TRY(found, session->rows(queries_.get("campaigns_to_plan"), {{"until", now + kPlanAheadSeconds}}));
    rows = std::move(found);
  }
  std::erase_if(plans_, [&](const auto& plan) {
    return std::ranges::none_of(rows, [&](const sql::Row& row) { return sql::integer(row[0]) == plan.first; });
  });
  for (const sql::Row& row : rows) {
    const auto decided = [&]() -> Result<bool> {
      TSUZUKU_TRY(plan, plan_of(row, now));
      for (int batch = 0; batch < kBatchesAtOnce; ++batch) {
        TSUZUKU_TRY(went_on, decide(*plan, now, work));
        if (!went_on) return false;
      }
      return true;
    }();
    if (!decided) {
      if (decided.error().kind == ErrorKind::Unavailable) return fail(decided.error());
      work.failed.emplace_back(CampaignId{sql::integer(row[0])}, decided.error());
    }
    if (!decided || !*decided) plans_.erase(sql::integer(row[0]));
    work.more = work.more || (decided && *decided);
  }
  return {};
}

Result<CampaignPlanner::Plan*> CampaignPlanner::plan_of(const sql::Row& row, std::int64_t now) {
  const CampaignId id{sql::integer(row[0])};
  const std::int64_t planned_to = sql::integer(row[2]);
  if (const auto kept = plans_.find(id.value); kept != plans_.end() && kept->second->planned_to == planned_to)
    return kept->second.get();
  auto plan = std::make_unique<Plan>();
  TSUZUKU_TRY(shop, tools_.shops.get(ShopId{sql::integer(row[1])}));
  TSUZUKU_TRY(campaign, tools_.campaigns.get(shop, id));
  TSUZUKU_TRY(condition, tools_.conditions.check(shop, campaign.condition));
  TSUZUKU_TRY(today, tools_.conditions.today(shop, now));
  TSUZUKU_TRY(fulfilled, tools_.conditions.ask(shop, condition, today, Conditions::Freshness::Current));
  plan->customers = fulfilled.customers.ids(*fulfilled.blocks.ledger);
  {
    TSUZUKU_TRY(session, tools_.database.reader());
    TSUZUKU_TRY(copies, tools_.campaigns.reaching().second_copies(*session, shop,
                                                                  *channels::find_channel(domain::Channel::Mail),
                                                                  *fulfilled.blocks.ledger, plan->customers));
    plan->second_copies = std::move(copies);
  }
  plan->next =
      static_cast<std::size_t>(std::ranges::upper_bound(plan->customers, planned_to) - plan->customers.begin());
  plan->planned_to = planned_to;
  plan->counts = reach_counts_from(sql::text(row[3]));
  plan->why = tsuzuku::to_text(json::object{{"condition", campaign.condition}, {"as_of", to_text(today)}});
  plan->shop = shop;
  plan->campaign = std::move(campaign);
  return plans_.insert_or_assign(id.value, std::move(plan)).first->second.get();
}

Result<bool> CampaignPlanner::decide(Plan& plan, std::int64_t now, CampaignWork& work) {
  const Campaign& campaign = plan.campaign;
  const std::size_t size = std::min(kCustomersAtOnce, plan.customers.size() - plan.next);
  const auto batch = std::span(plan.customers).subspan(plan.next, size);
  const channels::Channel* const channel = channels::find_channel(domain::Channel::Mail);
  std::vector<Reach> reached;
  {
    TSUZUKU_TRY(session, tools_.database.reader());
    TSUZUKU_TRY(found,
                tools_.campaigns.reaching().of(*session, plan.shop, *channel,
                                               {campaign.id, campaign.holdout_permille, plan.second_copies}, batch));
    reached = std::move(found);
  }
  const std::int64_t send_at = campaign.send_at.value_or(now);
  ReachCounts counts = plan.counts;
  std::vector<Touch> touches;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    counts.add(reached[i]);
    const auto arm = arm_of(reached[i]);
    if (!arm) continue;
    Touch& touch = touches.emplace_back();
    touch.customer = CustomerId{batch[i]};
    touch.key = "campaign:" + campaign.id.text();
    touch.channel = channel->id();
    touch.arm = *arm;
    touch.campaign = campaign.id;
    touch.template_id = campaign.message.value_or(TemplateId{}).value;
    touch.cost = campaign.cost;
    touch.due_at = send_at;
    touch.expires_at = send_at + kCampaignExpirySeconds;
    touch.why = plan.why;
  }
  const bool whole = plan.next + size == plan.customers.size();
  const std::int64_t planned_to = batch.empty() ? plan.planned_to : batch.back();

  TSUZUKU_TRY(session, tools_.database.writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(advanced, session->run(queries_.get("advance_campaign"), {{"campaign_id", campaign.id.value},
                                                                        {"from", plan.planned_to},
                                                                        {"to", planned_to},
                                                                        {"audience", to_text(counts)},
                                                                        {"whole", std::int64_t{whole}}}));
  if (advanced == 0) return false;
  TSUZUKU_CHECK(tools_.touches.add_all(*session, plan.shop.id, touches, now));
  TSUZUKU_CHECK(transaction.commit());
  plan.next += size;
  plan.planned_to = planned_to;
  plan.counts = counts;
  work.decided += std::ssize(batch);
  return !whole;
}

Status CampaignPlanner::take_back(std::int64_t now, CampaignWork& work) {
  std::vector<sql::Row> rows;
  {
    TSUZUKU_TRY(session, tools_.database.reader());
    TSUZUKU_TRY(found, session->rows(queries_.get("cancelled_campaigns")));
    rows = std::move(found);
  }
  for (const sql::Row& row : rows) {
    TSUZUKU_TRY(session, tools_.database.writer(sql::kPatientWriterWaitSeconds));
    TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
    TSUZUKU_TRY(withdrawn, tools_.touches.withdraw(*session, ShopId{sql::integer(row[1])},
                                                   CampaignId{sql::integer(row[0])}, kStopped, now, kTouchesTakenBack));
    TSUZUKU_CHECK(transaction.commit());
    work.withdrawn += withdrawn;
    work.more = work.more || withdrawn > 0;
  }
  return {};
}

Status CampaignPlanner::move_on(std::int64_t now, CampaignWork& work) {
  {
    TSUZUKU_TRY(session, tools_.database.reader());
    TSUZUKU_TRY(any, session->rows(queries_.get("campaigns_on_their_way"), {{"now", now}}));
    if (any.empty()) return {};  // most of the time: nobody is kept from writing
  }
  for (const std::string_view query : {"start_campaigns", "finish_campaigns"}) {
    TSUZUKU_TRY(session, tools_.database.writer(sql::kPatientWriterWaitSeconds));
    TSUZUKU_TRY(moved, session->run(queries_.get(query), {{"now", now}}));
    work.moved += moved;
  }
  return {};
}

}  // namespace tsuzuku::services
