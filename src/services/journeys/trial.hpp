#pragma once
// A definition tried on real customers: had it been running for the last weeks, who would stand where today and would
// have got what. Nothing is written and nothing is sent.

#include <map>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "journeys/plan.hpp"
#include "ledger/ledger.hpp"
#include "services/journeys/questions.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

inline constexpr int kTrialDays = 60;
inline constexpr int kTrialCustomersMost = 1'000;
inline constexpr std::size_t kTrialMessagesShown = 100;

struct TrialMessage {
  CustomerId customer;
  std::string node;
  std::string message;  // template
  std::int64_t at = 0;

  friend bool operator==(const TrialMessage&, const TrialMessage&) = default;
};

struct TrialResult {
  std::int64_t customers = 0;                    // tried
  std::int64_t entered = 0;                      // runs
  std::map<std::string, std::int64_t> nodes;     // runs that stand there today
  std::map<std::string, std::int64_t> ends;      // runs that are over, by the name of the EndReason
  std::map<std::string, std::int64_t> refusals;  // by the name of the Refusal
  std::int64_t messages_total = 0;
  std::vector<TrialMessage> messages;  // by time, the first kTrialMessagesShown

  friend bool operator==(const TrialResult&, const TrialResult&) = default;
};

// Not owned: database and questions outlive it. Thread safe.
class Trials {
 public:
  [[nodiscard]] static Result<Trials> open(sql::Database& database, const Questions& questions);

  // Draws at most `most` of the customers who could have entered; always the same ones. Conditions of past days are
  // answered by the ledger as it stood then. Nobody is held out.
  [[nodiscard]] Result<TrialResult> run(const Shop& shop, const journeys::Plan& plan, const ledger::Ledger& ledger,
                                        int most, std::int64_t now) const;

 private:
  Trials(sql::Database& database, const Questions& questions, sql::Queries queries)
      : database_(&database), questions_(&questions), queries_(std::move(queries)) {}

  sql::Database* database_;
  const Questions* questions_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
