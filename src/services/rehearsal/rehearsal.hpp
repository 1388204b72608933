#pragma once
// The last months of the demo shop, lived through by the very services that a shop works with: orders are told hour by
// hour, two journeys run, mails go out to readers who do not exist. A known share of the first journey's readers order
// because of its mail, nobody does because of the second's: what the results say can be held against that.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/catalogue.hpp"
#include "demo/demo.hpp"
#include "services/journeys/desk.hpp"
#include "services/journeys/engine.hpp"
#include "services/messages/desk.hpp"
#include "services/messages/sending/gate.hpp"
#include "services/results/results.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

// Not owned: all of it outlives the rehearsal, and nobody else works with the shop meanwhile.
struct RehearsalParts {
  sql::Database& database;
  IdMaker& ids;
  Shops& shops;
  Ledgers& ledgers;
  MessageDesk& messages;
  JourneyDesk& journeys;
  JourneyEngine& engine;
  Results& results;
  SendGate& gate;
  std::filesystem::path folder;  // for the sender's journal
  std::function<std::string()> random_name;
};

struct RehearsalOptions {
  demo::Options demo;
  int order_permille = 400;    // of those who get the first journey's first mail
  int holdout_permille = 300;  // of both journeys: more than is usual, so that some months are enough to tell
  std::string public_address = "http://127.0.0.1:8080";  // where the links of its mails lead
};

inline constexpr int kRehearsalDays = 150;                 // up to the shop's last day
inline constexpr std::int64_t kRehearsalOrders = 200'000;  // at most: they are held in memory

struct RehearsedJourney {
  JourneyId id;
  std::string name;
  std::int64_t mails = 0;
  std::int64_t orders_because = 0;  // that would not have been made without its mails
  ResultReport report;
};

struct Rehearsal {
  std::int64_t orders = 0;  // of the shop in the end
  std::vector<RehearsedJourney> journeys;
};

// Fills a shop without orders. `progress`: days lived through so far. Usage "demo.rehearsal_too_large"
// {orders, maximum}; errors of the proposal when the shop is too small for one.
[[nodiscard]] Result<Rehearsal> rehearse(const RehearsalParts& parts, const Shop& shop, const RehearsalOptions& options,
                                         const Catalogue& texts, const std::function<void(int days)>& progress);

}  // namespace tsuzuku::services
