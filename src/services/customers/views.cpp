#include "services/customers/views.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kHeldMost = 1'000;

bool same_view(const CustomerView& a, const CustomerView& b) {
  return a.shop == b.shop && a.customer == b.customer && a.staff == b.staff && a.day == b.day;
}

// The list stands under the shop's id: ids are never used twice.
sql::Parameters key_of(const CustomerView& view) {
  return {{"customer_id", view.customer ? view.customer.value : view.shop.value},
          {"staff_id", view.staff.value},
          {"day", std::int64_t{view.day.value}}};
}

}  // namespace

Result<std::unique_ptr<CustomerViews>> CustomerViews::open(sql::Database& database, IdMaker& ids) {
  TSUZUKU_TRY(queries, queries_of("services/customers/views.sql", database.dialect()));
  TSUZUKU_TRY(audit, Audit::open(database, ids));
  return std::unique_ptr<CustomerViews>(new CustomerViews(database, std::move(audit), std::move(queries)));
}

CustomerViews::~CustomerViews() {
  if (const auto written = write_held(); !written && !held_.empty()) {
    log::error("views_not_recorded", {{"views", std::to_string(held_.size())}, {"reason", written.error().key}});
  }
}

Status CustomerViews::record(const CustomerView& view) {
  {
    TSUZUKU_TRY(session, database_->reader());
    TSUZUKU_TRY(seen, session->rows(queries_.get("was_seen"), key_of(view)));
    if (!seen.empty()) return {};
  }
  const std::lock_guard lock(mutex_);
  const auto held = [&](const CustomerView& one) { return same_view(one, view); };
  if (std::ranges::none_of(held_, held)) held_.push_back(view);
  auto written = write_held();
  const bool may_wait = !written && written.error().kind == ErrorKind::Unavailable && held_.size() < kHeldMost;
  return may_wait ? Status() : written;
}

Status CustomerViews::write_held() {
  if (held_.empty()) return {};
  TSUZUKU_TRY(session, database_->writer(0));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  for (const CustomerView& view : held_) TSUZUKU_CHECK(write(*session, view));
  TSUZUKU_CHECK(transaction.commit());
  held_.clear();
  return {};
}

Status CustomerViews::write(sql::Session& session, const CustomerView& view) {
  sql::Parameters parameters = key_of(view);
  parameters.push_back({"shop_id", view.shop.value});
  TSUZUKU_TRY(added, session.run(queries_.get("remember_view"), parameters));
  if (added == 0) return {};
  return audit_.append(session, {.at = view.at,
                                 .staff = view.staff,
                                 .shop = view.shop,
                                 .action = view.customer ? "view.customer" : "view.customers",
                                 .object = view.customer ? view.customer.text() : "customers",
                                 .detail = {}});
}

}  // namespace tsuzuku::services
