#pragma once
// A shop whose journeys run: engine, outbox, tasks and tags over one database, and conditions that a test answers.

#include <map>
#include <set>

#include "services/happenings/happenings.hpp"
#include "services/journeys/engine.hpp"
#include "services/journeys/journeys.hpp"
#include "services/journeys/send_gate.hpp"
#include "services/query_files.hpp"
#include "services/shops/shops.hpp"
#include "tests/parity/parity_test.hpp"
#include "tests/support/counted_values.hpp"

namespace tsuzuku::parity {

inline constexpr std::int64_t kNow = 1'790'000'000;  // 2026-09-21 22:13 in Tokyo
inline constexpr std::int64_t kMinute = 60;
inline constexpr std::int64_t kHour = 3'600;
inline constexpr std::int64_t kDay = 24 * kHour;
inline constexpr CustomerId kHanako{101}, kTaro{102}, kJiro{103};

// Who fulfils which condition. What is not in it cannot be told.
using Truth = std::map<std::string, std::set<CustomerId>, std::less<>>;

[[nodiscard]] services::Questions questions_about(const Truth& truth);

// Everything that works on one database; several may, as several workers would.
struct JourneyWorker {
  JourneyWorker(sql::Database& database, IdMaker& ids, const Truth& truth);
  services::Touches touches;
  services::Tasks tasks;
  services::CustomerTags tags;
  std::unique_ptr<services::JourneyEngine> engine;
};

class JourneyShop : public testing_support::EachStore {
 protected:
  void SetUp() override;

  // A running journey; its problems fail the test.
  JourneyId start(const std::string& name, const std::string& definition, std::int64_t now = kNow);
  void publish(JourneyId id, const std::string& definition, std::int64_t now);
  void tell(CustomerId customer, journeys::EventKind kind, const std::string& key, std::int64_t at,
            journeys::Facts facts = {});
  void order(CustomerId customer, const std::string& key, std::int64_t at, journeys::Facts facts = {}) {
    tell(customer, journeys::EventKind::Ordered, key, at, std::move(facts));
  }
  // Until nothing is left to be done at that moment; nobody's turn may fail.
  services::WorkDone work(std::int64_t now);
  services::WorkDone watch(std::int64_t now);

  // "<customer> <journey> <entry key> <node or end reason>", sorted.
  [[nodiscard]] std::vector<std::string> runs();
  // "<customer> <node> <state> <reason>", sorted.
  [[nodiscard]] std::vector<std::string> touches();
  [[nodiscard]] std::int64_t count(const std::string& what);  // "<table> where …"
  [[nodiscard]] std::vector<sql::Row> ask(const std::string& select);
  Status run(const std::string& statements) { return database().writer().value()->execute_script(statements); }

  IdMaker ids_ = testing_support::counting_ids();
  Truth truth_;
  ShopId shop_;
  std::optional<services::Journeys> journeys_;
  std::unique_ptr<JourneyWorker> worker_;
  std::map<std::int64_t, std::string> names_;
};

// Two mails, three days apart at 10:00, after an order; a second order is the goal.
[[nodiscard]] std::string two_mails(const std::string& extra = "");

}  // namespace tsuzuku::parity
