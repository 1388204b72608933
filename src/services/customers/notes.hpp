#pragma once
// What staff write down about a customer.

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct CustomerNote {
  NoteId id;
  std::string text;
  std::optional<StaffId> staff;  // who wrote it
  std::string staff_name;
  std::int64_t created_at = 0;
  std::int64_t updated_at = 0;

  friend bool operator==(const CustomerNote&, const CustomerNote&) = default;
};

// Not owned: database and ids outlive it. The customer is known to be of the shop wherever one is named.
class CustomerNotes {
 public:
  [[nodiscard]] static Result<CustomerNotes> open(sql::Database& database, IdMaker& ids);

  // Newest first, without those removed.
  [[nodiscard]] Result<std::vector<CustomerNote>> list(CustomerId customer) const;
  // Usage "customers.note_empty", "customers.note_too_long" (limits::kNoteBytes).
  [[nodiscard]] Result<CustomerNote> add(ShopId shop, CustomerId customer, std::optional<StaffId> staff,
                                         const std::string& text, std::int64_t now);
  // NotFound "customers.no_such_note". A removed note can be changed only after it was brought back.
  [[nodiscard]] Result<CustomerNote> change(CustomerId customer, NoteId note, const std::string& text,
                                            std::int64_t now);
  [[nodiscard]] Status remove(CustomerId customer, NoteId note, std::int64_t now);
  [[nodiscard]] Result<CustomerNote> bring_back(CustomerId customer, NoteId note);

 private:
  CustomerNotes(sql::Database& database, IdMaker& ids, sql::Queries queries)
      : database_(&database), ids_(&ids), queries_(std::move(queries)) {}
  [[nodiscard]] Result<CustomerNote> find(sql::Session& session, CustomerId customer, NoteId note) const;
  sql::Database* database_;
  IdMaker* ids_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
