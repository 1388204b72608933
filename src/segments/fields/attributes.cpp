// Who the customer is, as far as it was told. These have no history: they are as they stand now, whatever the as-of
// day.

#include <algorithm>

#include "segments/fields/columns.hpp"
#include "segments/fields/groups.hpp"
#include "segments/sql_calendar.hpp"

namespace tsuzuku::segments {
namespace {

constexpr int kAgeMost = 150;
constexpr int kMonths = 12;

const ledger::People& people(const Chunk& chunk) { return *chunk.blocks().people; }

Field contact_flag(std::string name, std::uint8_t bit, const std::string& column) {
  return {.name = std::move(name),
          .needs = {ledger::Block::People},
          .values = per_customer([bit](const Chunk& chunk, CustomerIndex customer) {
            return std::int64_t{(people(chunk).contact()[customer] & bit) != 0};
          }),
          .sql = same_sql("case when coalesce(c." + column + ", '') <> '' then 1 else 0 end")};
}

// Full years: somebody born on 29 February is a year older on 1 March.
std::int64_t years_between(CivilDate birth, CivilDate now) {
  const bool before_birthday = std::pair(now.month, now.day) < std::pair(birth.month, birth.day);
  return now.year - birth.year - (before_birthday ? 1 : 0);
}

Field prefecture() {
  return {.name = "prefecture",
          .type = Type::Text,
          .optional = true,
          .name_source = "prefecture",
          .needs = {ledger::Block::People},
          .values = per_customer([](const Chunk& chunk, CustomerIndex customer) {
            const auto code = people(chunk).prefecture()[customer];
            return code == 0 ? kUnknown : std::int64_t{code};
          }),
          .names = [](const Binding& binding) { return binding.blocks.people->prefectures(); },
          .sql = same_sql("nullif(c.prefecture, '')")};
}

// Codes of the store, by index of the choice; another word is known, and none of them.
constexpr std::int64_t kOtherWord = -1;

Field gender() {
  const std::vector<std::string> choices{"female", "male", "other"};
  return {.name = "gender",
          .type = Type::Choice,
          .optional = true,
          .choices = choices,
          .needs = {ledger::Block::People},
          .values = [choices](const Leaf&, const Binding& binding) -> Result<Values> {
            std::vector<std::int64_t> index;
            for (const std::string& name : binding.blocks.people->genders()) {
              const auto found = std::ranges::find(choices, name);
              index.push_back(found == choices.end() ? kOtherWord : found - choices.begin());
            }
            index.front() = kUnknown;
            return [index](Chunk& chunk, std::span<std::int64_t> out) {
              const auto codes = people(chunk).gender().subspan(chunk.first_customer(), out.size());
              for (std::size_t n = 0; n < out.size(); ++n) out[n] = index[codes[n]];
            };
          },
          .sql = same_sql("case coalesce(c.gender, '') when '' then null when 'female' then 0 when 'male' then 1 "
                          "when 'other' then 2 else -1 end")};
}

Field age() {
  return {
      .name = "age",
      .type = Type::Integer,
      .optional = true,
      .unit = "years",
      .maximum = kAgeMost,
      .needs = {ledger::Block::People},
      .values = [](const Leaf&, const Binding& binding) -> Result<Values> {
        return [now = civil(Day{binding.as_of})](Chunk& chunk, std::span<std::int64_t> out) {
          const auto births = people(chunk).birth_day().subspan(chunk.first_customer(), out.size());
          for (std::size_t n = 0; n < out.size(); ++n)
            out[n] = births[n] == ledger::kNoBirthDay ? kUnknown : years_between(civil(Day{births[n]}), now);
        };
      },
      .sql = [](const Leaf&, SqlWriter& writer) { return sql_years_since("c.birth_date", writer.settings().as_of); }};
}

Field birth_month() {
  return {.name = "birth_month",
          .type = Type::Integer,
          .optional = true,
          .minimum = 1,
          .maximum = kMonths,
          .needs = {ledger::Block::People},
          .values = per_customer([](const Chunk& chunk, CustomerIndex customer) {
            const std::int32_t birth = people(chunk).birth_day()[customer];
            return birth == ledger::kNoBirthDay ? kUnknown : std::int64_t{civil(Day{birth}).month};
          }),
          .sql = same_sql(sql_month_of("c.birth_date"))};
}

Field consent() {
  const auto channel_of = [](const Leaf& leaf) {
    return *domain::channel_from(std::get<Code>(leaf.arguments.front().value).name);
  };
  const auto code_of = [](domain::ConsentState state) { return static_cast<std::int64_t>(state) - 1; };
  return {.name = "consent",
          .type = Type::Choice,
          .optional = true,
          .choices = {"given", "withdrawn"},
          .parameters = {{.name = "channel",
                          .type = Type::Choice,
                          .choices = channel_names(),
                          .required = true,
                          .choices_keys = std::string(kChannelTexts)}},
          .needs = {ledger::Block::People},
          .values = [channel_of, code_of](const Leaf& leaf, const Binding&) -> Result<Values> {
            return [channel = channel_of(leaf), code_of](Chunk& chunk, std::span<std::int64_t> out) {
              for (std::size_t n = 0; n < out.size(); ++n) {
                const auto state =
                    people(chunk).consent(chunk.first_customer() + static_cast<CustomerIndex>(n), channel);
                out[n] = state ? code_of(*state) : kUnknown;
              }
            };
          },
          .sql =
              [channel_of](const Leaf& leaf, SqlWriter& writer) {
                return "(select x.state - 1 from consents x where x.customer_id = c.customer_id and x.channel = " +
                       writer.number(static_cast<std::int64_t>(channel_of(leaf))) +
                       " order by x.at desc, x.consent_id desc limit 1)";
              }};
}

Field tag() {
  return {.name = "tag",
          .type = Type::Text,
          .many = true,
          .optional = true,
          .name_source = "tag",
          .needs = {ledger::Block::People},
          .matches = [](const std::vector<std::string>& wanted, const Binding& binding) -> Result<Matches> {
            std::vector<ledger::TagIndex> tags;
            const auto names = binding.blocks.people->tags();
            for (const std::string& name : wanted) {
              const auto found = std::ranges::find(names, name);
              if (found != names.end()) tags.push_back(static_cast<ledger::TagIndex>(found - names.begin()));
            }
            return [tags, any = wanted.empty()](Chunk& chunk, std::span<std::uint8_t> out) {
              for (std::size_t n = 0; n < out.size(); ++n) {
                const auto own = people(chunk).tags_of(chunk.first_customer() + static_cast<CustomerIndex>(n));
                out[n] = any ? !own.empty() : std::ranges::find_first_of(own, tags) != own.end();
              }
            };
          },
          .names = [](const Binding& binding) { return binding.blocks.people->tags(); },
          .sql_any =
              [](const std::vector<std::string>& wanted, SqlWriter& writer) {
                const std::string names = wanted.empty() ? "" : " and g.name in " + writer.texts(wanted);
                return "exists (select 1 from customer_tags x join tags g on g.tag_id = x.tag_id "
                       "where x.customer_id = c.customer_id" +
                       names + ")";
              }};
}

}  // namespace

std::vector<Field> attribute_fields() {
  return {prefecture(),
          gender(),
          age(),
          birth_month(),
          contact_flag("has_mail", ledger::kHasMail, "email"),
          contact_flag("has_phone", ledger::kHasPhone, "phone"),
          contact_flag("has_address", ledger::kHasAddress, "address"),
          consent(),
          tag()};
}

}  // namespace tsuzuku::segments
