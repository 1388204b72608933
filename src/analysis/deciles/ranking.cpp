#include "analysis/deciles/ranking.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>

namespace tsuzuku::analysis::deciles {
namespace {

// Buckets ascend with the amount: all below zero share the first one, up to kExact every amount has its own, above it
// they are as wide as an amount's leading kBits tell.
constexpr int kBits = 10;
constexpr std::uint64_t kExact = 1U << kBits;
constexpr std::size_t kBuckets = 1 + kExact + (64 - kBits) * (kExact / 2);

std::size_t bucket_of(Money sales) {
  if (sales < 0) return 0;
  const auto amount = static_cast<std::uint64_t>(sales);
  if (amount < kExact) return 1 + amount;
  const int shift = static_cast<int>(std::bit_width(amount)) - kBits;
  return 1 + kExact + static_cast<std::size_t>(shift - 1) * (kExact / 2) + ((amount >> shift) - kExact / 2);
}

std::vector<std::int64_t> sizes_of_groups(std::int64_t customers, std::size_t count) {
  std::vector<std::int64_t> sizes;
  for (std::int64_t left = customers, groups = static_cast<std::int64_t>(count); left > 0 && groups > 0; --groups) {
    sizes.push_back((left + groups - 1) / groups);
    left -= sizes.back();
  }
  return sizes;
}

// Where a group ends. Several groups can end at one amount; those who have just that much take places in turn.
struct Border {
  std::int64_t rank = 0;   // of the last one in the group, from 1
  std::int64_t above = 0;  // customers with more than `sales`
  Money sales = 0;
  std::int64_t seen = 0;  // customers with just as much, so far; counted at the first border of the amount
};

std::vector<Border> find_borders(std::span<const Standing> standings, std::span<const std::int64_t> histogram,
                                 std::span<const std::int64_t> sizes) {
  std::vector<Border> borders;
  std::vector<std::size_t> buckets;                   // of the borders
  std::map<std::size_t, std::vector<Money>> amounts;  // in the buckets where a group ends
  std::size_t bucket = histogram.size();
  std::int64_t above = 0, in_bucket = 0, rank = 0;
  for (const std::int64_t size : sizes) {
    rank += size;
    while (above + in_bucket < rank) {
      above += in_bucket;
      in_bucket = histogram[--bucket];
    }
    borders.push_back({.rank = rank, .above = above});
    buckets.push_back(bucket);
    amounts[bucket];
  }
  std::vector<std::vector<Money>*> wanted(histogram.size(), nullptr);
  for (auto& [at, list] : amounts) wanted[at] = &list;
  for (const Standing& one : standings) {
    if (one.purchases == 0) continue;
    if (std::vector<Money>* list = wanted[bucket_of(one.sales)]) list->push_back(one.sales);
  }
  for (std::size_t i = 0; i < borders.size(); ++i) {
    Border& border = borders[i];
    std::vector<Money>& list = amounts[buckets[i]];
    const auto place = list.begin() + (border.rank - border.above - 1);
    std::ranges::nth_element(list, place, std::greater());
    border.sales = *place;
    border.above += std::count_if(list.begin(), place, [&](Money sales) { return sales > border.sales; });
  }
  return borders;
}

// Customers come in ascending order.
void add(Group& group, const Standing& one, ledger::CustomerIndex customer) {
  if (group.customers++ == 0) group.largest = group.smallest = one.sales;
  group.purchases += one.purchases;
  group.sales += one.sales;
  group.largest = std::max(group.largest, one.sales);
  if (one.sales > group.smallest) return;
  group.smallest = one.sales;
  group.last = customer;
}

}  // namespace

std::vector<Group> cut(std::span<const Standing> standings, std::size_t count) {
  std::vector<std::int64_t> histogram(kBuckets);
  std::int64_t customers = 0;
  for (const Standing& one : standings) {
    if (one.purchases == 0) continue;
    ++histogram[bucket_of(one.sales)];
    ++customers;
  }
  const auto sizes = sizes_of_groups(customers, count);
  auto borders = find_borders(standings, histogram, sizes);
  std::vector<Group> groups(sizes.size());
  for (std::size_t i = 0; i < standings.size(); ++i) {
    const Standing& one = standings[i];
    if (one.purchases == 0) continue;
    std::size_t at = 0;
    for (const Border& border : borders) at += one.sales < border.sales;
    if (one.sales == borders[at].sales) {
      const std::int64_t rank = borders[at].above + ++borders[at].seen;
      while (borders[at].rank < rank) ++at;
    }
    add(groups[at], one, static_cast<ledger::CustomerIndex>(i));
  }
  return groups;
}

std::size_t group_of(std::span<const Group> groups, Money sales, ledger::CustomerIndex customer) {
  const auto behind = [&](const Group& group) {
    return sales < group.smallest || (sales == group.smallest && customer > group.last);
  };
  return static_cast<std::size_t>(std::ranges::find_if_not(groups, behind) - groups.begin());
}

}  // namespace tsuzuku::analysis::deciles
