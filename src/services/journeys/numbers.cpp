#include "services/journeys/numbers.hpp"

#include "base/limits.hpp"
#include "journeys/run.hpp"
#include "journeys/schema/edges.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

using domain::TouchState;

constexpr std::int64_t kOpened = 1;  // touch_events.kind
constexpr std::int64_t kLastPage = 1'000'000'000;
constexpr std::int64_t kRunsOfSecond = 20'000;  // so many keep an answer for a second

// A version's nodes in their places, with the names of their exits.
struct Picture {
  PlanOf plan;
  std::vector<std::vector<journeys::Edge>> edges;
  std::vector<NodeNumbers> nodes;
};

Picture picture_of(PlanOf plan) {
  Picture picture{std::move(plan), {}, {}};
  for (const journeys::Node& node : picture.plan->definition().nodes) {
    picture.edges.push_back(journeys::edges_of(node.kind));
  }
  picture.nodes.resize(picture.edges.size());
  return picture;
}

// Runs of one version that stand at one node and came there by one way.
struct Way {
  int version = 0;
  bool waiting = false;
  std::string node;
  std::string memory;  // journeys::way_in()
  auto operator<=>(const Way&) const = default;
};
constexpr std::size_t kWaysKept = 10'000;
using Ways = std::map<Way, std::int64_t>;

void count_way(Picture& picture, const journeys::Memory& memory, const Way& way, std::int64_t runs) {
  const auto standing = picture.plan->find(way.node);
  const std::size_t places = std::min(picture.nodes.size(), memory.visits.size());
  for (std::size_t place = 0; place < places; ++place) {
    NodeNumbers& node = picture.nodes[place];
    const bool stands_here = way.waiting && standing == place;
    if (memory.visits[place] > 0 && !stands_here) node.passed += runs;
    const int taken = place < memory.taken.size() ? memory.taken[place] : -1;
    if (taken < 0 || static_cast<std::size_t>(taken) >= picture.edges[place].size()) continue;
    node.exits[picture.edges[place][static_cast<std::size_t>(taken)].field] += runs;
  }
  if (way.waiting && standing) picture.nodes[*standing].waiting += runs;
}

void count_ways(std::map<int, Picture>& pictures, Ways& ways) {
  for (const auto& [way, runs] : ways) {
    const auto picture = pictures.find(way.version);
    const auto memory = journeys::read_memory(way.memory);
    if (picture != pictures.end() && memory) count_way(picture->second, *memory, way, runs);
  }
  ways.clear();
}

std::int64_t& counter_of(NodeNumbers& node, TouchState state) {
  switch (state) {
    case TouchState::Planned:
    case TouchState::Held:
    case TouchState::Sending:
      return node.planned;
    case TouchState::Sent:
    case TouchState::Delivered:
      return node.sent;
    case TouchState::Skipped:
      return node.skipped;
    case TouchState::InDoubt:
      return node.in_doubt;
    case TouchState::Bounced:
    case TouchState::Failed:
      break;
  }
  return node.failed;
}

}  // namespace

Result<std::unique_ptr<JourneyFigures>> JourneyFigures::open(sql::Database& database) {
  TSUZUKU_TRY(queries, queries_of("services/journeys/numbers.sql", database.dialect()));
  TSUZUKU_TRY(plan_queries, queries_of("services/journeys/engine.sql", database.dialect()));
  return std::unique_ptr<JourneyFigures>(new JourneyFigures(database, std::move(queries), std::move(plan_queries)));
}

Result<JourneyNumbers> JourneyFigures::numbers(ShopId shop, JourneyId journey, std::int64_t day_begin,
                                               std::int64_t now) {
  const auto key = std::pair(shop, journey);
  {
    const std::lock_guard lock(mutex_);
    const auto kept = kept_.find(key);
    if (kept != kept_.end() && now >= kept->second.as_of &&
        now - kept->second.as_of < kept->second.runs / kRunsOfSecond) {
      return kept->second;
    }
  }
  TSUZUKU_TRY(counted, count(shop, journey, day_begin));
  counted.as_of = now;
  const std::lock_guard lock(mutex_);
  return kept_[key] = std::move(counted);
}

Result<JourneyNumbers> JourneyFigures::count(ShopId shop, JourneyId journey, std::int64_t day_begin) {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));  // all of it from one moment
  JourneyNumbers numbers;
  TSUZUKU_CHECK(add_runs(*session, shop, journey, numbers));
  TSUZUKU_CHECK(add_touches(*session, shop, journey, numbers));
  TSUZUKU_TRY(today, session->rows(queries_.get("entered_since"),
                                   {{"journey_id", journey.value}, {"shop_id", shop.value}, {"since", day_begin}}));
  numbers.entered_today = sql::integer(today.at(0).at(0));
  TSUZUKU_CHECK(transaction.commit());
  return numbers;
}

