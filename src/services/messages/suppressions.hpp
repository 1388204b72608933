#pragma once
// Addresses that a shop sends nothing to, whoever they belong to, and why.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "domain/codes.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// The names are stored: "bounced", "complained", "unsubscribed", "staff".
enum class SuppressionReason : std::uint8_t {
  Bounced,       // nobody has this address
  Complained,    // called it spam
  Unsubscribed,  // wants no advertising; what they asked for themselves still goes
  Staff,
};
[[nodiscard]] std::string_view name_of(SuppressionReason reason);
[[nodiscard]] std::optional<SuppressionReason> suppression_reason_from(std::string_view name);

struct Suppression {
  std::string address;  // as channels::Channel::address_of gives it
  domain::Channel channel = domain::Channel::Mail;
  SuppressionReason reason = SuppressionReason::Staff;
  std::string detail;  // what the other side said
  std::int64_t at = 0;

  friend bool operator==(const Suppression&, const Suppression&) = default;
};

struct SuppressionPage {
  std::vector<Suppression> rows;  // newest first
  std::int64_t rows_total = 0;

  friend bool operator==(const SuppressionPage&, const SuppressionPage&) = default;
};

// Not owned: the database outlives it. Thread safe.
class Suppressions {
 public:
  [[nodiscard]] static Result<Suppressions> open(sql::Database& database);

  // Inside the caller's transaction. A graver reason replaces a lighter one (in the order staff, bounced, complained,
  // unsubscribed), never the other way round.
  [[nodiscard]] Status add(sql::Session& session, ShopId shop, const Suppression& suppression) const;
  [[nodiscard]] Status add(ShopId shop, const Suppression& suppression);
  // NotFound "suppressions.unknown" {address}.
  [[nodiscard]] Status remove(ShopId shop, domain::Channel channel, const std::string& address);
  // Inside the caller's transaction: only where this is the reason.
  [[nodiscard]] Status forget(sql::Session& session, ShopId shop, domain::Channel channel, const std::string& address,
                              SuppressionReason reason) const;
  // `page` from 1.
  [[nodiscard]] Result<SuppressionPage> page(ShopId shop, int page, int page_size) const;
  // For each address the row about it, in one round trip.
  [[nodiscard]] Result<std::vector<std::optional<Suppression>>> find(sql::Session& session, ShopId shop,
                                                                     domain::Channel channel,
                                                                     std::span<const std::string> addresses) const;

 private:
  Suppressions(sql::Database& database, sql::Queries queries) : database_(&database), queries_(std::move(queries)) {}
  sql::Database* database_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
