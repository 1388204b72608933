#pragma once
// Where customers stand on the as-of day and where the same customers stood on an earlier day: what rfm_moves and
// cpm_moves are made of. Each day is asked as if it were today, so an order that was cancelled in between still counts
// on the earlier one.
//
// A place is one of `places` codes; the earlier one may also be nothing, for who had not bought by then.

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/common/activity.hpp"
#include "analysis/common/cell.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"
#include "analysis/members.hpp"

namespace tsuzuku::analysis {

inline constexpr std::uint8_t kNowhere = std::numeric_limits<std::uint8_t>::max();
inline constexpr const char* kNotYet = "none";  // the code of kNowhere

// The parameter `compare_day`, and the columns that all tables of moves have: from, to, customers, share, sales.
[[nodiscard]] Parameter compare_day_parameter();
[[nodiscard]] std::vector<Column> move_columns(std::span<const std::string> places);

// The scope on the compared day, one year before the as-of day when none is given. Error (Usage):
// "analysis.compare_day_not_before".
[[nodiscard]] Result<Scope> scope_before(const Scope& scope, const Arguments& arguments);

struct Move {
  std::int64_t customers = 0;
  Money sales = 0;  // of the as-of day
};

class Moves {
 public:
  explicit Moves(std::size_t places) : places_(places), moves_((places + 1) * places) {}
  [[nodiscard]] Move& at(std::uint8_t from, std::uint8_t to) {
    return moves_[std::min<std::size_t>(from, places_) * places_ + to];
  }
  void merge(const Moves& other) {
    for (std::size_t i = 0; i < moves_.size(); ++i) {
      moves_[i].customers += other.moves_[i].customers;
      moves_[i].sales += other.moves_[i].sales;
    }
  }
  // Rows of move_columns() for the moves that customers made: by `from` as the places stand, nothing last; and totals.
  void write(Table& table, std::span<const std::string> places) const;

 private:
  std::size_t places_;
  std::vector<Move> moves_;
};

struct MoveCounts {
  Moves moves;
  LeftOutTally left_out;
  void merge(const MoveCounts& other) {
    moves.merge(other.moves);
    left_out.merge(other.left_out);
  }
};

[[nodiscard]] Table move_table(const Scope& scope, const Scope& before, const Descriptor& descriptor,
                               const Arguments& arguments, const MoveCounts& counts,
                               std::span<const std::string> places);

// The place of each customer by index. Threads write to elements of their own.
template <typename PlaceOf>
[[nodiscard]] std::vector<std::uint8_t> places_of(const Scope& scope, const Execution& execution,
                                                  const PlaceOf& place_of) {
  std::vector<std::uint8_t> places(scope.ledger->customer_count(), kNowhere);
  (void)reduce_orders(*scope.ledger, execution, LeftOutTally{}, [&](ledger::OrderRange chunk, LeftOutTally& ignored) {
    auto visitor =
        activity_visitor(scope, [&](const Activity& activity) { places[activity.customer] = place_of(activity); });
    Walk(scope, visitor, ignored)(chunk);
  });
  return places;
}

// `place_now` and `place_before`: Activity -> index of a place, below `places`.
template <typename PlaceNow, typename PlaceBefore>
[[nodiscard]] MoveCounts count_moves(const Scope& now, const Scope& before, std::size_t places,
                                     const PlaceNow& place_now, const PlaceBefore& place_before,
                                     const Execution& execution) {
  const std::vector<std::uint8_t> earlier = places_of(before, execution, place_before);
  return reduce_orders(*now.ledger, execution, MoveCounts{Moves(places), {}},
                       [&](ledger::OrderRange chunk, MoveCounts& found) {
                         auto visitor = activity_visitor(now, [&](const Activity& activity) {
                           Move& move = found.moves.at(earlier[activity.customer], place_now(activity));
                           ++move.customers;
                           move.sales += activity.sales;
                         });
                         Walk(now, visitor, found.left_out)(chunk);
                       });
}

// The customers who went from the cell's `from` to its `to`; the reason `phrase` names both and the two days.
template <typename PlaceNow, typename PlaceBefore>
[[nodiscard]] Result<Membership> move_membership(const Scope& now, const Scope& before, const Descriptor& descriptor,
                                                 const Cell& cell, std::vector<std::string> places, PlaceNow place_now,
                                                 PlaceBefore place_before, std::string phrase) {
  TSUZUKU_TRY(from, cell_code(cell, descriptor.columns[0]));
  TSUZUKU_TRY(to, cell_code(cell, descriptor.columns[1]));
  return [=, places = std::move(places), phrase = std::move(phrase)](const CustomerHistory& history) {
    const auto activity = activity_of(history, now);
    if (!activity || places[place_now(*activity)] != to) return std::optional<Phrase>();
    const auto earlier_history = history_of(before, history.index);
    const auto earlier = earlier_history ? activity_of(*earlier_history, before) : std::nullopt;
    if ((earlier ? places[place_before(*earlier)] : kNotYet) != from) return std::optional<Phrase>();
    return std::optional(Phrase{
        phrase,
        {{"from", from}, {"to", to}, {"compare_day", to_text(Day{before.as_of})}, {"as_of", to_text(Day{now.as_of})}}});
  };
}

}  // namespace tsuzuku::analysis
