#include "analysis/members.hpp"

#include <algorithm>

#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis {
namespace {

// Reasons are made for the rows of the page only: a cell can hold millions of customers.
struct Member {
  ledger::CustomerIndex customer = 0;  // ascending like the ids
  Money sales = 0;
};

struct Members {
  std::vector<Member> list;
  LeftOutTally left_out;
  void merge(const Members& other) {
    list.insert(list.end(), other.list.begin(), other.list.end());
    left_out.merge(other.left_out);
  }
};

// Collects the history of each customer and hands it to `sink(history, sales)`.
template <typename Sink>
struct HistoryVisitor {
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = false;

  const ledger::Ledger& ledger;
  Sink sink;
  CustomerHistory history{};
  Money sales = 0;

  void begin(ledger::CustomerIndex customer, ledger::OrderIndex) {
    history.customer = ledger.customer_ids()[customer];
    history.index = customer;
    history.purchases.clear();
    history.orders.clear();
    history.returns.clear();
    history.cancelled.clear();
    sales = 0;
  }
  [[nodiscard]] CustomerHistory::Order told(ledger::OrderIndex order, int day) const {
    const ledger::Columns& columns = ledger.columns();
    const bool purchase = (columns.flags[order] & ledger::kPurchaseFlag) != 0;
    return {order, Day{day}, columns.source[order], purchase, columns.net_before_returns[order]};
  }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    history.orders.push_back(told(order, day));
    sales += history.orders.back().net_before_returns;
    if (starts_purchase) history.purchases.push_back(Day{day});
  }
  void returned(int order_day, int day, Money amount) {
    history.returns.push_back({Day{order_day}, Day{day}, amount});
    sales -= amount;
  }
  void end() { sink(history, sales); }
};

// The same with cancelled orders, and of customers who never made a purchase.
template <typename Sink>
struct WholeHistoryVisitor : HistoryVisitor<Sink> {
  using Base = HistoryVisitor<Sink>;
  static constexpr bool kEverybody = true;

  bool somebody = true;

  void begin(ledger::CustomerIndex customer, ledger::OrderIndex first) {
    somebody = customer != kNobody;
    if (somebody) Base::begin(customer, first);
  }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    if (somebody) Base::order(order, day, starts_purchase);
  }
  void cancelled(ledger::OrderIndex order, int day) {
    if (somebody) this->history.cancelled.push_back(this->told(order, day));
  }
  void returned(int order_day, int day, Money amount) {
    if (somebody) Base::returned(order_day, day, amount);
  }
  void end() {
    if (somebody) Base::end();
  }
};

// Walks over the orders of `range` and hands each customer's history to `sink(history, sales)`.
template <typename Sink>
void walk_histories(const Scope& scope, bool with_cancelled, ledger::OrderRange range, LeftOutTally& tally, Sink sink) {
  if (with_cancelled) {
    WholeHistoryVisitor<Sink> visitor{{*scope.ledger, std::move(sink)}};
    Walk(scope, visitor, tally)(range);
  } else {
    HistoryVisitor<Sink> visitor{*scope.ledger, std::move(sink)};
    Walk(scope, visitor, tally)(range);
  }
}

Members find_members(const Scope& scope, bool with_cancelled, const Membership& membership,
                     const Execution& execution) {
  return reduce_orders(*scope.ledger, execution, Members{}, [&](ledger::OrderRange chunk, Members& found) {
    walk_histories(scope, with_cancelled, chunk, found.left_out, [&](const CustomerHistory& history, Money sales) {
      if (membership(history)) found.list.push_back({history.index, sales});
    });
  });
}

// Hands the history of one customer to `sink(history, sales)`.
template <typename Sink>
void visit_one(const Scope& scope, bool with_cancelled, ledger::CustomerIndex wanted, Sink sink) {
  const ledger::OrderRange orders = scope.ledger->orders_of(wanted);
  if (orders.size() == 0) return;
  LeftOutTally ignored;
  walk_histories(scope, with_cancelled, {orders.begin, orders.begin + 1}, ignored,
                 [&](CustomerHistory& history, Money sales) {
                   if (history.index == wanted) sink(history, sales);
                 });
}

std::vector<Value> row_of(const Scope& scope, bool with_cancelled, const Membership& membership,
                          ledger::CustomerIndex member) {
  std::vector<Value> row;
  visit_one(scope, with_cancelled, member, [&](const CustomerHistory& history, Money sales) {
    const auto reason = membership(history);
    const bool bought = !history.purchases.empty();
    row = {history.customer,
           std::int64_t{std::ssize(history.purchases)},
           bought ? Value(history.purchases.front()) : Value(),
           bought ? Value(history.purchases.back()) : Value(),
           std::int64_t{sales},
           reason.value_or(Phrase{})};
  });
  return row;
}

