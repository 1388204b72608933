#include "services/analyses/kept_answers.hpp"

#include <gtest/gtest.h>

#include "ledger/builder.hpp"

namespace tsuzuku::services {
namespace {

ledger::Blocks some_ledger() { return {.ledger = ledger::Builder().finish().value()}; }

KeptAnswers::Question question(const std::string& analysis, analysis::RawArguments arguments = {}) {
  return {.shop = {1}, .analysis = analysis, .arguments = std::move(arguments)};
}

analysis::Table table(const std::string& name, std::size_t rows) {
  analysis::Table table{.analysis = name};
  table.columns.resize(1);
  table.rows.resize(rows, {std::int64_t{7}});
  return table;
}

TEST(KeptAnswers, AreThoseToTheSameQuestionOfTheSameBlocks) {
  KeptAnswers answers;
  const ledger::Blocks blocks = some_ledger();
  answers.keep(question("stages", {{"source", "mail"}}), blocks, table("stages", 2));
  EXPECT_EQ(answers.find(question("stages", {{"source", "mail"}}), blocks)->rows.size(), 2U);
  EXPECT_FALSE(answers.find(question("stages"), blocks));
  EXPECT_FALSE(answers.find({.shop = {2}, .analysis = "stages", .arguments = {{"source", "mail"}}}, blocks));
  EXPECT_FALSE(answers.find(question("stages", {{"source", "mail"}}), some_ledger())) << "another ledger";
}

TEST(KeptAnswers, WhatPeopleAskedOfTheLastLedgerIsRenewedUntilNobodyAsks) {
  KeptAnswers answers;
  const ledger::Blocks old = some_ledger();
  answers.keep(question("stages"), old, table("stages", 1));
  answers.keep(question("ltv"), old, table("ltv", 1));
  answers.keep({.shop = {2}, .analysis = "rfm", .arguments = {}}, old, table("rfm", 1));
  const auto worth = answers.worth_renewing({1}, 10);
  ASSERT_EQ(worth.size(), 2U);
  EXPECT_EQ(worth.front(), question("ltv"));
  answers.renew(question("ltv"), old, table("ltv", 1));
  EXPECT_EQ(answers.worth_renewing({1}, 10).front(), question("stages")) << "it was renewed less often";
  EXPECT_EQ(answers.worth_renewing({1}, 1).size(), 1U);
  const ledger::Blocks next = some_ledger();
  EXPECT_FALSE(answers.has(question("stages"), next));
  for (int i = 0; i < KeptAnswers::kRenewals; ++i) answers.renew(question("stages"), next, table("stages", 3));
  EXPECT_TRUE(answers.has(question("stages"), next));
  EXPECT_EQ(answers.worth_renewing({1}, 10), std::vector{question("ltv")}) << "nobody asks for stages";
  EXPECT_EQ(answers.find(question("stages"), next)->rows.size(), 3U);
  EXPECT_EQ(answers.worth_renewing({1}, 10).size(), 2U) << "somebody does again";
  answers.renew(question("gone"), next, table("gone", 1));
  EXPECT_FALSE(answers.has(question("gone"), next));
  answers.forget(question("ltv"));
  EXPECT_EQ(answers.worth_renewing({1}, 10), std::vector{question("stages")});
}

TEST(KeptAnswers, AreNoMoreThanCanBeLookedThrough) {
  KeptAnswers answers;
  const ledger::Blocks blocks = some_ledger();
  for (std::size_t n = 0; n <= KeptAnswers::kMost; ++n)
    answers.keep(question("planner", {{"rates", "1:" + std::to_string(n)}}), blocks, table("planner", 3));
  EXPECT_FALSE(answers.has(question("planner", {{"rates", "1:0"}}), blocks));
  EXPECT_TRUE(answers.has(question("planner", {{"rates", "1:1"}}), blocks));
}

TEST(KeptAnswers, AnyBlockThatIsAnotherIsAnotherQuestion) {
  KeptAnswers answers;
  ledger::Blocks blocks = some_ledger();
  answers.keep(question("ltv"), blocks, table("ltv", 1));
  blocks.touches = ledger::TouchesBuilder(*blocks.ledger).finish().value();
  EXPECT_FALSE(answers.find(question("ltv"), blocks));
}

TEST(KeptAnswers, KeepNoLedgerAlive) {
  KeptAnswers answers;
  ledger::Blocks blocks = some_ledger();
  const std::weak_ptr<const ledger::Ledger> ledger = blocks.ledger;
  answers.keep(question("stages"), blocks, table("stages", 1));
  blocks = {};
  EXPECT_TRUE(ledger.expired());
}

TEST(KeptAnswers, ThoseAskedLongestAgoGiveWayAndAGreatOneIsNotKept) {
  KeptAnswers answers(100);
  const ledger::Blocks blocks = some_ledger();
  for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"})
    answers.keep(question(name), blocks, table(name, 9));  // ten cells each
  EXPECT_TRUE(answers.find(question("a"), blocks));
  answers.keep(question("k"), blocks, table("k", 9));
  EXPECT_TRUE(answers.find(question("a"), blocks));
  EXPECT_FALSE(answers.find(question("b"), blocks));
  answers.keep(question("great"), blocks, table("great", 10));
  EXPECT_FALSE(answers.find(question("great"), blocks));
  EXPECT_TRUE(answers.find(question("k"), blocks));
}

}  // namespace
}  // namespace tsuzuku::services
