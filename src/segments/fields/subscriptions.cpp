// The customer's subscriptions (定期). Their state is as told now; before the day one started it is not there, and
// before the day it ended it was not cancelled.

#include <fmt/format.h>

#include <algorithm>

#include "segments/fields/columns.hpp"
#include "segments/fields/groups.hpp"
#include "segments/fields/order_sql.hpp"

namespace tsuzuku::segments {
namespace {

using domain::SubscriptionState;

const ledger::Subscriptions& subscriptions(const Chunk& chunk) { return *chunk.blocks().subscriptions; }

std::vector<std::string> states() {
  std::vector<std::string> names;
  for (auto state = SubscriptionState::Active; state <= SubscriptionState::Undelivered;
       state = static_cast<SubscriptionState>(static_cast<int>(state) + 1)) {
    names.emplace_back(name_of(state));
  }
  return names;
}

// Stored codes; all of them when none is wanted.
std::vector<int> codes_of(const std::vector<std::string>& wanted) {
  const std::vector<std::string> names = states();
  std::vector<int> codes;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (wanted.empty() || std::ranges::find(wanted, names[i]) != wanted.end())
      codes.push_back(static_cast<int>(SubscriptionState::Active) + static_cast<int>(i));
  }
  return codes;
}

Field subscription_state() {
  return {.name = "subscription_state",
          .type = Type::Choice,
          .many = true,
          .optional = true,
          .choices = states(),
          .needs = {ledger::Block::Subscriptions},
          .matches = [](const std::vector<std::string>& wanted, const Binding&) -> Result<Matches> {
            return [codes = codes_of(wanted)](Chunk& chunk, std::span<std::uint8_t> out) {
              const ledger::Subscriptions& all = subscriptions(chunk);
              for (std::size_t n = 0; n < out.size(); ++n) {
                const auto own = all.of(chunk.first_customer() + static_cast<CustomerIndex>(n));
                out[n] = 0;
                for (auto at = own.begin; at < own.end && out[n] == 0; ++at) {
                  const auto state = all.state_on(at, chunk.view().as_of());
                  out[n] = state && std::ranges::find(codes, static_cast<int>(*state)) != codes.end();
                }
              }
            };
          },
          .sql_any =
              [](const std::vector<std::string>& wanted, SqlWriter& writer) {
                return fmt::format(
                    "exists (select 1 from subscriptions x where x.customer_id = c.customer_id and x.started_day <= "
                    "{0} and "
                    "case when x.state = {1} and x.ended_day > {0} then {2} else x.state end in ({3}))",
                    writer.as_of(), static_cast<int>(SubscriptionState::Cancelled),
                    static_cast<int>(SubscriptionState::Active), fmt::join(codes_of(wanted), ", "));
              }};
}

// The latest day of one kind among the customer's own that is not after the as-of day.
Field latest_day(std::string name, std::span<const std::uint16_t> (ledger::Subscriptions::*days)() const,
                 const std::string& column) {
  return {.name = std::move(name),
          .type = Type::Day,
          .optional = true,
          .windowed = true,
          .needs = {ledger::Block::Subscriptions},
          .values = per_customer([days](const Chunk& chunk, CustomerIndex customer) {
            const ledger::Subscriptions& all = subscriptions(chunk);
            const auto own = all.of(customer);
            std::int64_t latest = kUnknown;
            for (auto at = own.begin; at < own.end; ++at) {
              const std::uint16_t day = (all.*days)()[at];
              if (chunk.view().known(day)) latest = std::max(latest, std::int64_t{day});
            }
            return latest;
          }),
          .sql = [column](const Leaf&, SqlWriter& writer) {
            return fmt::format(
                "(select max(x.{0}) from subscriptions x where x.customer_id = c.customer_id and x.{0} <= {1})", column,
                writer.as_of());
          }};
}

// Which delivery the latest order with one was, of those that count.
Field subscription_round() {
  return {.name = "subscription_round",
          .type = Type::Integer,
          .optional = true,
          .unit = "rounds",
          .minimum = 1,
          .maximum = ledger::kRoundMax,
          .values = [](const Leaf&, const Binding&) -> Result<Values> {
            return [](Chunk& chunk, std::span<std::int64_t> out) {
              const OrderIndex begin = chunk.orders().begin;
              for (std::size_t n = 0; n < out.size(); ++n) {
                out[n] = kUnknown;
                const auto own = chunk.orders_of(n);
                for (OrderIndex i = own.end; i > own.begin && out[n] == kUnknown; --i) {
                  const OrderIndex order = begin + i - 1;
                  const int round = chunk.view().subscription_round(order);
                  if (round != 0 && chunk.view().counts(order)) out[n] = round;
                }
              }
            };
          },
          .sql =
              [](const Leaf&, SqlWriter& writer) {
                return fmt::format(
                    "(select case when o.round > {0} then {0} else o.round end from orders o where o.customer_id = "
                    "c.customer_id and o.round > 0 and {1} order by o.ordered_day desc, o.order_id desc limit 1)",
                    ledger::kRoundMax, order_counts(writer, "o"));
              }};
}

}  // namespace

std::vector<Field> subscription_fields() {
  return {subscription_state(), subscription_round(),
          latest_day("subscription_started", &ledger::Subscriptions::started, "started_day"),
          latest_day("subscription_ended", &ledger::Subscriptions::ended, "ended_day")};
}

}  // namespace tsuzuku::segments
