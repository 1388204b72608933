// Everyone, members of other segments, and random shares that never change.

#include "base/stable_hash.hpp"
#include "segments/expand.hpp"
#include "segments/fields/columns.hpp"
#include "segments/fields/groups.hpp"
#include "segments/sql_calendar.hpp"

namespace tsuzuku::segments {
namespace {

constexpr std::int64_t kSlotsMost = 10'000;

Field everyone() {
  return {.name = "everyone",
          .values = per_customer([](const Chunk&, CustomerIndex) { return std::int64_t{1}; }),
          .sql = same_sql("1")};
}

// A live segment is written out before anybody asks for it (expand.hpp); what is left are the frozen ones, whose
// members are kept in the store.
Field segment() {
  return {.name = std::string(kSegmentField),
          .type = Type::Text,
          .many = true,
          .name_source = "segment",
          .sql_any = [](const std::vector<std::string>& wanted, SqlWriter& writer) {
            const std::string end = writer.as_of_end();
            return "exists (select 1 from segment_members m join segments s on s.segment_id = m.segment_id where "
                   "m.customer_id = c.customer_id and s.shop_id = c.shop_id and s.name in " +
                   writer.texts(wanted) + " and m.entered_at < " + end +
                   " and (m.left_at is null or m.left_at >= " + end + "))";
          }};
}

// bucket("name", 10) is a number from 0 to 9, drawn once and for ever for each customer and name.
Field bucket() {
  struct Draw {
    std::string name;
    int slots = 0;
  };
  const auto draw_of = [](const Leaf& leaf) {
    return Draw{std::get<std::string>(leaf.arguments.front().value),
                static_cast<int>(std::get<Decimal>(leaf.arguments.back().value).digits)};
  };
  return {
      .name = "bucket",
      .type = Type::Integer,
      .maximum = kSlotsMost,
      .parameters = {{.name = "name", .type = Type::Text, .required = true},
                     {.name = "slots", .type = Type::Integer, .minimum = 2, .maximum = kSlotsMost, .required = true}},
      .values = [draw_of](const Leaf& leaf, const Binding&) -> Result<Values> {
        return [draw = draw_of(leaf)](Chunk& chunk, std::span<std::int64_t> out) {
          const auto ids = chunk.ledger().customer_ids().subspan(chunk.first_customer(), out.size());
          for (std::size_t n = 0; n < out.size(); ++n) out[n] = stable_slot(ids[n], draw.name, draw.slots);
        };
      },
      .sql =
          [draw_of](const Leaf& leaf, SqlWriter&) {
            const Draw draw = draw_of(leaf);
            return sql_stable_slot("c.customer_id", draw.name, draw.slots);
          }};
}

}  // namespace

std::vector<Field> membership_fields() { return {everyone(), segment(), bucket()}; }

}  // namespace tsuzuku::segments
