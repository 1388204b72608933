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
    sales = 0;
  }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    const ledger::Columns& columns = ledger.columns();
    const bool purchase = (columns.flags[order] & ledger::kPurchaseFlag) != 0;
    history.orders.push_back({order, Day{day}, columns.source[order], purchase, columns.net_before_returns[order]});
    sales += columns.net_before_returns[order];
    if (starts_purchase) history.purchases.push_back(Day{day});
  }
  void returned(int order_day, int day, Money amount) {
    history.returns.push_back({Day{order_day}, Day{day}, amount});
    sales -= amount;
  }
  void end() { sink(history, sales); }
};

template <typename Sink>
HistoryVisitor<Sink> history_visitor(const ledger::Ledger& ledger, Sink sink) {
  return {ledger, std::move(sink)};
}

Members find_members(const Scope& scope, const Membership& membership, const Execution& execution) {
  return reduce_orders(*scope.ledger, execution, Members{}, [&](ledger::OrderRange chunk, Members& found) {
    auto visitor = history_visitor(*scope.ledger, [&](const CustomerHistory& history, Money sales) {
      if (membership(history)) found.list.push_back({history.index, sales});
    });
    Walk(scope, visitor, found.left_out)(chunk);
  });
}

// Hands the history of one customer to `sink(history, sales)`.
template <typename Sink>
void visit_one(const Scope& scope, ledger::CustomerIndex wanted, Sink sink) {
  const ledger::OrderRange orders = scope.ledger->orders_of(wanted);
  if (orders.size() == 0) return;
  auto visitor = history_visitor(*scope.ledger, [&](CustomerHistory& history, Money sales) {
    if (history.index == wanted) sink(history, sales);
  });
  LeftOutTally ignored;
  Walk(scope, visitor, ignored)({orders.begin, orders.begin + 1});
}

std::vector<Value> row_of(const Scope& scope, const Membership& membership, ledger::CustomerIndex member) {
  std::vector<Value> row;
  visit_one(scope, member, [&](const CustomerHistory& history, Money sales) {
    const auto reason = membership(history);
    row = {history.customer,          std::int64_t{std::ssize(history.purchases)},
           history.purchases.front(), history.purchases.back(),
           std::int64_t{sales},       reason.value_or(Phrase{})};
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
  visit_one(scope, customer, [&](CustomerHistory& history, Money) { found = std::move(history); });
  return found;
}

Result<Table> members(const ledger::Blocks& blocks, const Analysis& analysis, const Arguments& arguments,
                      const Cell& asked, const PageRequest& page, const Execution& execution) {
  const Descriptor& descriptor = analysis.descriptor();
  if (analysis.membership == nullptr)
    return fail(ErrorKind::Usage, "analysis.no_cells", {{"analysis", descriptor.name}});
  if (page.page < 1 || page.page_size < 0) return fail(ErrorKind::Usage, "analysis.page_out_of_bounds");
  Cell cell = asked;
  TSUZUKU_CHECK(check_cell(descriptor, cell));
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor, arguments));
  TSUZUKU_TRY(membership, analysis.membership(scope, arguments, cell));

  Members all = find_members(scope, membership, execution);

  Table table = begin_table(scope, descriptor, arguments);
  table.analysis = "customers";
  table.unit = "customer";
  table.parameters.insert(table.parameters.begin(), {{"of", descriptor.name}, {"part", cell.part}});
  for (const auto& [column, value] : cell.values) table.parameters.emplace_back("cell." + column, value);
  table.columns = member_columns();
  table.page = PageOf{page.page, page.page_size, std::ssize(all.list)};
  for (const Member& member : page_of(all.list, page)) table.rows.push_back(row_of(scope, membership, member.customer));
  table.left_out = all.left_out.list();
  return table;
}

}  // namespace tsuzuku::analysis
