#pragma once
// Some thousand neighbouring customers with their orders, as one thread works on them, and what several fields need to
// know of them: computed once for each chunk, when first asked for. What exists, counts and makes a purchase is said by
// ledger::View.

#include <any>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ledger/blocks.hpp"
#include "ledger/view.hpp"
#include "segments/field.hpp"

namespace tsuzuku::segments {

class Chunk {
 public:
  // The blocks must outlive it.
  Chunk(const ledger::Blocks& blocks, int as_of) : blocks_(blocks), view_(*blocks.ledger, Day{as_of}) {}

  // Half open, in customers of the ledger.
  void move_to(ledger::CustomerIndex begin, ledger::CustomerIndex end);

  [[nodiscard]] const ledger::Blocks& blocks() const { return blocks_; }
  [[nodiscard]] const ledger::Ledger& ledger() const { return *blocks_.ledger; }
  [[nodiscard]] const ledger::View& view() const { return view_; }
  [[nodiscard]] int as_of() const { return view_.as_of().value; }

  [[nodiscard]] ledger::CustomerIndex first_customer() const { return first_; }
  [[nodiscard]] std::size_t customers() const { return customers_; }
  // All orders of the customers, in the ledger's indexes.
  [[nodiscard]] ledger::OrderRange orders() const { return orders_; }
  // How many values a field of the scope has.
  [[nodiscard]] std::size_t size(Scope scope) const { return scope == Scope::Customer ? customers_ : orders_.size(); }
  // The orders of the n-th customer of the chunk, counted within the chunk.
  [[nodiscard]] ledger::OrderRange orders_of(std::size_t n) const {
    const auto begin = ledger().customer_begin();
    return {begin[first_ + n] - orders_.begin, begin[first_ + n + 1] - orders_.begin};
  }

  // 1 for each order that makes a purchase or is part of one.
  [[nodiscard]] std::span<const std::uint8_t> purchases();

  // Of each customer; day and order of the first and the last purchase mean nothing where count is 0.
  struct History {
    std::vector<std::int32_t> count;
    std::vector<ledger::OrderIndex> first;  // in the ledger's indexes
    std::vector<ledger::OrderIndex> last;
  };
  [[nodiscard]] const History& history();

  // Of each order: which purchase of the customer it is or belongs to, from 1, and the days since the purchase before;
  // kUnknown where there is none.
  struct Numbers {
    std::vector<std::int64_t> number;
    std::vector<std::int64_t> interval;
  };
  [[nodiscard]] const Numbers& numbers();

  // Anything else that several fields share, under a name that says what and with which arguments.
  template <typename T, typename Make>
  [[nodiscard]] const T& shared(const std::string& name, const Make& make) {
    std::any& place = shared_[name];
    if (!place.has_value()) place = make();
    return std::any_cast<const T&>(place);
  }

 private:
  const ledger::Blocks& blocks_;
  ledger::View view_;
  ledger::CustomerIndex first_ = 0;
  std::size_t customers_ = 0;
  ledger::OrderRange orders_;
  std::optional<std::vector<std::uint8_t>> purchases_;
  std::optional<History> history_;
  std::optional<Numbers> numbers_;
  std::map<std::string, std::any> shared_;
};

}  // namespace tsuzuku::segments
