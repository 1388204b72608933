#include "intake/master_files.hpp"

#include <array>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "intake/person.hpp"

namespace tsuzuku::intake {
namespace {

using domain::ProductKind;

struct KindWord {
  std::string_view word;
  ProductKind kind;
};
constexpr std::array kKindWords = {
    KindWord{"通常", ProductKind::Ordinary},    KindWord{"商品", ProductKind::Ordinary},
    KindWord{"プレゼント", ProductKind::Gift},  KindWord{"ギフト", ProductKind::Gift},
    KindWord{"おまけ", ProductKind::Gift},      KindWord{"サンプル", ProductKind::Sample},
    KindWord{"試供品", ProductKind::Sample},    KindWord{"同梱物", ProductKind::Insert},
    KindWord{"お試し", ProductKind::Trial},     KindWord{"おためし", ProductKind::Trial},
    KindWord{"トライアル", ProductKind::Trial},
};

std::optional<ProductKind> kind_from(std::string_view text) {
  const std::string folded = fold(text);
  if (const auto kind = domain::product_kind_from(folded)) return kind;
  for (const auto& [word, kind] : kKindWords) {
    if (word == folded) return kind;
  }
  return std::nullopt;
}

// "2026-11", or any day of the month.
std::optional<YearMonth> month_from(std::string_view text) {
  if (const auto month = parse_year_month(text)) return month;
  const auto moment = parse_moment(text);
  return moment ? std::optional(month_of(moment->day)) : std::nullopt;
}

}  // namespace

MasterFiles::MasterFiles(const Plan& plan, Sink& sink, Tally& tally)
    : plan_(plan), sink_(sink), tally_(tally), quarantine_(sink, tally) {
  for (const SourceFile& file : plan.files) {
    readers_.emplace_back(file, plan.money_form(), plan.zone, pool_, problems_);
  }
}

Status MasterFiles::take(const SpooledRow& row) {
  pool_.clear();
  problems_.clear();
  RowReader& reader = readers_[row.file];
  if (reader.load(row, 0)) {
    TSUZUKU_CHECK(take_content(reader));
  }
  if (problems_.empty()) return {};
  return quarantine_.put(row, problems_.front());
}

Status MasterFiles::take_content(RowReader& row) {
  switch (row.binding().file_profile->content) {
    case FileProfile::Content::Customers:
      return take_customer(row);
    case FileProfile::Content::Products:
      return take_product(row);
    case FileProfile::Content::Costs:
      return take_cost(row);
    case FileProfile::Content::Stock:
      return take_stock(row);
    case FileProfile::Content::Orders:
      break;
  }
  return {};
}

Status MasterFiles::take_customer(RowReader& row) {
  domain::CustomerDraft customer;
  customer.channel = plan_.profile().channel;
  customer.number = cut_utf8(customer_key(row, plan_.key_fields), limits::kTextField);
  add_person(row, customer);
  if (customer.number.empty()) row.report(Field::CustomerNumber, "missing_value", "");
  if (!problems_.empty()) return {};
  ++tally_.customers;
  ++tally_.files[static_cast<std::size_t>(row.file())].customers;
  return sink_.customer(std::move(customer));
}

Status MasterFiles::take_product(RowReader& row) {
  domain::ProductDraft product;
  product.code = cut_utf8(row.text(Field::ProductCode), limits::kTextField);
  product.name = cut_utf8(row.text(Field::ProductName), limits::kTextField);
  if (row.has(Field::UnitCost)) product.unit_cost = row.money(Field::UnitCost);
  if (product.code.empty()) row.report(Field::ProductCode, "missing_value", "");
  if (const auto text = row.text(Field::ProductKind); !text.empty()) {
    product.kind = kind_from(text);
    if (!product.kind) row.report(Field::ProductKind, "unknown_product_kind", text);
  }
  if (!problems_.empty()) return {};
  ++tally_.products;
  ++tally_.files[static_cast<std::size_t>(row.file())].products;
  return sink_.product(std::move(product));
}

Status MasterFiles::take_cost(RowReader& row) {
  domain::SourceCostDraft cost;
  cost.source = cut_utf8(row.text(Field::Source), limits::kTextField);
  if (cost.source.empty()) row.report(Field::Source, "missing_value", "");
  if (const auto month = month_from(row.text(Field::Month))) {
    cost.month = *month;
  } else {
    row.report(Field::Month, "bad_month", row.text(Field::Month));
  }
  if (row.text(Field::Cost).empty()) row.report(Field::Cost, "missing_value", "");
  cost.cost = row.money(Field::Cost).value_or(0);
  if (cost.cost < 0) row.report(Field::Cost, "negative_amount", row.text(Field::Cost));
  return problems_.empty() ? sink_.source_cost(std::move(cost)) : Status{};
}

Status MasterFiles::take_stock(RowReader& row) {
  domain::StockLevelDraft stock;
  stock.product_code = cut_utf8(row.text(Field::ProductCode), limits::kTextField);
  if (stock.product_code.empty()) row.report(Field::ProductCode, "missing_value", "");
  if (row.text(Field::Day).empty()) row.report(Field::Day, "missing_value", "");
  if (const auto day = row.day(Field::Day)) stock.day = *day;
  if (row.text(Field::OnHand).empty()) row.report(Field::OnHand, "missing_value", "");
  stock.on_hand = row.quantity(Field::OnHand).value_or(0);
  return problems_.empty() ? sink_.stock_level(std::move(stock)) : Status{};
}

}  // namespace tsuzuku::intake
