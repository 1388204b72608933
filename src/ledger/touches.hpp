#pragma once
// What was sent to a ledger's customers, by any channel: a block that aligns with one Ledger by CustomerIndex. 7 bytes
// a touch and 4 a customer. A customer's own stand by day.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "base/money.hpp"
#include "domain/codes.hpp"
#include "ledger/columns.hpp"

namespace tsuzuku::ledger {

class Ledger;

class Touches {
 public:
  // Half open.
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    [[nodiscard]] std::uint32_t size() const { return end - begin; }
  };

  [[nodiscard]] std::size_t count() const { return day_.size(); }
  [[nodiscard]] std::size_t customer_count() const { return customer_begin_.size() - 1; }
  [[nodiscard]] Range of(CustomerIndex customer) const {
    return {customer_begin_[customer], customer_begin_[customer + 1]};
  }
  [[nodiscard]] std::span<const std::uint16_t> day() const { return day_; }   // on which it was sent
  [[nodiscard]] std::span<const std::int32_t> cost() const { return cost_; }  // minor units
  [[nodiscard]] std::span<const domain::Channel> channel() const { return channel_; }

  [[nodiscard]] std::size_t bytes() const;

 private:
  friend class TouchesBuilder;
  friend struct Inside;
  Touches() = default;

  Column<std::uint32_t> customer_begin_{std::vector<std::uint32_t>{0}};
  Column<std::uint16_t> day_;
  Column<std::int32_t> cost_;
  Column<domain::Channel> channel_;
};

struct TouchRow {
  std::int64_t customer = 0;
  Day sent;
  Money cost = 0;
  domain::Channel channel = domain::Channel::Mail;
};

class TouchesBuilder {
 public:
  // The ledger must outlive the builder.
  explicit TouchesBuilder(const Ledger& ledger) : ledger_(&ledger) {}
  // By ascending customer. Those of a customer whom the ledger does not know are passed over.
  void add(const TouchRow& row) { rows_.push_back(row); }
  // Errors: InvalidInput "ledger.touch_out_of_range"; Internal "ledger.misaligned" when rows come unsorted.
  [[nodiscard]] Result<std::shared_ptr<const Touches>> finish();

 private:
  const Ledger* ledger_;
  std::vector<TouchRow> rows_;
};

}  // namespace tsuzuku::ledger
