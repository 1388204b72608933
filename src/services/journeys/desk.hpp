#pragma once
// Everything that is asked about journeys, behind one door.

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "services/journeys/journeys.hpp"
#include "services/journeys/numbers.hpp"
#include "services/journeys/stage_numbers.hpp"
#include "services/journeys/trial.hpp"
#include "services/ledgers/ledgers.hpp"
#include "services/messages/publishing.hpp"
#include "services/messages/templates.hpp"
#include "services/segments/conditions.hpp"

namespace tsuzuku::services {

// Answered by the language of segments. The conditions outlive it.
[[nodiscard]] Questions questions_of(const Conditions& conditions);

// A message that a new journey begins with.
struct FirstMessage {
  std::string slot;  // what the send node names until there is a template
  std::string name;
  std::string subject;
  std::string text;
};

struct Proposed {
  journeys::Proposal proposal;
  StageNumbers numbers;
};

// Not owned: everything it is opened with outlives it. Not movable: its parts refer to each other.
// Thread safe.
class JourneyDesk {
 public:
  [[nodiscard]] static Result<std::unique_ptr<JourneyDesk>> open(sql::Database& database, IdMaker& ids,
                                                                 Ledgers& ledgers, const Conditions& conditions,
                                                                 const Templates& templates,
                                                                 const Publishing& publishing);
  JourneyDesk(const JourneyDesk&) = delete;
  JourneyDesk& operator=(const JourneyDesk&) = delete;

  [[nodiscard]] Journeys& journeys() { return *journeys_; }
  [[nodiscard]] JourneyFigures& figures() { return *figures_; }
  [[nodiscard]] const Questions& questions() const { return questions_; }

  // A draft and its messages, all or nothing; names of messages that are taken get a number. Errors as
  // Journeys::create and Templates::create.
  [[nodiscard]] Result<Journey> create(ShopId shop, std::optional<StaffId> staff, const std::string& name,
                                       const journeys::Definition& definition, std::span<const FirstMessage> messages,
                                       std::int64_t now);
  // Journeys::problems, and messages that were never published and cannot be: Conflict "journeys.message_not_ready".
  [[nodiscard]] Result<std::vector<journeys::Problem>> problems(const Shop& shop, std::string_view definition) const;
  // Journeys::publish; messages of the draft that were never published are published with it. What was published stays
  // as it is: only a person publishes changed words.
  [[nodiscard]] Result<std::vector<journeys::Problem>> publish(const Shop& shop, JourneyId id,
                                                               std::optional<StaffId> staff, std::int64_t now);
  // Errors as stage_numbers() and journeys::propose().
  [[nodiscard]] Result<Proposed> propose(const Shop& shop, int stage, std::optional<int> pack_days) const;
  // Conflict "journeys.not_runnable" {name, problems} when the definition cannot run.
  [[nodiscard]] Result<TrialResult> try_out(const Shop& shop, const Journey& journey, std::string_view definition,
                                            int most, std::int64_t now) const;

 private:
  struct FirstWords;  // of the messages that a definition sends
  JourneyDesk(sql::Database& database, Ledgers& ledgers, const Templates& templates, const Publishing& publishing,
              Questions questions)
      : database_(&database),
        ledgers_(&ledgers),
        templates_(&templates),
        publishing_(&publishing),
        questions_(std::move(questions)) {}
  [[nodiscard]] Result<FirstWords> first_words(const Shop& shop, std::string_view definition) const;

  sql::Database* database_;
  Ledgers* ledgers_;
  const Templates* templates_;
  const Publishing* publishing_;
  Questions questions_;
  std::optional<Journeys> journeys_;
  std::unique_ptr<JourneyFigures> figures_;
  std::optional<Trials> trials_;
};

}  // namespace tsuzuku::services
