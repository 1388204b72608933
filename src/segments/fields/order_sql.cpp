#include "segments/fields/order_sql.hpp"

#include <fmt/format.h>

#include "domain/codes.hpp"

namespace tsuzuku::segments {

std::string order_exists(const SqlWriter& writer, std::string_view alias) {
  return fmt::format("{}.ordered_day <= {}", alias, writer.as_of());
}

std::string order_counts(const SqlWriter& writer, std::string_view alias) {
  return fmt::format("{0} and ({1}.cancelled_day is null or {1}.cancelled_day > {2})", order_exists(writer, alias),
                     alias, writer.as_of());
}

std::string order_is_purchase(const SqlWriter& writer, std::string_view alias) {
  return fmt::format("{}.is_purchase = 1 and {}", alias, order_counts(writer, alias));
}

std::string order_returned(const SqlWriter& writer, std::string_view alias) {
  return fmt::format(
      "coalesce((select cast(sum(e.amount) as bigint) from order_events e where e.customer_id = {0}.customer_id and "
      "e.order_id = {0}.order_id and e.kind = {1} and e.day <= {2}), 0)",
      alias, static_cast<int>(domain::EventKind::Returned), writer.as_of());
}

std::string order_net(const SqlWriter& writer, std::string_view alias) {
  return fmt::format("({0}.accepted - {0}.out_of_stock - {0}.discounts - {0}.points - {1})", alias,
                     order_returned(writer, alias));
}

std::string from_purchases(const SqlWriter& writer) {
  return " from orders o where o.customer_id = c.customer_id and " + order_is_purchase(writer, "o");
}

std::string purchase_count(const SqlWriter& writer, std::string_view only) {
  const bool merge = writer.settings().merge_same_day;
  if (only.empty()) return merge ? "count(distinct o.ordered_day)" : "count(*)";
  return fmt::format("count({}case when {} then {} end)", merge ? "distinct " : "", only,
                     merge ? "o.ordered_day" : "1");
}

namespace {

// Of the order that began the first purchase.
std::string of_first_order(const SqlWriter& writer, std::string_view expression) {
  return fmt::format("(select {}{} order by o.ordered_day, o.order_id limit 1)", expression, from_purchases(writer));
}

}  // namespace

std::string sql_first_source(const SqlWriter& writer) {
  return of_first_order(writer, "(select s.name from sources s where s.source_id = o.source_id)");
}

std::string sql_first_payment_method(const SqlWriter& writer) {
  return of_first_order(writer,
                        "(select x.name from payment_methods x where x.payment_method_id = o.payment_method_id)");
}

}  // namespace tsuzuku::segments