Status check_cell(const Descriptor& descriptor, Cell& cell) {
  for (const auto& [column, value] : cell.values) {
    if (std::ranges::find(descriptor.cell_columns, column) == descriptor.cell_columns.end()) {
      return fail(ErrorKind::Usage, "analysis.unknown_cell_column",
                  {{"column", column}, {"analysis", descriptor.name}, {"known", joined(descriptor.cell_columns)}});
    }
  }
  if (cell.part.empty()) cell.part = descriptor.parts.front();
  if (std::ranges::find(descriptor.parts, cell.part) == descriptor.parts.end()) {
    return fail(ErrorKind::Usage, "analysis.unknown_part",
                {{"part", cell.part}, {"analysis", descriptor.name}, {"known", joined(descriptor.parts)}});
  }
  return {};
}

// A question that can be answered: the cell is one of the analysis, and the scope is resolved.
struct Asked {
  Cell cell;
  Scope scope;
  Membership membership;
};

Result<Asked> ask(const ledger::Blocks& blocks, const Analysis& analysis, const Arguments& arguments,
                  const Cell& asked) {
  const Descriptor& descriptor = analysis.descriptor();
  if (analysis.membership == nullptr)
    return fail(ErrorKind::Usage, "analysis.no_cells", {{"analysis", descriptor.name}});
  Cell cell = asked;
  TSUZUKU_CHECK(check_cell(descriptor, cell));
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor, arguments));
  TSUZUKU_TRY(membership, analysis.membership(scope, arguments, cell));
  return Asked{std::move(cell), scope, std::move(membership)};
}

// Sorts the page that is asked for to the front of it, and returns it.
std::span<const Member> page_of(std::vector<Member>& list, const PageRequest& page) {
  const auto larger = [](const Member& a, const Member& b) {
    return a.sales != b.sales ? a.sales > b.sales : a.customer < b.customer;
  };
  const std::size_t size = page.page_size == 0 ? list.size() : static_cast<std::size_t>(page.page_size);
  const std::size_t begin = std::min(list.size(), static_cast<std::size_t>(page.page - 1) * size);
  const std::size_t end = std::min(list.size(), begin + size);
  std::partial_sort(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(end), list.end(), larger);
  return std::span(list).subspan(begin, end - begin);
}

}  // namespace

const std::vector<Column>& member_columns() {
  static const std::vector<Column> kColumns{
      {"customer_id", ColumnType::Id, "", {}},      {"purchases", ColumnType::Integer, "purchases", {}},
      {"first_day", ColumnType::Day, "", {}},       {"last_day", ColumnType::Day, "", {}},
      {"sales", ColumnType::Money, "currency", {}}, {"reason", ColumnType::Code, "", {}}};
  return kColumns;
}

std::optional<CustomerHistory> history_of(const Scope& scope, ledger::CustomerIndex customer) {
  std::optional<CustomerHistory> found;
  visit_one(scope, false, customer, [&](CustomerHistory& history, Money) { found = std::move(history); });
  return found;
}

Result<Table> members(const ledger::Blocks& blocks, const Analysis& analysis, const Arguments& arguments,
                      const Cell& asked, const PageRequest& page, const Execution& execution) {
  if (page.page < 1 || page.page_size < 0) return fail(ErrorKind::Usage, "analysis.page_out_of_bounds");
  TSUZUKU_TRY(question, ask(blocks, analysis, arguments, asked));
  const auto& [cell, scope, membership] = question;
  const Descriptor& descriptor = analysis.descriptor();
  Members all = find_members(scope, analysis.with_cancelled, membership, execution);

  Table table = begin_table(scope, descriptor, arguments);
  table.analysis = "customers";
  table.unit = "customer";
  table.parameters.insert(table.parameters.begin(), {{"of", descriptor.name}, {"part", cell.part}});
  for (const auto& [column, value] : cell.values) table.parameters.emplace_back("cell." + column, value);
  table.columns = member_columns();
  table.page = PageOf{page.page, page.page_size, std::ssize(all.list)};
  for (const Member& member : page_of(all.list, page)) {
    table.rows.push_back(row_of(scope, analysis.with_cancelled, membership, member.customer));
  }
  table.left_out = all.left_out.list();
  return table;
}

Result<CellMembers> member_ids(const ledger::Blocks& blocks, const Analysis& analysis, const Arguments& arguments,
                               const Cell& cell, const Execution& execution) {
  TSUZUKU_TRY(question, ask(blocks, analysis, arguments, cell));
  const Members all = find_members(question.scope, analysis.with_cancelled, question.membership, execution);
  const Table table = begin_table(question.scope, analysis.descriptor(), arguments);
  CellMembers found{.as_of = table.as_of, .customers = {}};
  found.customers.reserve(all.list.size());
  for (const Member& member : all.list) found.customers.push_back(blocks.ledger->customer_ids()[member.customer]);
  std::ranges::sort(found.customers);
  return found;
}

}  // namespace tsuzuku::analysis
