#pragma once
// What customers said to advertising, by channel, each word with what proves it. The latest word counts; none is
// ever changed or removed: the law asks for proof of years ago. Journeys are told of every no.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "domain/codes.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct Consent {
  std::int64_t id = 0;
  domain::Channel channel = domain::Channel::Mail;
  domain::ConsentState state = domain::ConsentState::Given;
  std::int64_t at = 0;   // UTC seconds
  std::string origin;    // "staff", "import", "form", "unsubscribe"
  std::string evidence;  // in words: what was said or signed, where
  std::optional<StaffId> staff;
  std::string staff_name;

  friend bool operator==(const Consent&, const Consent&) = default;
};

struct NewConsent {
  domain::Channel channel = domain::Channel::Mail;
  domain::ConsentState state = domain::ConsentState::Given;
  std::string origin;
  std::string evidence;
  std::optional<StaffId> staff;
};

// Not owned: database and ids outlive it.
class Consents {
 public:
  [[nodiscard]] static Result<Consents> open(sql::Database& database, IdMaker& ids);

  // Every word of the customer, newest first.
  [[nodiscard]] Result<std::vector<Consent>> of(CustomerId customer) const;
  // Usage "customers.evidence_missing" (nobody can prove a consent without it), "customers.evidence_too_long".
  [[nodiscard]] Status add(ShopId shop, CustomerId customer, const NewConsent& consent, std::int64_t now);
  // The same inside the transaction of whoever learns of it; touch_shop_people (shops.hpp) is the caller's.
  [[nodiscard]] Status add(sql::Session& session, ShopId shop, CustomerId customer, const NewConsent& consent,
                           std::int64_t now) const;

 private:
  Consents(sql::Database& database, IdMaker& ids, sql::Queries queries)
      : database_(&database), ids_(&ids), queries_(std::move(queries)) {}
  sql::Database* database_;
  IdMaker* ids_;
  sql::Queries queries_;
};

// The word that counts on each channel that was ever spoken of; `newest_first` as Consents::of answers.
[[nodiscard]] std::vector<Consent> latest_words(const std::vector<Consent>& newest_first);

}  // namespace tsuzuku::services
