#pragma once
// What files and orders tell of the consent to mail, as words among those that customers said elsewhere. A file is weak
// proof: it never overrules a no that it does not know to be older.

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "domain/codes.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct ToldConsent {
  std::int64_t customer_id = 0;
  domain::ConsentState state = domain::ConsentState::Given;
  std::optional<std::int64_t> at;  // of the order; nothing where only a file of customers says so
};

// The word that counts by now.
struct KnownConsent {
  domain::ConsentState state = domain::ConsentState::Given;
  std::int64_t at = 0;
};

// Whether it is to be written down. The first word is; the same again is not; a later one is; an older one is not; of
// unknown day a no is and a yes is not. Pure.
[[nodiscard]] bool is_news(const std::optional<KnownConsent>& known, const ToldConsent& told);

class ConsentBook {
 public:
  // `queries` are those of orders.sql.
  struct Place {
    sql::Session& session;
    const sql::Queries& queries;
    IdMaker& ids;
    ShopId shop;
    std::int64_t now = 0;
    ImportId import;
  };

  // `is_new`: the customer was made in this batch, so nobody has said anything yet.
  void take(const ToldConsent& told, bool is_new);
  // Of the batch, in the order in which they were told. Whose words were news, once for each; journeys are told of
  // every no.
  [[nodiscard]] Result<std::vector<std::int64_t>> write(const Place& place);

 private:
  using Known = std::unordered_map<std::int64_t, std::optional<KnownConsent>>;
  [[nodiscard]] Result<Known> known_before(const Place& place) const;

  std::vector<ToldConsent> told_;
  std::unordered_set<std::int64_t> new_customers_;
};

}  // namespace tsuzuku::services
