#pragma once
// Orders told one at a time by a program: JSON with the names of our own CSV, read by the very rules of a file of them.
//
//   {"order_number": "1001", "ordered_at": "2026-11-22T10:12:00+09:00", "customer_number": "C1", "total": 3980,
//    "lines": [{"product_code": "MAIN", "quantity": 1, "unit_price": 3980}]}
//
// A member is text, a number, or null (not told). What holds for the whole order stands beside "lines"; a line may say
// it for itself. Money is in the currency's major unit, as in the file.

#include <expected>
#include <map>
#include <memory>
#include <string>

#include "base/error.hpp"
#include "base/json.hpp"
#include "domain/draft.hpp"

namespace tsuzuku::intake {

// Why an order was not taken.
struct OrderRefusal {
  std::string key;     // of its text: "told_order.…", or one below "quarantine"
  std::string member;  // empty: the order as a whole
  int line = 0;        // from 1; 0: no line of its own
  ErrorArguments arguments;
};

// Belongs to one thread.
class ToldOrderReader {
 public:
  // `currency` and `time_zone` are the shop's. Errors as make_plan() (reading.hpp).
  [[nodiscard]] static Result<ToldOrderReader> make(std::string currency, std::string time_zone);
  ToldOrderReader(ToldOrderReader&&) noexcept;
  ToldOrderReader& operator=(ToldOrderReader&&) noexcept;
  ~ToldOrderReader();

  [[nodiscard]] std::expected<domain::OrderDraft, OrderRefusal> read(const json::object& order);

 private:
  struct Impl;
  explicit ToldOrderReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tsuzuku::intake
