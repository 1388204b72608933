#pragma once
// Which of some customers an advertising message of a campaign can and may reach, and who of them is held out.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "channels/channel.hpp"
#include "ledger/ledger.hpp"
#include "services/holdouts/global_holdouts.hpp"
#include "services/messages/suppressions.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

enum class Reach : std::uint8_t {
  Sendable,
  HeldOut,        // could be reached, and is kept for comparison
  NoConsent,      // never agreed, or not any more
  NoAddress,      // none, or none that can be
  Suppressed,     // nothing may be sent to the address
  GlobalHoldout,  // could be reached, and no journey and no campaign may
  SameAddress,    // another customer of the campaign gets it at the same address
};

struct ReachCounts {
  std::int64_t customers = 0;  // of all kinds
  std::int64_t sendable = 0;
  std::int64_t held_out = 0;
  std::int64_t no_consent = 0;
  std::int64_t no_address = 0;
  std::int64_t suppressed = 0;
  std::int64_t global_holdout = 0;
  std::int64_t same_address = 0;

  void add(Reach reach);
  friend bool operator==(const ReachCounts&, const ReachCounts&) = default;
};

[[nodiscard]] std::string to_text(const ReachCounts& counts);        // JSON, as campaigns keep it
[[nodiscard]] ReachCounts reach_counts_from(std::string_view text);  // what cannot be read counts nobody

// A stable draw among 1000 by customer and campaign: the same at every look, independent of all other draws.
[[nodiscard]] bool is_held_out(CustomerId customer, CampaignId campaign, int holdout_permille);

// Not owned: suppressions outlive it. Thread safe.
class Reaching {
 public:
  [[nodiscard]] static Result<Reaching> open(sql::Database& database, const Suppressions& suppressions);

  struct Draw {
    CampaignId campaign;
    int holdout_permille = 0;
    std::span<const std::int64_t> second_copies = {};  // customers, ascending: second_copies()
  };
  // One for each customer, in their order; a few round trips for all of them.
  [[nodiscard]] Result<std::vector<Reach>> of(sql::Session& session, const Shop& shop, const channels::Channel& channel,
                                              const Draw& draw, std::span<const std::int64_t> customers) const;

  // One address may stand under several customers; it gets one copy. Of `customers` (ascending) those at whose address
  // another of them can be reached who bought last, or on the same day and is known longer. Ascending. Passes once over
  // the addresses of the shop; 16 bytes for each customer meanwhile.
  [[nodiscard]] Result<std::vector<std::int64_t>> second_copies(sql::Session& session, const Shop& shop,
                                                                const channels::Channel& channel,
                                                                const ledger::Ledger& ledger,
                                                                std::span<const std::int64_t> customers) const;

  [[nodiscard]] const GlobalHoldouts& holdouts() const { return holdouts_; }

 private:
  Reaching(const Suppressions& suppressions, GlobalHoldouts holdouts, sql::Queries queries)
      : suppressions_(&suppressions), holdouts_(std::move(holdouts)), queries_(std::move(queries)) {}
  const Suppressions* suppressions_;
  GlobalHoldouts holdouts_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
