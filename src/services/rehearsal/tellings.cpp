#include "services/rehearsal/tellings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "demo/telling.hpp"

namespace tsuzuku::services {
namespace {

constexpr int kEvening = 18 * 3'600;  // when the warehouse and the bank have told what they did

std::string on_day(const std::string& address, Day day) { return fmt::format("{} {}", address, day.value); }

Status refuse(const domain::OrderDraft& draft, std::string_view reason, const ErrorArguments& /*arguments*/) {
  return fail(ErrorKind::Internal, "demo.order_refused", {{"order", draft.number}, {"reason", std::string(reason)}});
}

}  // namespace

Result<Tellings> Tellings::make(sql::Database& database, IdMaker& ids, const Shop& shop, const demo::Options& options,
                                Day begin) {
  Tellings tellings(database, ids, shop, begin, options.until);
  TSUZUKU_CHECK(demo::generate(
      options,
      [&](domain::OrderDraft order) {
        tellings.orders_.push_back(std::move(order));
        return Status{};
      },
      [&](const domain::ProductDraft& product) {
        tellings.products_.push_back(product);
        return Status{};
      },
      [&](const domain::SourceCostDraft& cost) {
        tellings.costs_.push_back(cost);
        return Status{};
      },
      [&](const domain::StockLevelDraft& level) {
        tellings.stock_.push_back(level);  // a count bears its own day: none is known before it
        return Status{};
      }));
  for (std::size_t i = 0; i < tellings.orders_.size(); ++i) tellings.expect_news(i);
  return tellings;
}

void Tellings::expect_news(std::size_t order) {
  const domain::OrderDraft& draft = orders_[order];
  if (!draft.customer.email.empty()) {
    order_of_.emplace(draft.customer.email, order);
    ordered_on_.insert(on_day(draft.customer.email, draft.ordered_day));
  }
  for (const Day day : demo::days_of_news(draft)) {
    if (day < begin_ || day > last_) continue;
    const bool is_the_order = day == draft.ordered_day;
    news_.push({.at = is_the_order ? draft.ordered_at : demo::to_utc({.day = day, .second = kEvening}),
                .order = order,
                .known = day});
  }
}

Status Tellings::write(Heard heard, std::int64_t now, const std::function<Status(OrderWriter&)>& tell) {
  TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(writer, OrderWriter::open({.session = session.get(),
                                         .ids = ids_,
                                         .shop = shop_.id,
                                         .import = import_,
                                         .now = now,
                                         .time_zone = heard == Heard::ByJourneys ? shop_.time_zone : std::string(),
                                         .refuse = refuse}));
  TSUZUKU_CHECK(tell(writer));
  TSUZUKU_CHECK(writer.finish());
  TSUZUKU_CHECK(touch_shop_data(*session, shop_.id, writer.change()));
  return transaction.commit();
}

Status Tellings::tell_past(std::int64_t now) {
  return write(Heard::ByNobody, now, [&](OrderWriter& writer) -> Status {
    for (const domain::ProductDraft& product : products_) TSUZUKU_CHECK(writer.add(product));
    for (const domain::SourceCostDraft& cost : costs_) TSUZUKU_CHECK(writer.add(cost));
    for (const domain::StockLevelDraft& level : stock_) TSUZUKU_CHECK(writer.add(level));
    for (const domain::OrderDraft& order : orders_) {
      if (order.ordered_day < begin_) TSUZUKU_CHECK(writer.add(demo::known_on(order, begin_ - 1)));
    }
    return {};
  });
}

Status Tellings::tell_until(std::int64_t now) {
  if (news_.empty() || news_.top().at > now) return {};
  return write(Heard::ByJourneys, now, [&](OrderWriter& writer) -> Status {
    while (!news_.empty() && news_.top().at <= now) {
      TSUZUKU_CHECK(writer.add(demo::known_on(orders_[news_.top().order], news_.top().known)));
      news_.pop();
    }
    return {};
  });
}

Status Tellings::tell_rest(std::int64_t now) {
  return write(Heard::ByNobody, now, [&](OrderWriter& writer) -> Status {
    for (const domain::OrderDraft& order : orders_) TSUZUKU_CHECK(writer.add(order));
    return {};
  });
}

bool Tellings::come_back(const std::string& address, Day day, int second, Random& random) {
  const auto known = order_of_.find(address);
  if (known == order_of_.end()) return false;
  while (ordered_on_.contains(on_day(address, day))) day = day + 1;
  if (day > last_) return false;
  // Whoever was told no more is not told again that they want mail.
  domain::CustomerDraft customer = orders_[known->second].customer;
  customer.mail_consent.reset();
  domain::OrderDraft order =
      demo::known_on(demo::further_order(customer, {.day = day, .second = second}, orders() + 1, random), last_);
  orders_.push_back(std::move(order));
  expect_news(orders_.size() - 1);
  return true;
}

}  // namespace tsuzuku::services
