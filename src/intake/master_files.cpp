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
    KindWord{"通常", ProductKind::Ordinary},   KindWord{"商品", ProductKind::Ordinary},
    KindWord{"プレゼント", ProductKind::Gift}, KindWord{"ギフト", ProductKind::Gift},
    KindWord{"おまけ", ProductKind::Gift},     KindWord{"サンプル", ProductKind::Sample},
    KindWord{"試供品", ProductKind::Sample},   KindWord{"同梱物", ProductKind::Insert},
};

std::optional<ProductKind> kind_from(std::string_view text) {
  const std::string folded = fold(text);
  if (const auto kind = domain::product_kind_from(folded)) return kind;
  for (const auto& [word, kind] : kKindWords) {
    if (word == folded) return kind;
  }
  return std::nullopt;
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
    const bool customers = reader.binding().file_profile->content == FileProfile::Content::Customers;
    TSUZUKU_CHECK(customers ? take_customer(reader) : take_product(reader));
  }
  if (problems_.empty()) return {};
  return quarantine_.put(row, problems_.front());
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

}  // namespace tsuzuku::intake
