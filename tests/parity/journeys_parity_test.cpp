// Definitions of journeys, from the first line drawn to their end: every case on SQLite and on PostgreSQL.

#include "tests/parity/journey_shop.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;

class JourneysTest : public JourneyShop {
 protected:
  [[nodiscard]] Result<Journey> create(const std::string& name, const std::string& definition) {
    return journeys_->create(shop_, std::nullopt, name, parse_json(definition).value(), kNow);
  }
  [[nodiscard]] Result<Journey> save(JourneyId id, const std::string& definition, std::int64_t now) {
    return journeys_->save_draft(shop_, id, parse_json(definition).value(), std::nullopt, now);
  }
};
INSTANTIATE_EACH_DATABASE(JourneysTest);

TEST_P(JourneysTest, AHalfDrawnOneIsKeptAsItIsAndSaysWhatIsMissing) {
  ASSERT_VALUE(journey, create(" 初回 ", R"({"nodes": [{"id": "start", "kind": "entry_event"}], "colour": "red"})"));
  EXPECT_EQ(journey.name, "初回");
  EXPECT_EQ(journey.state, JourneyState::Draft);
  EXPECT_EQ(journey.version, 0);
  EXPECT_TRUE(journey.has_draft);
  EXPECT_NE(journey.definition.find("colour"), std::string::npos) << "nothing of a drawing is lost";
  ASSERT_VALUE(problems, journeys_->problems(shop_, journey.definition));
  std::set<std::string> keys;
  for (const auto& problem : problems) keys.insert(problem.error.key);
  EXPECT_TRUE(keys.contains("journeys.unknown_member"));
  EXPECT_TRUE(keys.contains("journeys.missing")) << "the event";
  ASSERT_VALUE(refused, journeys_->publish(shop_, journey.id, std::nullopt, kNow));
  EXPECT_EQ(refused, problems);
  EXPECT_EQ(journeys_->get(shop_, journey.id).value(), journey) << "nothing has changed";
  ASSERT_OK(journeys_->remove(shop_, journey.id));
  EXPECT_EQ(journeys_->get(shop_, journey.id).error().key, "journeys.unknown_id");
}

TEST_P(JourneysTest, ConditionsAndMessagesAreCheckedInThisShop) {
  ASSERT_VALUE(journey, create("a", two_mails(R"("stop": {"condition": "wrong one"},)")));
  ASSERT_VALUE(problems, journeys_->problems(shop_, journey.definition));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].field, "stop.condition");
  std::string other = two_mails();
  other.replace(other.find(R"("template": "1")"), 15, R"("template": "2")");
  ASSERT_VALUE(found, journeys_->problems(shop_, other));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].node, "first");
  EXPECT_EQ(found[0].error.key, "journeys.unknown_template");
}

TEST_P(JourneysTest, AVersionNeverChangesAndTheDraftIsTheNextOne) {
  const JourneyId id = start("a", two_mails());
  ASSERT_VALUE(running, journeys_->get(shop_, id));
  EXPECT_EQ(running.state, JourneyState::Running);
  EXPECT_EQ(running.version, 1);
  EXPECT_FALSE(running.has_draft);
  EXPECT_EQ(running.started_at, kNow);

  ASSERT_VALUE(drawn, save(id, two_mails(R"("priority": 70,)"), kNow + 1));
  EXPECT_TRUE(drawn.has_draft);
  EXPECT_EQ(drawn.version, 1);
  EXPECT_EQ(count("journey_versions"), 1);
  ASSERT_VALUE(back, save(id, two_mails(), kNow + 2));
  EXPECT_FALSE(back.has_draft) << "what equals the version is no draft";

  publish(id, two_mails(R"("priority": 70,)"), kNow + 3);
  ASSERT_VALUE(second, journeys_->get(shop_, id));
  EXPECT_EQ(second.version, 2);
  EXPECT_EQ(second.started_at, kNow) << "switched on first";
  EXPECT_EQ(count("journey_versions"), 2);
  EXPECT_TRUE(journeys_->publish(shop_, id, std::nullopt, kNow + 4).value().empty()) << "nothing to publish";
  EXPECT_EQ(journeys_->get(shop_, id)->version, 2);
}

TEST_P(JourneysTest, StatesGoOnlyWhereTheyMay) {
  ASSERT_VALUE(draft, create("a", two_mails()));
  EXPECT_EQ(journeys_->set_state(shop_, draft.id, JourneyState::Paused, kNow).error().key, "journeys.not_published");
  ASSERT_TRUE(journeys_->publish(shop_, draft.id, std::nullopt, kNow).value().empty());
  EXPECT_EQ(journeys_->set_state(shop_, draft.id, JourneyState::Draft, kNow).error().key, "journeys.bad_state");
  ASSERT_OK(journeys_->set_state(shop_, draft.id, JourneyState::Paused, kNow));
  ASSERT_OK(journeys_->set_state(shop_, draft.id, JourneyState::Running, kNow));
  EXPECT_EQ(journeys_->remove(shop_, draft.id).error().key, "journeys.was_published");
  ASSERT_OK(journeys_->set_state(shop_, draft.id, JourneyState::Ended, kNow));
  ASSERT_OK(journeys_->set_state(shop_, draft.id, JourneyState::Ended, kNow));
  EXPECT_EQ(journeys_->set_state(shop_, draft.id, JourneyState::Running, kNow).error().key, "journeys.has_ended");
  EXPECT_EQ(save(draft.id, two_mails(), kNow).error().key, "journeys.has_ended");
}

TEST_P(JourneysTest, NamesAreTakenOnceAndOtherShopsSeeNothing) {
  ASSERT_VALUE(first, create("a", two_mails()));
  EXPECT_EQ(create("a", two_mails()).error().key, "journeys.name_taken");
  EXPECT_EQ(create("  ", two_mails()).error().key, "journeys.no_name");
  EXPECT_EQ(create("b", "[]").error().key, "journeys.expected_object");
  ASSERT_VALUE(second, create("b", two_mails()));
  EXPECT_EQ(journeys_->save_draft(shop_, second.id, parse_json(two_mails()).value(), "a", kNow).error().key,
            "journeys.name_taken");
  ASSERT_VALUE(all, journeys_->list(shop_));
  EXPECT_EQ(all, (std::vector{first, second}));
  EXPECT_EQ(journeys_->get(ShopId{shop_.value + 1}, first.id).error().key, "journeys.unknown_id");
}

}  // namespace
}  // namespace tsuzuku::parity
