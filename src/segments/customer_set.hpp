#pragma once
// Some of the customers of one ledger: a bit for each, by CustomerIndex.

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "ledger/ledger.hpp"

namespace tsuzuku::segments {

class CustomerSet {
 public:
  static constexpr std::size_t kBits = 64;

  explicit CustomerSet(std::size_t customers = 0) : customers_(customers), words_((customers + kBits - 1) / kBits) {}
  // Those of `ids` that the ledger knows, in any order.
  [[nodiscard]] static CustomerSet of(const ledger::Ledger& ledger, std::span<const std::int64_t> ids);

  // How many customers the ledger has; count() of them are in the set.
  [[nodiscard]] std::size_t customers() const { return customers_; }
  [[nodiscard]] std::int64_t count() const;
  [[nodiscard]] bool has(ledger::CustomerIndex customer) const {
    return (words_[customer / kBits] >> (customer % kBits) & 1U) != 0;
  }
  void add(ledger::CustomerIndex customer) { words_[customer / kBits] |= std::uint64_t{1} << (customer % kBits); }
  // 64 customers at once; bits beyond the last customer stay 0.
  [[nodiscard]] std::span<std::uint64_t> words() { return words_; }
  [[nodiscard]] std::span<const std::uint64_t> words() const { return words_; }

  // Ascending.
  template <typename Visit>
  void for_each(const Visit& visit) const {
    for (std::size_t w = 0; w < words_.size(); ++w) {
      for (std::uint64_t word = words_[w]; word != 0; word &= word - 1)
        visit(static_cast<ledger::CustomerIndex>(w * kBits + static_cast<std::size_t>(std::countr_zero(word))));
    }
  }
  // Ascending, as the store knows them.
  [[nodiscard]] std::vector<std::int64_t> ids(const ledger::Ledger& ledger) const;

  friend bool operator==(const CustomerSet&, const CustomerSet&) = default;

 private:
  std::size_t customers_;
  std::vector<std::uint64_t> words_;
};

}  // namespace tsuzuku::segments
