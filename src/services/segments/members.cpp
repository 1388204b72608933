#include "services/segments/members.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "segments/text.hpp"
#include "services/query_files.hpp"
#include "services/segments/move_reasons.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kRowsAtOnce = 500;
constexpr std::size_t kMovesExplained = 2'000;  // of one segment at a time; more is an event of the shop, not of each
constexpr std::int64_t kOutsideFactsSeconds = 300;

using Ids = std::vector<std::int64_t>;

}  // namespace

struct SegmentMembers::Kept {
  SegmentId id;
  std::string name;
  SegmentKind kind = SegmentKind::Live;
  std::string condition;
  bool has_state = false;
  std::string asked;
  std::int64_t data_version = 0;
  std::int64_t people_version = 0;
  Day day;
  std::int64_t asked_at = 0;
};

struct SegmentMembers::Difference {
  Ids entered;
  Ids left;
  std::vector<std::string> entered_why;  // of each; or one that is everybody's
  std::vector<std::string> left_why;
  std::string asked;
  Day day;
  std::int64_t customers = 0;
};

Result<SegmentMembers> SegmentMembers::open(sql::Database& database, const Shops& shops, const Conditions& conditions) {
  TSUZUKU_TRY(queries, queries_of("services/segments/members.sql", database.dialect()));
  return SegmentMembers(database, shops, conditions, std::move(queries));
}

Result<SegmentWork> SegmentMembers::work_once(std::int64_t now) {
  TSUZUKU_TRY(shops, shops_->list());
  SegmentWork all;
  for (const Shop& shop : shops) {
    TSUZUKU_TRY(work, refresh(shop, now));
    all.asked += work.asked;
    all.entered += work.entered;
    all.left += work.left;
    all.failed += work.failed;
  }
  return all;
}

Result<SegmentWork> SegmentMembers::refresh(const Shop& shop, std::int64_t now) {
  SegmentWork work;
  TSUZUKU_TRY(segments, kept(shop));
  if (segments.empty()) return work;
  TSUZUKU_TRY(alone, database_->try_lock("segments"));
  if (!alone) return work;
  for (const Kept& segment : segments) {
    const Status refreshed = refresh_one(shop, segment, now, work);
    if (refreshed) continue;
    // A condition that has become senseless is its owner's to correct; without the store nothing goes on.
    if (refreshed.error().kind == ErrorKind::Unavailable) return fail(refreshed.error());
    ++work.failed;
  }
  return work;
}

Result<std::vector<SegmentMembers::Kept>> SegmentMembers::kept(const Shop& shop) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("segments_with_states"), {{"shop_id", shop.id.value}}));
  std::vector<Kept> segments;
  for (const sql::Row& row : rows) {
    segments.push_back({.id = SegmentId{sql::integer(row[0])},
                        .name = sql::text(row[1]),
                        .kind = static_cast<SegmentKind>(sql::integer(row[2])),
                        .condition = sql::text(row[3]),
                        .has_state = !sql::is_null(row[4]),
                        .asked = sql::text(row[4]),
                        .data_version = sql::integer_or(row[5], 0),
                        .people_version = sql::integer_or(row[6], 0),
                        .day = Day{static_cast<std::int32_t>(sql::integer_or(row[7], 0))},
                        .asked_at = sql::integer_or(row[8], 0)});
  }
  return segments;
}

Result<std::vector<std::int64_t>> SegmentMembers::present(SegmentId id) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(cursor, session->stream(queries_.get("present_members"), {{"segment_id", id.value}}));
  Ids ids;
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) return ids;
    ids.push_back(cursor->integer(0));
  }
}

