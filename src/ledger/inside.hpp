#pragma once
// The columns of each block, for what makes blocks from other blocks (splice.hpp) or from a file (file.hpp). Private to
// this folder. Each `visit_*` calls visit(column of a, column of b) for every column that has one value for each of the
// block's items, always in the same order; a and b may be the same block.

#include "ledger/blocks.hpp"

namespace tsuzuku::ledger {

struct Inside {
  template <typename Block>
  [[nodiscard]] static std::shared_ptr<Block> make() {
    return std::shared_ptr<Block>(new Block);
  }

  static Columns& columns(Ledger& ledger) { return ledger.columns_; }
  static Returns& returns(Ledger& ledger) { return ledger.returns_; }
  static PartCosts& part_costs(Ledger& ledger) { return ledger.part_costs_; }
  static Column<std::int64_t>& customer_ids(Ledger& ledger) { return ledger.customer_ids_; }
  static Column<OrderIndex>& customer_begin(Ledger& ledger) { return ledger.customer_begin_; }
  static Column<std::int64_t>& anonymous_ids(Ledger& ledger) { return ledger.anonymous_ids_; }
  // What is not in columns, from another ledger.
  static void copy_names(Ledger& ledger, const Ledger& from) {
    ledger.currency_ = from.currency_;
    ledger.merge_same_day_ = from.merge_same_day_;
    ledger.sources_ = from.sources_;
    ledger.payment_methods_ = from.payment_methods_;
    ledger.products_ = from.products_;
  }
  struct Names {
    Currency currency;
    bool merge_same_day = true;
    std::vector<std::string> sources, payment_methods, products;
  };
  static void set_names(Ledger& ledger, Names names) {
    ledger.currency_ = names.currency;
    ledger.merge_same_day_ = names.merge_same_day;
    ledger.sources_ = std::move(names.sources);
    ledger.payment_methods_ = std::move(names.payment_methods);
    ledger.products_ = std::move(names.products);
  }
  // From the columns, which are complete.
  static void set_days(Ledger& ledger);

  template <typename A, typename B, typename Visit>
  static void visit_lines(A& a, B& b, const Visit& visit) {
    visit(a.product_, b.product_);
    visit(a.quantity_, b.quantity_);
    visit(a.amount_, b.amount_);
    visit(a.cost_, b.cost_);
  }
  template <typename A>
  static auto& order_begin(A& lines) {
    return lines.order_begin_;
  }
  static void set_products(Lines& lines, Products products) { lines.products_ = std::move(products); }

  template <typename A, typename B, typename Visit>
  static void visit_subscriptions(A& a, B& b, const Visit& visit) {
    visit(a.state_, b.state_);
    visit(a.started_, b.started_);
    visit(a.ended_, b.ended_);
  }
  template <typename A, typename B, typename Visit>
  static void visit_touches(A& a, B& b, const Visit& visit) {
    visit(a.day_, b.day_);
    visit(a.cost_, b.cost_);
    visit(a.channel_, b.channel_);
  }
  // Of subscriptions and touches.
  template <typename A>
  static auto& customer_begin_of(A& block) {
    return block.customer_begin_;
  }

  template <typename A, typename B, typename Visit>
  static void visit_people(A& a, B& b, const Visit& visit) {
    visit(a.birth_day_, b.birth_day_);
    visit(a.contact_, b.contact_);
    visit(a.gender_, b.gender_);
    visit(a.prefecture_, b.prefecture_);
    visit(a.consents_, b.consents_);
  }
  template <typename A>
  static auto& tag_begin(A& people) {
    return people.tag_begin_;
  }
  template <typename A>
  static auto& tags(A& people) {
    return people.tags_;
  }
  struct PeopleNames {
    std::vector<std::string> genders, prefectures, tags;
  };
  static void set_names(People& people, PeopleNames names) {
    people.genders_ = std::move(names.genders);
    people.prefectures_ = std::move(names.prefectures);
    people.tag_names_ = std::move(names.tags);
  }
};

}  // namespace tsuzuku::ledger
