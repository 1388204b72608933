#include "bench/segments/demo_people.hpp"

#include <algorithm>
#include <unordered_map>

#include "demo/demo.hpp"
#include "domain/order_amounts.hpp"
#include "ledger/builder.hpp"

namespace tsuzuku::bench {
namespace {

struct Person {
  std::optional<Day> birth;
  std::string prefecture;
};

class Converter {
 public:
  explicit Converter(oracle::DuckDb& duckdb)
      : duckdb_(with_tables(duckdb)),
        orders_(duckdb, "orders"),
        lines_(duckdb, "lines"),
        returns_(duckdb, "returns"),
        people_(duckdb, "people") {}

  Status product(const domain::ProductDraft& draft) {
    const auto kind = draft.kind.value_or(domain::ProductKind::Ordinary);
    kinds_[draft.code] = kind;
    products_[draft.code] = catalogue_.add(draft.code, kind);
    return {};
  }

  Status order(const domain::OrderDraft& draft) {
    ledger::OrderRow row;
    row.customer = customer_of(draft.customer);
    row.order = ++order_;
    row.day = draft.ordered_day;
    row.cancelled = draft.cancelled_day;
    row.shipped = draft.shipped_day;
    row.delivered = draft.delivered_day;
    row.paid = draft.paid_day;
    row.payment_due = draft.payment_due_day;
    row.source = static_cast<std::uint16_t>(source_of(draft.source));
    part_.begin_order(row.customer, row.order, row.day.value);
    std::vector<domain::LineFacts> facts;
    for (const domain::LineDraft& line : draft.lines) facts.push_back(add_line(row, line));
    const auto amounts = domain::sum_amounts(facts, draft.order_discount.value_or(0), draft.points_used.value_or(0), 0);
    row.accepted = amounts.accepted;
    row.out_of_stock = amounts.out_of_stock;
    row.discounts = amounts.discounts;
    row.points = amounts.points;
    row.purchase = domain::has_ordinary_goods(facts);
    for (std::size_t i = 0; i < facts.size(); ++i) add_return(row, draft.lines[i], facts[i]);
    add_row(row);
    rows_.push_back(row);
    return {};
  }

  Result<DemoPeople> finish() {
    DemoPeople demo;
    ledger::Builder builder;
    for (std::int64_t id = 1; id <= std::ssize(persons_); ++id) builder.add_customer(id);
    builder.set_sources(source_names_);
    for (const ledger::OrderRow& row : rows_) builder.add_order(row);
    for (const ledger::ReturnRow& row : back_) builder.add_return(row);
    TSUZUKU_TRY(ledger, builder.finish());
    demo.blocks.ledger = ledger;
    ledger::LinesBuilder lines(*ledger, catalogue_);
    lines.add(std::move(part_));
    TSUZUKU_TRY(goods, lines.finish());
    demo.blocks.lines = goods;
    ledger::PeopleBuilder people(*ledger, {});
    ledger::PeoplePart& part = people.part();
    for (std::int64_t id = 1; id <= std::ssize(persons_); ++id) {
      const Person& person = persons_[static_cast<std::size_t>(id - 1)];
      part.add({.customer = id, .birth_day = person.birth, .prefecture = person.prefecture});
      people_.add(id);
      people_.add(person.birth);
      people_.add(prefectures_.try_emplace(person.prefecture, std::ssize(prefectures_)).first->second);
      people_.end_row();
    }
    TSUZUKU_TRY(known, people.finish());
    demo.blocks.people = known;
    for (auto* appender : {&orders_, &lines_, &returns_, &people_}) appender->finish();
    demo.sources = {sources_.begin(), sources_.end()};
    demo.products = {products_.begin(), products_.end()};
    demo.prefectures = {prefectures_.begin(), prefectures_.end()};
    return demo;
  }

 private:
  static oracle::DuckDb& with_tables(oracle::DuckDb& duckdb) {
    duckdb.run(
        "create table orders (customer bigint, id bigint, day date, cancelled date, shipped date, due date, paid date, "
        "purchase boolean, source bigint, net bigint)");
    duckdb.run("create table lines (customer bigint, order_id bigint, product bigint, quantity bigint)");
    duckdb.run("create table returns (order_id bigint, day date, amount bigint)");
    duckdb.run("create table people (customer bigint, birth date, prefecture bigint)");
    return duckdb;
  }

