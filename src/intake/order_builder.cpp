#include "intake/order_builder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "intake/person.hpp"

namespace tsuzuku::intake {
namespace {

using domain::CreditDraft;
using domain::LineDraft;
using domain::OrderDraft;
using domain::OrderState;

template <typename T>
struct Slot {
  Field field;
  T OrderDraft::* member;
};
constexpr std::array kTexts = {
    Slot<std::string>{Field::CancelReason, &OrderDraft::cancel_reason},
    Slot<std::string>{Field::PaymentMethod, &OrderDraft::payment_method},
    Slot<std::string>{Field::Source, &OrderDraft::source},
    Slot<std::string>{Field::SubscriptionNumber, &OrderDraft::subscription_number},
    Slot<std::string>{Field::Status, &OrderDraft::raw_status},
};
constexpr std::array kDays = {
    Slot<std::optional<Day>>{Field::CancelledAt, &OrderDraft::cancelled_day},
    Slot<std::optional<Day>>{Field::ShippedAt, &OrderDraft::shipped_day},
    Slot<std::optional<Day>>{Field::DeliveredAt, &OrderDraft::delivered_day},
    Slot<std::optional<Day>>{Field::PaymentDueOn, &OrderDraft::payment_due_day},
    Slot<std::optional<Day>>{Field::PaidAt, &OrderDraft::paid_day},
};
constexpr std::array kMoney = {
    Slot<std::optional<Money>>{Field::OrderDiscount, &OrderDraft::order_discount},
    Slot<std::optional<Money>>{Field::PointsUsed, &OrderDraft::points_used},
    Slot<std::optional<Money>>{Field::ShippingFee, &OrderDraft::shipping_fee},
    Slot<std::optional<Money>>{Field::PaymentFee, &OrderDraft::payment_fee},
    Slot<std::optional<Money>>{Field::Total, &OrderDraft::total},
};

std::optional<Money> OrderDraft::* money_slot(Field field) {
  for (const auto& [slot_field, member] : kMoney) {
    if (slot_field == field) return member;
  }
  return nullptr;
}

// What makes two rows of the same line number the same line.
std::string content_of(const LineDraft& line) {
  return fmt::format("{}\x1f{}\x1f{}\x1f{}", line.product_code, line.quantity, line.amount, line.discount);
}
std::string content_of(const CreditDraft& credit) {
  return fmt::format("{}\x1f-{}\x1f{}", credit.product_code, credit.quantity, credit.amount);
}

// What tells a row without a line number from the others of its order, wherever it stands and in whichever file:
// a line is its product; goods that came back are told by day, product, quantity and amount.
std::string own_key(const LineDraft& line) {
  return line.product_code.empty() || line.product_code == "-" ? line.product_name : line.product_code;
}
std::string own_key(const CreditDraft& credit) {
  return fmt::format("{}|{}|{}|{}", to_text(credit.day), credit.product_code, credit.quantity, credit.amount);
}

bool holds(const StateRule& rule, std::string_view text) {
  if (text.empty()) return false;
  if (rule.filled) return true;
  const std::string folded = fold(text);
  return std::ranges::find(rule.in, folded) != rule.in.end() ||
         std::ranges::any_of(rule.contains, [&](const std::string& part) { return folded.contains(part); });
}

}  // namespace

OrderBuilder::OrderBuilder(const Profile& profile, std::vector<Field> key_fields, bool total_is_line,
                           std::vector<Problem>& problems)
    : profile_(profile), key_fields_(std::move(key_fields)), total_is_line_(total_is_line), problems_(problems) {}

void OrderBuilder::begin(std::string number) {
  draft_ = {};
  draft_.number = std::move(number);
  draft_.channel = profile_.channel;
  draft_.customer.channel = profile_.channel;
  check_ = {};
  refunded_.reset();
  order_problem_ = {};
  has_time_ = false;
  status_known_ = false;
  seen_.fill({});
  line_numbers_.clear();
  made_keys_.clear();
  first_goods_ = {};
  has_first_goods_ = false;
}

void OrderBuilder::order_fault(std::string_view reason, ErrorArguments arguments) {
  if (order_problem_.reason.empty()) order_problem_ = {0, "", reason, std::move(arguments)};
}

bool OrderBuilder::is_news(Field field, std::string_view text) {
  if (text.empty() || text == seen_[index_of(field)]) return false;
  if (seen_[index_of(field)].empty()) seen_[index_of(field)] = text;
  return true;
}

void OrderBuilder::add(RowReader& row) {
  add_customer(row);
  add_ordered_at(row);
  add_texts(row);
  add_days(row);
  add_money(row);
  add_state(row);
  add_subscription(row);
  const bool had_lines = !draft_.lines.empty();
  add_goods(row);
  // The day of goods that came back, standing first, is not the day of the order.
  if (!had_lines && !draft_.lines.empty() && !draft_.credits.empty()) set_ordered_at(row);
}

void OrderBuilder::add_customer(RowReader& row) {
  const std::string number = customer_key(row, key_fields_);
  if (draft_.customer.number.empty()) {
    draft_.customer.number = cut_utf8(number, limits::kTextField);
  } else if (!number.empty() && number != draft_.customer.number) {
    order_fault("two_customers", {{"first", draft_.customer.number}, {"second", number}});
  }
  add_person(row, draft_.customer);
}

void OrderBuilder::add_ordered_at(RowReader& row) {
  if (!row.has(Field::OrderedAt) || !is_news(Field::OrderedAt, row.text(Field::OrderedAt))) return;
  if (has_time_) {
    (void)row.instant(Field::OrderedAt);  // must be a time all the same
  } else {
    set_ordered_at(row);
  }
}

void OrderBuilder::set_ordered_at(RowReader& row) {
  const auto at = row.instant(Field::OrderedAt);
  if (!at) return;
  draft_.ordered_at = at->utc_seconds;
  draft_.ordered_day = at->day;
  draft_.file = row.file();
  draft_.first_row = row.row_number();
  has_time_ = true;
}

void OrderBuilder::add_texts(RowReader& row) {
  for (const auto& [field, member] : kTexts) {
    std::string& target = draft_.*member;
    if (row.has(field) && target.empty()) target = cut_utf8(row.text(field), limits::kTextField);
  }
}

void OrderBuilder::add_days(RowReader& row) {
  for (const auto& [field, member] : kDays) {
    if (!row.has(field) || !is_news(field, row.text(field))) continue;
    const auto day = row.day(field);
    if (day && !(draft_.*member)) draft_.*member = day;
  }
}

void OrderBuilder::add_to(Field field, Money amount) {
  auto& target = draft_.*money_slot(field);
  target = target.value_or(0) + amount;
}

void OrderBuilder::add_money(RowReader& row) {
  for (const auto& [field, member] : kMoney) {
    if (!row.has(field)) continue;
    const bool summed = profile_.summed[index_of(field)];
    if (!summed && !is_news(field, row.text(field))) continue;
    auto amount = row.money(field);
    if (!amount) continue;
    if (field == Field::Total) total_file_ = row.file();
    const Sign sign = profile_.signs[index_of(field)];
    if (sign == Sign::Negated) amount = -*amount;
    if (sign == Sign::Absolute && *amount < 0) amount = -*amount;
    if (sign == Sign::Positive && *amount < 0 && field != Field::Total) {
      row.report(field, "negative_amount", row.text(field));
    } else if (summed) {
      add_to(field, *amount);
    } else if (!(draft_.*member)) {
      draft_.*member = amount;
    }
  }
  if (row.has(Field::Tax)) {
    const auto tax = row.money(Field::Tax);
    if (tax && profile_.summed[index_of(Field::Tax)]) {
      check_.tax = check_.tax.value_or(0) + *tax;
    } else if (!check_.tax) {
      check_.tax = tax;
    }
  }
  if (row.has(Field::Subtotal) && !check_.subtotal) check_.subtotal = row.money(Field::Subtotal);
  if (row.has(Field::RefundedAmount) && !refunded_) {
    refunded_ = row.money(Field::RefundedAmount);
    refund_file_ = row.file();
  }
}

void OrderBuilder::add_state(RowReader& row) {
  if (status_known_) return;
  for (std::size_t i = 0; i < profile_.states.size(); ++i) {
    const auto& told_by = row.binding().state_rules[i];
    if (!told_by || !holds(profile_.states[i], row.text(*told_by))) continue;
    draft_.state = profile_.states[i].state;
    status_known_ = true;
    return;
  }
  if (!profile_.unknown_status_is_fault) return;
  if (const auto text = row.text(Field::Status); !text.empty()) row.report(Field::Status, "unknown_status", text);
}

void OrderBuilder::add_subscription(RowReader& row) {
  if (row.has(Field::Round) && !draft_.round) {
    if (const auto round = row.quantity(Field::Round); round && *round > 0) draft_.round = static_cast<int>(*round);
  }
  if (!row.has(Field::SubscriptionStatus) || draft_.subscription_state) return;
  const std::string status = fold(row.text(Field::SubscriptionStatus));
  for (const auto& [text, state] : profile_.subscription_states) {
    if (text == status) draft_.subscription_state = state;
  }
}

void OrderBuilder::add_goods(RowReader& row) {
  if (total_is_line_ && !has_first_goods_) {
    first_goods_.product_code = cut_utf8(row.text(Field::ProductCode), limits::kTextField);
    first_goods_.product_name = cut_utf8(row.text(Field::ProductName), limits::kTextField);
    first_goods_.quantity = row.quantity(Field::Quantity).value_or(1);
    has_first_goods_ = true;
  }
  if (!row.binding().makes_lines()) return;
  RowKinds::Kind kind = RowKinds::Kind::Line;
  if (row.binding().row_kind) {
    const RowKinds& kinds = *row.binding().file_profile->row_kinds;
    const std::string told = fold(row.text(*row.binding().row_kind));
    const auto found = std::ranges::find(kinds.kinds, told, &std::pair<std::string, RowKinds::Kind>::first);
    kind = found == kinds.kinds.end() ? kinds.otherwise : found->second;
  }
  if (kind == RowKinds::Kind::Line) {
    add_line(row);
  } else if (kind != RowKinds::Kind::Ignore) {
    add_fee_row(row, kind);
  }
}

void OrderBuilder::add_fee_row(RowReader& row, RowKinds::Kind kind) {
  const auto amount = read_row_amount(row);
  if (!amount) return;
  switch (kind) {
    case RowKinds::Kind::ShippingFee:
      return add_to(Field::ShippingFee, *amount);
    case RowKinds::Kind::PaymentFee:
      return add_to(Field::PaymentFee, *amount);
    // Written as what is added to the order, so below zero.
    case RowKinds::Kind::OrderDiscount:
      return add_to(Field::OrderDiscount, -*amount);
    case RowKinds::Kind::PointsUsed:
      return add_to(Field::PointsUsed, -*amount);
    case RowKinds::Kind::Line:
    case RowKinds::Kind::Ignore:
      return;
  }
}

void OrderBuilder::keep_line_number(RowReader& row, std::string& key, const std::string& content, bool& duplicate) {
  const auto [at, is_new] = line_numbers_.try_emplace(key, content);
  duplicate = !is_new;
  if (duplicate && at->second != content) row.report(Field::LineNumber, "duplicate_line", key);
}

void OrderBuilder::add_line(RowReader& row) {
  if (profile_.blank_code_is_option && !draft_.lines.empty() && row.text(Field::ProductCode).empty()) {
    return add_option(row);
  }
  auto line = read_line(row, draft_.ordered_day);
  if (!line) return;
  std::visit(
      [&](auto& goods) {
        if (line->has_line_number) {
          bool duplicate = false;
          keep_line_number(row, goods.key, content_of(goods), duplicate);
          if (duplicate) return;
        } else {
          // Where other rows of the order have numbers of the file, "#" keeps ours apart from them.
          goods.key = (row.has(Field::LineNumber) ? "#" : "") + own_key(goods);
          if (const int same = ++made_keys_[goods.key]; same > 1 || goods.key.empty()) {
            goods.key += fmt::format("#{}", same);
          }
        }
        if constexpr (std::is_same_v<std::decay_t<decltype(goods)>, LineDraft>) {
          const std::string codes = profile_.several_codes ? goods.product_code : std::string();
          draft_.lines.push_back(std::move(goods));
          if (!codes.empty()) add_further_codes(codes);
        } else {
          draft_.credits.push_back(std::move(goods));
        }
      },
      line->goods);
}

// The row's money belongs to the first product; the others came along.
void OrderBuilder::add_further_codes(std::string_view codes) {
  const std::string key = draft_.lines.back().key;
  int part = 0;
  while (!codes.empty()) {
    const auto end = codes.find_first_of(",;\n\r\t |/");
    const std::string_view code = trim(codes.substr(0, end));
    codes = end == std::string_view::npos ? std::string_view{} : codes.substr(end + 1);
    if (code.empty()) continue;
    if (++part == 1) {
      draft_.lines.back().product_code = code;
      continue;
    }
    LineDraft further;
    further.file = draft_.lines.back().file;
    further.key = fmt::format("{}.{}", key, part);
    further.product_code = code;
    draft_.lines.push_back(std::move(further));
  }
}

void OrderBuilder::add_option(RowReader& row) {
  const auto amount = read_row_amount(row);
  if (!amount) return;
  LineDraft& line = draft_.lines.back();
  line.amount += *amount;
  line.unit_price = line.quantity > 0 ? divide_rounded(line.amount, line.quantity) : line.amount;
}

void OrderBuilder::finish_state() {
  if (status_known_) return;
  const auto otherwise = std::ranges::find_if(profile_.states, [](const StateRule& rule) { return !rule.told_by; });
  if (otherwise != profile_.states.end()) draft_.state = otherwise->state;
}

void OrderBuilder::finish_total_as_line() {
  if (!total_is_line_ || !draft_.total) return;
  LineDraft line = std::move(first_goods_);
  if (line.product_code.empty()) line.product_code = line.product_name.empty() ? "-" : line.product_name;
  line.key = "1";
  line.amount = *draft_.total;
  line.file = total_file_;
  if (line.quantity < 0) {
    CreditDraft credit{line.key,
                       line.product_code,
                       line.product_name,
                       -line.quantity,
                       line.amount < 0 ? -line.amount : line.amount,
                       draft_.ordered_day,
                       {},
                       line.file};
    draft_.credits.push_back(std::move(credit));
    return;
  }
  line.unit_price = line.quantity > 0 ? divide_rounded(line.amount, line.quantity) : line.amount;
  draft_.lines.push_back(std::move(line));
}

// A file that tells the goods' value after every discount tells the discount by it.
void OrderBuilder::finish_subtotal() {
  if (!check_.subtotal || draft_.order_discount) return;
  Money goods = 0;
  for (const LineDraft& line : draft_.lines) goods += line.amount - line.discount;
  if (goods >= *check_.subtotal) draft_.order_discount = goods - *check_.subtotal;
}

void OrderBuilder::finish_refund() {
  if (!refunded_ || *refunded_ == 0) return;
  if (draft_.state == OrderState::Returned || draft_.state == OrderState::Cancelled) return;
  const Money amount = *refunded_ < 0 ? -*refunded_ : *refunded_;
  draft_.credits.push_back({"refund", "-", "", 1, amount, draft_.ordered_day, "", refund_file_});
}

OrderDraft OrderBuilder::finish() {
  finish_state();
  finish_total_as_line();
  finish_subtotal();
  if (!has_time_ && problems_.empty()) order_fault("missing_value", {{"value", ""}, {"field", "ordered_at"}});
  if (draft_.lines.empty() && draft_.credits.empty() && draft_.state != OrderState::Cancelled) order_fault("no_lines");
  Money accepted = 0;
  for (const LineDraft& line : draft_.lines) accepted += line.amount < 0 ? 0 : line.amount;
  if (accepted > limits::kOrderMoney) order_fault("money_overflow", {{"value", std::to_string(accepted)}});
  finish_refund();
  return std::move(draft_);
}

}  // namespace tsuzuku::intake
