#pragma once
// A ledger that follows from the one before it: of the customers that changed everything is taken from a patch, of all
// others from the last ledger, in runs as long as they are, at the speed of copying memory. What comes out is byte for
// byte what building it anew would give.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "ledger/blocks.hpp"

namespace tsuzuku::ledger {

class Splice {
 public:
  // `patch` is a ledger of nothing but the customers of `changed`, as they are now, and of those of its sales without
  // customer. `changed` ascends: ids of customers, and of orders without customer; who is in it and not in the patch is
  // gone. Both ledgers outlive this.
  // REQUIRES: can_splice(last, patch).
  Splice(const Ledger& last, const Ledger& patch, std::span<const std::int64_t> changed);

  [[nodiscard]] std::shared_ptr<const Ledger> ledger() const;
  // The products are the patch's. REQUIRES: the products of `last` are the first ones of `patch`, in their order.
  [[nodiscard]] std::shared_ptr<const Lines> lines(const Lines& last, const Lines& patch) const;
  [[nodiscard]] std::shared_ptr<const Subscriptions> subscriptions(const Subscriptions& last,
                                                                   const Subscriptions& patch) const;

 private:
  // A piece of the last ledger or of the patch: customers or orders, half open.
  struct Run {
    bool of_patch = false;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    [[nodiscard]] std::size_t size() const { return end - begin; }
  };
  void add_customers(bool of_patch, CustomerIndex begin, CustomerIndex end);
  void add_anonymous(std::span<const std::int64_t> changed);
  static void append(std::vector<Run>& runs, Run run);
  [[nodiscard]] const Ledger& ledger_of(const Run& run) const { return run.of_patch ? *patch_ : *last_; }

  template <typename T, typename ValuesOf>
  [[nodiscard]] Column<T> gather(const std::vector<Run>& runs, const ValuesOf& values_of) const;
  template <typename BeginOf>
  [[nodiscard]] Column<std::uint32_t> join_begins(const std::vector<Run>& runs, const BeginOf& begin_of) const;
  template <typename Block, typename BeginOf, typename Visit>
  void splice_items(Block& out, const Block& last, const Block& patch, const std::vector<Run>& runs,
                    const BeginOf& begin_of, const Visit& visit) const;

  const Ledger* last_;
  const Ledger* patch_;
  std::vector<Run> customers_;
  std::vector<Run> orders_;  // those without customer too
};

// Codes of the last ledger mean the same in the patch: its names are the first ones there, and the shop counts
// purchases as before.
[[nodiscard]] bool can_splice(const Ledger& last, const Ledger& patch);
[[nodiscard]] bool can_splice(const Products& last, const Products& patch);

}  // namespace tsuzuku::ledger
