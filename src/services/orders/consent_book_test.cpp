#include "services/orders/consent_book.hpp"

#include <gtest/gtest.h>

namespace tsuzuku::services {
namespace {

using enum domain::ConsentState;

ToldConsent told(domain::ConsentState state, std::optional<std::int64_t> at) { return {1, state, at}; }

TEST(ConsentBook, TheFirstWordCounts) {
  EXPECT_TRUE(is_news({}, told(Given, {})));
  EXPECT_TRUE(is_news({}, told(Withdrawn, 10)));
}

TEST(ConsentBook, TheSameAgainIsNoNews) {
  EXPECT_FALSE(is_news(KnownConsent{Given, 100}, told(Given, 200)));
  EXPECT_FALSE(is_news(KnownConsent{Withdrawn, 100}, told(Withdrawn, {})));
}

TEST(ConsentBook, ALaterOrderOverrulesAndAnOlderOneDoesNot) {
  EXPECT_TRUE(is_news(KnownConsent{Withdrawn, 100}, told(Given, 101)));
  EXPECT_FALSE(is_news(KnownConsent{Withdrawn, 100}, told(Given, 100)));
  EXPECT_TRUE(is_news(KnownConsent{Given, 100}, told(Withdrawn, 101)));
  EXPECT_FALSE(is_news(KnownConsent{Given, 100}, told(Withdrawn, 99)));
}

TEST(ConsentBook, OfUnknownDayOnlyANoIsBelieved) {
  EXPECT_TRUE(is_news(KnownConsent{Given, 100}, told(Withdrawn, {})));
  EXPECT_FALSE(is_news(KnownConsent{Withdrawn, 100}, told(Given, {})));
}

}  // namespace
}  // namespace tsuzuku::services
