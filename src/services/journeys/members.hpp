#pragma once
// Who begins and who ceases to be among the members of an entry condition: the stays in the store against a fresh
// count.

#include <cstddef>
#include <vector>

#include "base/id.hpp"

namespace tsuzuku::services {

struct MemberMove {
  CustomerId customer;
  bool came = false;  // else left
};

// One journey's moves that are still to be made; a restart counts anew.
class MemberMoves {
 public:
  MemberMoves() = default;
  // `members` in any order; `stays`: the customers of journey_stays, ascending.
  MemberMoves(std::vector<CustomerId> members, const std::vector<CustomerId>& stays);

  // At most so many, those who leave first.
  [[nodiscard]] std::vector<MemberMove> take(std::size_t most);
  [[nodiscard]] bool empty() const { return next_ == moves_.size(); }

 private:
  std::vector<MemberMove> moves_;
  std::size_t next_ = 0;
};

}  // namespace tsuzuku::services
