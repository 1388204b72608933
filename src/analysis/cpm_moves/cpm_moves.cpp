#include "analysis/cpm_moves/cpm_moves.hpp"

#include "analysis/common/moves.hpp"
#include "analysis/cpm/cpm.hpp"

namespace tsuzuku::analysis::cpm_moves {
namespace {

// "first_active", "first_gone", "young_active", …
std::vector<std::string> place_names() {
  std::vector<std::string> names;
  for (const char* cell : cpm::kCellNames) {
    names.push_back(std::string(cell) + "_active");
    names.push_back(std::string(cell) + "_gone");
  }
  return names;
}

struct Places {
  cpm::Rules rules;
  [[nodiscard]] std::uint8_t operator()(const Activity& activity) const {
    return static_cast<std::uint8_t>(2 * rules.cell(activity) + (rules.active(activity) ? 0 : 1));
  }
};

struct Question {
  Scope before;
  Places places_now;
  Places places_before;
};

Result<Question> read(const Scope& scope, const Arguments& arguments) {
  TSUZUKU_TRY(before, scope_before(scope, arguments));
  TSUZUKU_TRY(rules, cpm::Rules::read(arguments, scope.ledger->currency(), scope.as_of));
  cpm::Rules earlier = rules;
  earlier.as_of = before.as_of;
  return Question{before, {rules}, {earlier}};
}

std::vector<Parameter> parameters() {
  std::vector<Parameter> all{compare_day_parameter()};
  std::ranges::copy(cpm::descriptor().parameters, std::back_inserter(all));
  return all;
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{.name = "cpm_moves",
                                      .version = 1,
                                      .unit = "customer",
                                      .chart = "moves",
                                      .selection = Selection::Orders,
                                      .parameters = parameters(),
                                      .columns = move_columns(place_names()),
                                      .cell_columns = {"from", "to"},
                                      .parts = {"customers"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  TSUZUKU_TRY(question, read(scope, arguments));
  const std::vector<std::string> names = place_names();
  const MoveCounts counts =
      count_moves(scope, question.before, names.size(), question.places_now, question.places_before, execution);
  return move_table(scope, question.before, descriptor(), arguments, counts, names);
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(question, read(scope, arguments));
  return move_membership(scope, question.before, descriptor(), cell, place_names(), question.places_now,
                         question.places_before, "moves.moved");
}

}  // namespace tsuzuku::analysis::cpm_moves
