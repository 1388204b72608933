#pragma once
// Keeps customer_search in step with customers: written in the transaction that writes a customer's row, and made anew
// for rows that an older version of the program wrote.

#include <span>

#include "base/error.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

class CustomerIndex {
 public:
  [[nodiscard]] static Result<CustomerIndex> open(sql::Dialect dialect);

  // `customers`: rows of (customer_id, shop_id, customer_number, email, phone, last_name, first_name, last_name_kana,
  // first_name_kana) as they now stand; of a customer that comes twice the last row counts.
  [[nodiscard]] Status write(sql::Session& session, std::span<const sql::Row> customers) const;

 private:
  explicit CustomerIndex(sql::Queries queries) : queries_(std::move(queries)) {}
  sql::Queries queries_;
};

// Makes the index of every customer anew when it was made by another version of search_text.hpp, else does nothing; in
// one transaction. Somebody else who is doing the same is not waited for.
[[nodiscard]] Status refresh_customer_index(sql::Database& database);

}  // namespace tsuzuku::services