Status SegmentMembers::refresh_one(const Shop& shop, const Kept& segment, std::int64_t now, SegmentWork& work) {
  TSUZUKU_TRY(condition, conditions_->check(shop, segment.condition, segment.name));
  TSUZUKU_TRY(today, conditions_->today(shop, now));
  Difference difference;
  difference.asked = segments::to_text(condition.expanded());
  difference.day = today;
  const bool same_condition = segment.asked == difference.asked;
  const bool same_facts = segment.data_version == shop.data_version && segment.people_version == shop.people_version &&
                          segment.day == today &&
                          !(condition.is_external() && now - segment.asked_at >= kOutsideFactsSeconds);
  if (segment.has_state && same_condition && same_facts) return {};

  TSUZUKU_TRY(fulfilled, conditions_->ask(shop, condition, today, Conditions::Freshness::Current));
  const Ids now_in = fulfilled.customers.ids(*fulfilled.blocks.ledger);
  TSUZUKU_TRY(before, present(segment.id));
  std::ranges::set_difference(now_in, before, std::back_inserter(difference.entered));
  std::ranges::set_difference(before, now_in, std::back_inserter(difference.left));
  difference.customers = std::ssize(now_in);

  if (segment.has_state) {
    Explainer explainer = conditions_->explainer(shop, condition, fulfilled.blocks, today);
    const auto why_of = [&](const Ids& moved) -> Result<std::vector<std::string>> {
      if (moved.size() > kMovesExplained) return std::vector{why_text(!same_condition, {})};
      std::vector<std::string> all;
      for (const std::int64_t id : moved) {
        const auto index = fulfilled.blocks.ledger->find_customer(id);
        std::vector<segments::LeafAnswer> answers;
        if (index) {
          TSUZUKU_TRY(told, explainer.answers(*index));
          answers = std::move(told);
        }
        all.push_back(why_text(!same_condition, answers));
      }
      return all;
    };
    TSUZUKU_TRY(entered_why, why_of(difference.entered));
    TSUZUKU_TRY(left_why, why_of(difference.left));
    difference.entered_why = std::move(entered_why);
    difference.left_why = std::move(left_why);
  } else {
    difference.entered_why = difference.left_why = {std::string()};  // they were there when it was made
  }
  TSUZUKU_CHECK(write(shop, segment, difference, now));
  ++work.asked;
  work.entered += std::ssize(difference.entered);
  work.left += std::ssize(difference.left);
  return {};
}

Status SegmentMembers::write(const Shop& shop, const Kept& segment, const Difference& difference, std::int64_t now) {
  const auto move_all = [&](const Ids& moved, const std::vector<std::string>& why, const sql::Query& query) -> Status {
    for (std::size_t begin = 0; begin < moved.size(); begin += kRowsAtOnce) {
      std::vector<sql::Row> rows;
      for (std::size_t i = begin; i < std::min(begin + kRowsAtOnce, moved.size()); ++i) {
        sql::Row& row = rows.emplace_back();
        for (const std::string& parameter : query.parameters) {
          if (parameter == "customer_id") row.emplace_back(moved[i]);
          if (parameter == "segment_id") row.emplace_back(segment.id.value);
          if (parameter == "shop_id") row.emplace_back(shop.id.value);
          if (parameter == "now") row.emplace_back(now);
          if (parameter == "why") row.emplace_back(why.size() == 1 ? why.front() : why[i]);
        }
      }
      TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
      TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
      TSUZUKU_CHECK(session->run_batch(query, rows));
      TSUZUKU_CHECK(transaction.commit());
    }
    return {};
  };
  TSUZUKU_CHECK(move_all(difference.left, difference.left_why, queries_.get("leave")));
  TSUZUKU_CHECK(move_all(difference.entered, difference.entered_why, queries_.get("enter")));
  TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_CHECK(session->run(queries_.get("keep_state"), {{"segment_id", segment.id.value},
                                                          {"shop_id", shop.id.value},
                                                          {"asked", difference.asked},
                                                          {"data_version", shop.data_version},
                                                          {"people_version", shop.people_version},
                                                          {"day", std::int64_t{difference.day.value}},
                                                          {"now", now},
                                                          {"customers", difference.customers}}));
  return {};
}

Result<SegmentMoves> SegmentMembers::moves(const Shop& shop, SegmentId id, int page, int page_size,
                                           PersonalData personal_data) const {
  SegmentMoves found;
  Ids customers;
  {
    TSUZUKU_TRY(session, database_->reader());
    TSUZUKU_TRY(rows,
                session->rows(queries_.get("moves_of_segment"), {{"segment_id", id.value},
                                                                 {"shop_id", shop.id.value},
                                                                 {"limit", std::int64_t{page_size} + 1},
                                                                 {"offset", std::int64_t{page - 1} * page_size}}));
    found.more = std::ssize(rows) > page_size;
    if (found.more) rows.pop_back();
    for (const sql::Row& row : rows) {
      SegmentMove& move = found.moves.emplace_back();
      move.at = sql::integer(row[0]);
      move.customer = CustomerId{sql::integer(row[1])};
      move.entered = sql::integer(row[2]) != 0;
      read_why(sql::text(row[3]), move);
      customers.push_back(move.customer.value);
    }
  }
  TSUZUKU_TRY(briefs, find_customers(*database_, shop.id, customers, personal_data));
  for (SegmentMove& move : found.moves) move.brief = briefs[move.customer.value];
  return found;
}

}  // namespace tsuzuku::services
