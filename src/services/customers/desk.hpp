#pragma once
// Everything that is asked about customers, behind one door: the list, one customer's page, and what staff write down.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/people.hpp"
#include "services/customers/consents.hpp"
#include "services/customers/facts.hpp"
#include "services/customers/list.hpp"
#include "services/customers/notes.hpp"
#include "services/customers/order_stories.hpp"
#include "services/customers/profile.hpp"
#include "services/customers/signals.hpp"
#include "services/customers/standing.hpp"
#include "services/customers/tags.hpp"
#include "services/customers/timeline.hpp"
#include "services/customers/views.hpp"
#include "services/ledgers/ledgers.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

struct CustomerPage {
  CustomerProfile profile;
  CustomerStanding standing;
  std::vector<CustomerSignal> signals;
  std::vector<Consent> consents;  // the word that counts on each channel
  std::vector<CustomerTag> tags;
  std::vector<CustomerNote> notes;  // Masked: none
};

// Not owned: database, ids and ledgers outlive it. Thread safe.
class CustomerDesk {
 public:
  [[nodiscard]] static Result<std::unique_ptr<CustomerDesk>> open(sql::Database& database, IdMaker& ids,
                                                                  Ledgers& ledgers);

  [[nodiscard]] Result<CustomerListPage> list(const Shop& shop, const CustomerListRequest& request,
                                              std::optional<Day> as_of);
  // The same of blocks that the caller holds: filter.among speaks of their customers.
  [[nodiscard]] Result<CustomerListPage> list(const Shop& shop, const ledger::Blocks& blocks,
                                              const CustomerListRequest& request, std::optional<Day> as_of);
  // NotFound "customers.unknown_id", like everything below that names a customer.
  [[nodiscard]] Result<CustomerPage> page(const Shop& shop, CustomerId customer, std::optional<Day> as_of,
                                          PersonalData personal_data);
  [[nodiscard]] Result<OrderStoryPage> orders(const Shop& shop, CustomerId customer, int page, int page_size);
  // Errors as read_timeline.
  [[nodiscard]] Result<TimelinePage> timeline(const Shop& shop, CustomerId customer, std::string_view begin, int limit,
                                              const std::vector<std::string>& kinds, PersonalData personal_data);
  // Whether the shop has this customer.
  [[nodiscard]] Status check(const Shop& shop, CustomerId customer);
  // That somebody saw a customer unmasked; without one the list.
  [[nodiscard]] Status record_view(const Shop& shop, std::optional<CustomerId> customer, StaffId staff,
                                   std::int64_t now);

  [[nodiscard]] CustomerNotes& notes() { return notes_; }
  [[nodiscard]] CustomerTags& tags() { return tags_; }
  [[nodiscard]] Consents& consents() { return consents_; }

 private:
  struct Parts;
  explicit CustomerDesk(Parts parts);

  sql::Database* database_;
  Ledgers* ledgers_;
  sql::Queries list_queries_, profile_queries_, standing_queries_, order_queries_;
  TimelineSources timeline_sources_;
  CustomerFactsHolder facts_;
  CustomerNotes notes_;
  CustomerTags tags_;
  Consents consents_;
  std::unique_ptr<CustomerViews> views_;
};

}  // namespace tsuzuku::services
