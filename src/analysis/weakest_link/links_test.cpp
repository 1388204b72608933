#include "analysis/weakest_link/links.hpp"

#include <gtest/gtest.h>

namespace tsuzuku::analysis::weakest_link {
namespace {

TEST(Link, RisesByAPointWhereAPointIsLeft) {
  const auto can_rise = [](std::int64_t continued, std::int64_t matured) {
    Link link;
    link.matured = matured;
    link.continued = continued;
    return link.can_rise();
  };
  EXPECT_TRUE(can_rise(0, 1));
  EXPECT_TRUE(can_rise(99, 100));
  EXPECT_FALSE(can_rise(199, 200));
  EXPECT_FALSE(can_rise(1, 1));
  EXPECT_FALSE(can_rise(0, 0)) << "nobody knows its rate";
}

TEST(Chain, TheFirstUnknownLinkIsOneThatIsNotPlanned) {
  Chain chain;
  chain.links.resize(4);
  chain.links[0] = {.reached = 9, .matured = 3};
  chain.links[1].reached = 3;
  chain.links[2].reached = 1;
  EXPECT_EQ(chain.first_unknown(), 2);
  EXPECT_EQ(chain.first_unknown({{2, 0.5}}), 3);
  EXPECT_EQ(chain.first_unknown({{3, 0.5}, {2, 0.5}}), 0);
}

}  // namespace
}  // namespace tsuzuku::analysis::weakest_link
