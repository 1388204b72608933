#pragma once
// Everything that is asked about segments, behind one door.

#include <memory>
#include <vector>

#include "analysis/analysis.hpp"
#include "analysis/table.hpp"
#include "services/customers/desk.hpp"
#include "services/segments/cell_question.hpp"
#include "services/segments/conditions.hpp"
#include "services/segments/known_names.hpp"
#include "services/segments/members.hpp"
#include "services/segments/segments.hpp"

namespace tsuzuku::services {

struct SegmentCount {
  Day as_of;
  std::int64_t customers = 0;
  std::int64_t of = 0;                     // all that the ledger knows
  std::vector<std::string> unknown_names;  // in the condition, that nothing in the shop has
};

struct SegmentCustomers {
  CustomerListPage page;
  std::vector<std::vector<segments::LeafAnswer>> why;  // of each row; leaves belong to the condition asked
};

// Not owned: everything it is opened with outlives it. Thread safe.
class SegmentDesk {
 public:
  [[nodiscard]] static Result<std::unique_ptr<SegmentDesk>> open(sql::Database& database, IdMaker& ids,
                                                                 const Shops& shops, Ledgers& ledgers,
                                                                 CustomerDesk& customers);

  [[nodiscard]] Conditions& conditions() { return conditions_; }
  [[nodiscard]] Segments& segments() { return *segments_; }
  [[nodiscard]] SegmentMembers& members() { return *members_; }

  [[nodiscard]] Result<SegmentCount> count(const Shop& shop, const segments::Checked& condition, Day as_of) const;
  // request.filter narrows them down further.
  [[nodiscard]] Result<SegmentCustomers> customers(const Shop& shop, const segments::Checked& condition, Day as_of,
                                                   CustomerListRequest request) const;
  // All of them, for a file: without personal data their number and what they bought, else also who they are. TooLarge
  // "export.too_many_rows".
  [[nodiscard]] Result<analysis::Table> table(const Shop& shop, const segments::Checked& condition, Day as_of,
                                              PersonalData personal_data) const;
  // Errors: those of segments::condition_of and of the analysis's arguments.
  [[nodiscard]] Result<std::string> condition_of_cell(const CellQuestion& question) const;
  // Keeps the customers behind a cell, also of one that is no condition, as a frozen segment of the analysis's day.
  // Errors: those of Segments::create_list, of the analysis's arguments and of the cell.
  [[nodiscard]] Result<Segment> keep_cell(const Shop& shop, const std::string& name, const CellQuestion& question,
                                          std::optional<StaffId> staff, std::int64_t now);
  [[nodiscard]] Result<KnownNames> names(const Shop& shop) const;

  SegmentDesk(const SegmentDesk&) = delete;
  SegmentDesk& operator=(const SegmentDesk&) = delete;

 private:
  SegmentDesk(sql::Database& database, Ledgers& ledgers, CustomerDesk& customers, Conditions conditions,
              sql::Queries names)
      : database_(&database),
        ledgers_(&ledgers),
        customers_(&customers),
        conditions_(std::move(conditions)),
        names_(std::move(names)) {}

  sql::Database* database_;
  Ledgers* ledgers_;
  CustomerDesk* customers_;
  Conditions conditions_;
  std::optional<Segments> segments_;       // these two hold on to conditions_
  std::optional<SegmentMembers> members_;  // set by open()
  sql::Queries names_;
};

}  // namespace tsuzuku::services
