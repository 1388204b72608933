#pragma once
// Groups of a cut: what the parameter `by` makes of the order that begins a contract.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/common/goods.hpp"
#include "analysis/common/scope.hpp"

namespace tsuzuku::analysis {

// product is the order's main one (goods.hpp), first_month the month of its day.
inline constexpr const char* kByNothing = "none";
inline constexpr const char* kByProduct = "product";
inline constexpr const char* kBySource = "source";
inline constexpr const char* kByPaymentMethod = "payment_method";
inline constexpr const char* kByFirstMonth = "first_month";

class OrderGroups {
 public:
  // REQUIRES: `by` is one of the above; with kByProduct the scope has lines.
  OrderGroups(const Scope& scope, std::string_view by);

  // Every group of an order is below count().
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t of(ledger::OrderIndex order) const;
  // As `by`'s own filter takes it: kNotTold where nothing is known, a month as 2025-04, "" for kByNothing.
  [[nodiscard]] std::string name_of(std::size_t group) const;
  [[nodiscard]] bool by_month() const { return kind_ == Kind::FirstMonth; }

 private:
  enum class Kind { Nothing, Product, Source, PaymentMethod, FirstMonth };
  const ledger::Ledger* ledger_;
  const ledger::Lines* lines_ = nullptr;
  Kind kind_ = Kind::Nothing;
  std::size_t count_ = 1;
  YearMonth first_month_{};
};

// The groups with the most cases, at most `most` of them and none without a case; most first, ties by their names where
// those are given (the order in which a shop's names were met is nobody's), else by group.
[[nodiscard]] std::vector<std::size_t> largest_groups(const std::vector<std::int64_t>& cases, std::size_t most,
                                                      std::span<const std::string> names = {});

}  // namespace tsuzuku::analysis
