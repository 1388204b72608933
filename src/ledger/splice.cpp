#include "ledger/splice.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <utility>

#include "base/threads.hpp"
#include "ledger/inside.hpp"

namespace tsuzuku::ledger {
namespace {

template <typename T>
bool begins_with(std::span<const T> all, std::span<const T> beginning) {
  return beginning.size() <= all.size() && std::ranges::equal(all.first(beginning.size()), beginning);
}

template <typename T>
std::span<const T> span_of(const std::vector<T>& values) {
  return values;
}

// Tasks that are worth a thread each.
void run_all(const std::vector<std::function<void()>>& tasks) {
  std::atomic<std::size_t> next{0};
  on_threads(std::min(machine_threads(), tasks.size()), [&](std::size_t) {
    for (std::size_t at = next++; at < tasks.size(); at = next++) tasks[at]();
  });
}

// Where the values of orders [begin, end) stand in a list that is sorted by order.
std::pair<std::size_t, std::size_t> range_in(const Column<OrderIndex>& order, OrderIndex begin, OrderIndex end) {
  const auto first = std::ranges::lower_bound(order, begin);
  const auto last = std::ranges::lower_bound(order, end);
  return {static_cast<std::size_t>(first - order.begin()), static_cast<std::size_t>(last - order.begin())};
}

}  // namespace

bool can_splice(const Ledger& last, const Ledger& patch) {
  return last.merge_same_day() == patch.merge_same_day() && last.currency().code == patch.currency().code &&
         begins_with(patch.sources(), last.sources()) && begins_with(patch.payment_methods(), last.payment_methods()) &&
         begins_with(patch.products(), last.products());
}

bool can_splice(const Products& last, const Products& patch) {
  return begins_with(span_of(patch.codes), span_of(last.codes));
}

void Splice::append(std::vector<Run>& runs, Run run) {
  if (run.begin == run.end) return;
  if (!runs.empty() && runs.back().of_patch == run.of_patch && runs.back().end == run.begin) {
    runs.back().end = run.end;
  } else {
    runs.push_back(run);
  }
}

void Splice::add_customers(bool of_patch, CustomerIndex begin, CustomerIndex end) {
  append(customers_, {of_patch, begin, end});
  const auto orders = (of_patch ? patch_ : last_)->customer_begin();
  append(orders_, {of_patch, orders[begin], orders[end]});
}

Splice::Splice(const Ledger& last, const Ledger& patch, std::span<const std::int64_t> changed)
    : last_(&last), patch_(&patch) {
  const auto ids = last.customer_ids();
  CustomerIndex copied = 0;  // customers of the last ledger that are dealt with
  CustomerIndex patched = 0;
  std::vector<std::int64_t> of_orders;  // what is no customer's id
  for (const std::int64_t id : changed) {
    const auto at = static_cast<CustomerIndex>(std::ranges::lower_bound(ids.subspan(copied), id) - ids.begin());
    const bool was = at < ids.size() && ids[at] == id;
    const bool is = patched < patch.customer_count() && patch.customer_ids()[patched] == id;
    if (!was && !is) {
      of_orders.push_back(id);
      continue;
    }
    add_customers(false, copied, at);
    copied = was ? at + 1 : at;
    if (is) {
      add_customers(true, patched, patched + 1);
      ++patched;
    }
  }
  add_customers(false, copied, static_cast<CustomerIndex>(ids.size()));
  add_anonymous(of_orders);
}

// By day, then by id: those that changed leave their place, and those of the patch find theirs.
void Splice::add_anonymous(std::span<const std::int64_t> changed) {
  const OrderRange last = last_->anonymous_orders();
  const OrderRange patch = patch_->anonymous_orders();
  if (changed.empty()) return append(orders_, {false, last.begin, last.end});
  const auto key = [](const Ledger& ledger, OrderIndex order) {
    return std::pair(ledger.columns().day[order], ledger.anonymous_ids()[order - ledger.anonymous_orders().begin]);
  };
  OrderIndex next = patch.begin;
  OrderIndex kept = last.begin;  // from here to `at` nothing has been appended yet
  for (OrderIndex at = last.begin; at < last.end; ++at) {
    const auto own = key(*last_, at);
    const bool stays = !std::ranges::binary_search(changed, own.second);
    const bool patch_is_earlier = next < patch.end && key(*patch_, next) < own;
    if (stays && !patch_is_earlier) continue;
    append(orders_, {false, kept, at});
    for (; next < patch.end && key(*patch_, next) < own; ++next) append(orders_, {true, next, next + 1});
    kept = stays ? at : at + 1;
  }
  append(orders_, {false, kept, last.end});
  append(orders_, {true, next, patch.end});
}

template <typename T, typename ValuesOf>
Column<T> Splice::gather(const std::vector<Run>& runs, const ValuesOf& values_of) const {
  std::size_t size = 0;
  for (const Run& run : runs) size += run.size();
  std::vector<T> out;
  out.reserve(size);
  for (const Run& run : runs) {
    const std::span<const T> values = values_of(run.of_patch);
    out.insert(out.end(), values.begin() + run.begin, values.begin() + run.end);
  }
  return out;
}

// Beginnings of lists: as long as before, from where the list before ends.
template <typename BeginOf>
Column<std::uint32_t> Splice::join_begins(const std::vector<Run>& runs, const BeginOf& begin_of) const {
  std::size_t size = 1;
  for (const Run& run : runs) size += run.size();
  std::vector<std::uint32_t> out;
  out.reserve(size);
  std::uint32_t end = 0;
  for (const Run& run : runs) {
    const std::span<const std::uint32_t> begin = begin_of(run.of_patch);
    const std::uint32_t shift = end - begin[run.begin];
    for (std::size_t at = run.begin; at < run.end; ++at) out.push_back(begin[at] + shift);
    end = begin[run.end] + shift;
  }
  out.push_back(end);
  return out;
}

// Of a block whose items belong to what `runs` counts; `begin_of` says where each one's items begin.
template <typename Block, typename BeginOf, typename Visit>
void Splice::splice_items(Block& out, const Block& last, const Block& patch, const std::vector<Run>& runs,
                          const BeginOf& begin_of, const Visit& visit) const {
  std::vector<Run> items;
  for (const Run& run : runs) {
    const std::span<const std::uint32_t> begin = begin_of(run.of_patch);
    append(items, {run.of_patch, begin[run.begin], begin[run.end]});
  }
  std::vector<std::function<void()>> tasks;
  std::vector<const void*> patch_columns;
  visit(patch, patch, [&](const auto& column, const auto&) { patch_columns.push_back(&column); });
  std::size_t n = 0;
  visit(out, last, [&](auto& column, const auto& of_last) {
    using Values = std::remove_cvref_t<decltype(of_last)>;
    const auto* of_patch = static_cast<const Values*>(patch_columns[n++]);
    tasks.emplace_back([&items, &column, &of_last, of_patch, this] {
      column = gather<typename Values::value_type>(
          items, [&](bool from_patch) { return std::span(from_patch ? *of_patch : of_last); });
    });
  });
  run_all(tasks);
}

std::shared_ptr<const Ledger> Splice::ledger() const {
  const auto out = Inside::make<Ledger>();
  Columns& columns = Inside::columns(*out);
  std::vector<const void*> patch_columns;
  for_each_column(patch_->columns(), patch_->columns(),
                  [&](const auto& column, const auto&) { patch_columns.push_back(&column); });
  std::vector<std::function<void()>> tasks;
  std::size_t n = 0;
  for_each_column(columns, last_->columns(), [&](auto& column, const auto& of_last) {
    using Values = std::remove_cvref_t<decltype(of_last)>;
    const auto* of_patch = static_cast<const Values*>(patch_columns[n++]);
    tasks.emplace_back([&column, &of_last, of_patch, this] {
      column = gather<typename Values::value_type>(
          orders_, [&](bool from_patch) { return std::span(from_patch ? *of_patch : of_last); });
    });
  });
  tasks.emplace_back([&] {
    Inside::customer_ids(*out) = gather<std::int64_t>(
        customers_, [&](bool from_patch) { return (from_patch ? patch_ : last_)->customer_ids(); });
  });
  tasks.emplace_back([&] {
    Inside::customer_begin(*out) =
        join_begins(customers_, [&](bool from_patch) { return (from_patch ? patch_ : last_)->customer_begin(); });
  });
  run_all(tasks);

  std::vector<std::int64_t> anonymous;
  WrittenReturns returns;
  std::vector<OrderIndex> part_orders;
  std::vector<std::int32_t> uncosted;
  OrderIndex placed = 0;
  for (const Run& run : orders_) {
    const Ledger& from = ledger_of(run);
    const auto moved = [&](OrderIndex order) { return order - run.begin + placed; };
    const auto [first, last] = range_in(from.returns().order, run.begin, run.end);
    for_each_return_column(returns, from.returns(), [first, last](auto& column, const auto& of_run) {
      column.insert(column.end(), of_run.begin() + first, of_run.begin() + last);
    });
    for (std::size_t at = returns.order.size() - (last - first); at < returns.order.size(); ++at)
      returns.order[at] = moved(returns.order[at]);
    const auto [first_part, last_part] = range_in(from.part_costs().order, run.begin, run.end);
    for (std::size_t at = first_part; at < last_part; ++at) {
      part_orders.push_back(moved(from.part_costs().order[at]));
      uncosted.push_back(from.part_costs().uncosted[at]);
    }
    const OrderIndex nobodys = from.anonymous_orders().begin;
    for (OrderIndex at = std::max(run.begin, nobodys); at < run.end; ++at)
      anonymous.push_back(from.anonymous_ids()[at - nobodys]);
    placed += static_cast<OrderIndex>(run.size());
  }
  for_each_return_column(Inside::returns(*out), returns,
                         [](auto& column, auto& written) { column = std::move(written); });
  Inside::part_costs(*out) = {std::move(part_orders), std::move(uncosted)};
  Inside::anonymous_ids(*out) = std::move(anonymous);
  Inside::copy_names(*out, *patch_);
  Inside::set_days(*out);
  return out;
}

std::shared_ptr<const Lines> Splice::lines(const Lines& last, const Lines& patch) const {
  const auto out = Inside::make<Lines>();
  const auto begin_of = [&](bool from_patch) { return (from_patch ? patch : last).order_begin(); };
  splice_items(*out, last, patch, orders_, begin_of,
               [](auto& a, auto& b, const auto& visit) { Inside::visit_lines(a, b, visit); });
  Inside::order_begin(*out) = join_begins(orders_, begin_of);
  Inside::set_products(*out, patch.products());
  return out;
}

std::shared_ptr<const Subscriptions> Splice::subscriptions(const Subscriptions& last,
                                                           const Subscriptions& patch) const {
  const auto out = Inside::make<Subscriptions>();
  const auto begin_of = [&](bool from_patch) {
    return std::span<const std::uint32_t>(Inside::customer_begin_of(from_patch ? patch : last));
  };
  splice_items(*out, last, patch, customers_, begin_of,
               [](auto& a, auto& b, const auto& visit) { Inside::visit_subscriptions(a, b, visit); });
  Inside::customer_begin_of(*out) = join_begins(customers_, begin_of);
  return out;
}

}  // namespace tsuzuku::ledger
