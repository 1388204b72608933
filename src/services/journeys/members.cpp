#include "services/journeys/members.hpp"

#include <algorithm>
#include <iterator>

namespace tsuzuku::services {

MemberMoves::MemberMoves(std::vector<CustomerId> members, const std::vector<CustomerId>& stays) {
  std::ranges::sort(members);
  std::vector<CustomerId> left;
  std::vector<CustomerId> came;
  std::ranges::set_difference(stays, members, std::back_inserter(left));
  std::ranges::set_difference(members, stays, std::back_inserter(came));
  moves_.reserve(left.size() + came.size());
  for (const CustomerId customer : left) moves_.push_back({customer, false});
  for (const CustomerId customer : came) moves_.push_back({customer, true});
}

std::vector<MemberMove> MemberMoves::take(std::size_t most) {
  const std::size_t end = std::min(moves_.size(), next_ + most);
  std::vector<MemberMove> taken(moves_.begin() + static_cast<std::ptrdiff_t>(next_),
                                moves_.begin() + static_cast<std::ptrdiff_t>(end));
  next_ = end;
  return taken;
}

}  // namespace tsuzuku::services