Status JourneyFigures::add_runs(sql::Session& session, ShopId shop, JourneyId journey, JourneyNumbers& numbers) {
  std::map<int, Picture> pictures;
  TSUZUKU_TRY(versions, session.rows(queries_.get("versions_of_journey"), {{"journey_id", journey.value}}));
  for (const sql::Row& row : versions) {
    const int version = static_cast<int>(sql::integer(row[0]));
    TSUZUKU_TRY(plan, plans_.get(session, journey, version));
    pictures.emplace(version, picture_of(plan));
  }
  Ways ways;
  {
    TSUZUKU_TRY(runs, session.stream(queries_.get("runs_of_journey"),
                                     {{"journey_id", journey.value}, {"shop_id", shop.value}}));
    for (;;) {
      TSUZUKU_TRY(more, runs->next());
      if (!more) break;
      ++numbers.runs;
      const bool waiting = runs->integer(1) == static_cast<std::int64_t>(journeys::RunState::Waiting);
      if (!waiting) ++numbers.ends[std::string(runs->text(3))];
      ++ways[{static_cast<int>(runs->integer(0)), waiting, std::string(runs->text(2)),
              journeys::way_in(runs->text(4))}];
      if (ways.size() > kWaysKept) count_ways(pictures, ways);
    }
  }
  count_ways(pictures, ways);
  for (const auto& [version, picture] : pictures) {
    for (std::size_t place = 0; place < picture.nodes.size(); ++place) {
      const NodeNumbers& counted = picture.nodes[place];
      if (counted == NodeNumbers{}) continue;
      NodeNumbers& node = numbers.nodes[picture.plan->node(place).id];
      node.waiting += counted.waiting;
      node.passed += counted.passed;
      for (const auto& [exit, runs] : counted.exits) node.exits[exit] += runs;
    }
  }
  return {};
}

Status JourneyFigures::add_touches(sql::Session& session, ShopId shop, JourneyId journey, JourneyNumbers& numbers) {
  const sql::Parameters of_journey = {{"journey_id", journey.value}, {"shop_id", shop.value}};
  TSUZUKU_TRY(states, session.rows(queries_.get("touches_of_journey"), of_journey));
  for (const sql::Row& row : states) {
    NodeNumbers& node = numbers.nodes[sql::text(row[0])];
    counter_of(node, static_cast<TouchState>(sql::integer(row[1]))) += sql::integer(row[2]);
  }
  TSUZUKU_TRY(reactions, session.rows(queries_.get("reactions_of_journey"), of_journey));
  for (const sql::Row& row : reactions) {
    NodeNumbers& node = numbers.nodes[sql::text(row[0])];
    (sql::integer(row[1]) == kOpened ? node.opened : node.clicked) += sql::integer(row[2]);
  }
  return {};
}

Result<RunPage> JourneyFigures::runs_at(ShopId shop, JourneyId journey, const std::string& node, int page,
                                        int page_size) {
  if (page < 1 || page > kLastPage || page_size < 1 || page_size > limits::kPageRows) {
    return fail(ErrorKind::Usage, "journeys.bad_page", {{"most", std::to_string(limits::kPageRows)}});
  }
  TSUZUKU_TRY(session, database_->reader());
  sql::Parameters at_node = {{"journey_id", journey.value}, {"shop_id", shop.value}, {"node", node}};
  TSUZUKU_TRY(total, session->rows(queries_.get("count_runs_at_node"), at_node));
  at_node.push_back({"limit", std::int64_t{page_size}});
  at_node.push_back({"offset", (std::int64_t{page} - 1) * page_size});
  TSUZUKU_TRY(rows, session->rows(queries_.get("runs_at_node"), at_node));
  RunPage runs{.rows_total = sql::integer(total.at(0).at(0))};
  for (const sql::Row& row : rows) {
    RunAtNode run{.run = RunId{sql::integer(row[0])},
                  .customer = CustomerId{sql::integer(row[1])},
                  .version = static_cast<int>(sql::integer(row[2])),
                  .arm = static_cast<journeys::Arm>(sql::integer(row[3])),
                  .entered_at = sql::integer(row[4]),
                  .wake_at = sql::integer_or(row[5], 0)};
    if (const auto memory = journeys::read_memory(sql::text(row[6]))) run.since = memory->arrived_at;
    runs.rows.push_back(run);
  }
  return runs;
}

}  // namespace tsuzuku::services
