#pragma once
// Who saw the personal data of whom: one entry in the audit record per person, customer and day of the shop. The list
// of customers counts as one more customer: it is asked for with every letter that somebody types.

#include <memory>
#include <mutex>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "services/audit/audit.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct CustomerView {
  ShopId shop;
  CustomerId customer;  // none: the list
  StaffId staff;
  Day day;              // of the shop
  std::int64_t at = 0;  // UTC seconds
};

// Not owned: database and ids outlive it. Thread safe.
class CustomerViews {
 public:
  [[nodiscard]] static Result<std::unique_ptr<CustomerViews>> open(sql::Database& database, IdMaker& ids);
  ~CustomerViews();  // writes what is still held, if it can

  // While somebody else writes for long (an import), nobody is kept from reading a customer: the entry is held and
  // written with the next one. Unavailable "sql.busy" when so many are held that no more may be lost at once.
  [[nodiscard]] Status record(const CustomerView& view);

 private:
  CustomerViews(sql::Database& database, Audit audit, sql::Queries queries)
      : database_(&database), audit_(std::move(audit)), queries_(std::move(queries)) {}
  [[nodiscard]] Status write_held();
  [[nodiscard]] Status write(sql::Session& session, const CustomerView& view);

  sql::Database* database_;
  Audit audit_;
  sql::Queries queries_;
  std::mutex mutex_;
  std::vector<CustomerView> held_;
};

}  // namespace tsuzuku::services