  std::int64_t customer_of(const domain::CustomerDraft& draft) {
    if (draft.number != number_) {
      number_ = draft.number;
      persons_.push_back({draft.birth_date, draft.prefecture});
    }
    return std::ssize(persons_);
  }

  std::int64_t source_of(const std::string& name) {
    const auto [entry, added] = sources_.try_emplace(name, std::ssize(source_names_));
    if (added) source_names_.push_back(name);
    return entry->second;
  }

  domain::LineFacts add_line(const ledger::OrderRow& row, const domain::LineDraft& line) {
    const domain::LineFacts facts{.quantity = line.quantity,
                                  .amount = line.amount,
                                  .discount = line.discount,
                                  .out_of_stock_quantity = line.out_of_stock_quantity.value_or(0),
                                  .returned_quantity = line.returned_quantity.value_or(0),
                                  .unit_cost = line.unit_cost.value_or(0),
                                  .product_kind = kinds_.at(line.product_code)};
    const ledger::ProductIndex product = products_.at(line.product_code);
    part_.add({.product = product,
               .position = ++position_ % 1'000,
               .quantity = facts.quantity,
               .out_of_stock_quantity = facts.out_of_stock_quantity,
               .amount = facts.amount,
               .discount = facts.discount,
               .unit_cost = facts.unit_cost});
    lines_.add(row.customer);
    lines_.add(row.order);
    lines_.add(std::int64_t{product});
    lines_.add(line.amount < 0 ? std::int64_t{0}
                               : std::max<std::int64_t>(facts.quantity - facts.out_of_stock_quantity, 0));
    lines_.end_row();
    return facts;
  }

  void add_return(const ledger::OrderRow& row, const domain::LineDraft& line, const domain::LineFacts& facts) {
    const Money amount = domain::line_amounts(facts).returned;
    if (amount <= 0) return;
    const Day day = line.returned_day.value_or(row.day);
    back_.push_back({row.customer, row.order, day, amount});
    returns_.add(row.order);
    returns_.add(day);
    returns_.add(amount);
    returns_.end_row();
  }

  void add_row(const ledger::OrderRow& row) {
    orders_.add(row.customer);
    orders_.add(row.order);
    orders_.add(row.day);
    orders_.add(row.cancelled);
    orders_.add(row.shipped);
    orders_.add(row.payment_due);
    orders_.add(row.paid);
    orders_.add(row.purchase);
    orders_.add(std::int64_t{row.source});
    orders_.add(row.accepted - row.out_of_stock - row.discounts - row.points);
    orders_.end_row();
  }

  oracle::DuckDb& duckdb_;
  oracle::DuckDb::Appender orders_, lines_, returns_, people_;
  std::unordered_map<std::string, domain::ProductKind> kinds_;
  std::unordered_map<std::string, ledger::ProductIndex> products_;
  ledger::Products catalogue_;
  std::unordered_map<std::string, std::int64_t> sources_{{"", 0}};
  std::vector<std::string> source_names_{""};
  std::unordered_map<std::string, std::int64_t> prefectures_{{"", 0}};
  std::string number_;
  std::vector<Person> persons_;
  std::vector<ledger::OrderRow> rows_;
  std::vector<ledger::ReturnRow> back_;
  ledger::LinePart part_;
  std::int64_t order_ = 0;
  std::int64_t position_ = 0;
};

}  // namespace

Result<DemoPeople> demo_people(std::int64_t orders, oracle::DuckDb& duckdb) {
  Converter converter(duckdb);
  TSUZUKU_CHECK(demo::generate(
      {.orders = orders}, [&](const domain::OrderDraft& draft) { return converter.order(draft); },
      [&](const domain::ProductDraft& draft) { return converter.product(draft); },
      [](const domain::SourceCostDraft&) { return Status(); }));
  return converter.finish();
}

}  // namespace tsuzuku::bench
