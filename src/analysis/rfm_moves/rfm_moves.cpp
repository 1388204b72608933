#include "analysis/rfm_moves/rfm_moves.hpp"

#include <array>

#include "analysis/common/moves.hpp"
#include "analysis/rfm/rfm.hpp"

namespace tsuzuku::analysis::rfm_moves {
namespace {

constexpr const char* kRank = "rank";
constexpr std::array kRanks{"A", "B", "C", "D", "E"};
constexpr std::array kRankFrom{13, 11, 8, 6, 3};  // the least sum of levels of each

std::uint8_t rank_of(const rfm::Levels& levels) {
  std::uint8_t rank = 0;
  while (levels.r + levels.f + levels.m < kRankFrom[rank]) ++rank;
  return rank;
}

// Customers by one axis or by rank, the best place first.
class Places {
 public:
  Places(const std::string& axis, rfm::Thresholds thresholds) : thresholds_(thresholds) {
    if (axis == "r") level_ = &rfm::Levels::r;
    if (axis == "f") level_ = &rfm::Levels::f;
    if (axis == "m") level_ = &rfm::Levels::m;
  }
  [[nodiscard]] std::vector<std::string> names() const {
    if (level_ == nullptr) return {kRanks.begin(), kRanks.end()};
    std::vector<std::string> names;
    for (int level = rfm::kLevels; level >= 1; --level) names.push_back(std::to_string(level));
    return names;
  }
  [[nodiscard]] std::uint8_t operator()(const Activity& activity) const {
    const rfm::Levels levels = thresholds_.levels(activity);
    return level_ == nullptr ? rank_of(levels) : static_cast<std::uint8_t>(rfm::kLevels - levels.*level_);
  }

 private:
  rfm::Thresholds thresholds_;
  int rfm::Levels::* level_ = nullptr;  // null = the rank
};

struct Question {
  Scope now;
  Scope before;
  Places places_now;
  Places places_before;
};

Result<Question> read(const Scope& scope, const Arguments& arguments) {
  TSUZUKU_TRY(before, scope_before(scope, arguments));
  TSUZUKU_TRY(thresholds, rfm::Thresholds::read(arguments, scope.ledger->currency(), scope.as_of));
  rfm::Thresholds earlier = thresholds;
  earlier.as_of = before.as_of;
  const std::string& axis = arguments.text("axis");
  return Question{scope, before, Places(axis, thresholds), Places(axis, earlier)};
}

std::vector<Parameter> parameters() {
  std::vector<Parameter> all{compare_day_parameter(), choice_parameter("axis", {kRank, "r", "f", "m"})};
  std::ranges::copy(rfm::descriptor().parameters, std::back_inserter(all));
  return all;
}

std::vector<std::string> all_places() {
  std::vector<std::string> places(kRanks.begin(), kRanks.end());
  for (int level = rfm::kLevels; level >= 1; --level) places.push_back(std::to_string(level));
  return places;
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{.name = "rfm_moves",
                                      .version = 1,
                                      .unit = "customer",
                                      .chart = "moves",
                                      .selection = Selection::Orders,
                                      .parameters = parameters(),
                                      .columns = move_columns(all_places()),
                                      .cell_columns = {"from", "to"},
                                      .parts = {"customers"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  TSUZUKU_TRY(question, read(scope, arguments));
  const std::vector<std::string> names = question.places_now.names();
  const MoveCounts counts =
      count_moves(question.now, question.before, names.size(), question.places_now, question.places_before, execution);
  return move_table(scope, question.before, descriptor(), arguments, counts, names);
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(question, read(scope, arguments));
  return move_membership(question.now, question.before, descriptor(), cell, question.places_now.names(),
                         question.places_now, question.places_before, "moves.moved");
}

}  // namespace tsuzuku::analysis::rfm_moves
