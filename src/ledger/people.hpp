#pragma once
// What is known of a ledger's customers beside their orders: a block that aligns with one Ledger by CustomerIndex. It
// is as things stand now: attributes, consents and tags have no history that an as-of day could ask for.
// 19 bytes a customer and 4 a tag. Made by PeopleBuilder, immutable.

#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "domain/codes.hpp"
#include "ledger/columns.hpp"

namespace tsuzuku::ledger {

class Ledger;

inline constexpr std::int32_t kNoBirthDay = std::numeric_limits<std::int32_t>::min();

// Bits of People::contact.
inline constexpr std::uint8_t kHasMail = 1;
inline constexpr std::uint8_t kHasPhone = 2;
inline constexpr std::uint8_t kHasAddress = 4;  // a postal address

using TagIndex = std::uint32_t;
using NameIndex = std::uint32_t;

class People {
 public:
  [[nodiscard]] std::size_t customer_count() const { return birth_day_.size(); }
  [[nodiscard]] std::span<const std::int32_t> birth_day() const { return birth_day_; }  // days since 1970, kNoBirthDay
  [[nodiscard]] std::span<const std::uint8_t> contact() const { return contact_; }
  // Codes: index into the names beside them, sorted; names()[0] is "": not told.
  [[nodiscard]] std::span<const NameIndex> gender() const { return gender_; }
  [[nodiscard]] std::span<const NameIndex> prefecture() const { return prefecture_; }
  [[nodiscard]] std::span<const std::string> genders() const { return genders_; }
  [[nodiscard]] std::span<const std::string> prefectures() const { return prefectures_; }

  // Nothing when the customer never said a word on the channel.
  [[nodiscard]] std::optional<domain::ConsentState> consent(CustomerIndex customer, domain::Channel channel) const {
    const unsigned state = (unsigned{consents_[customer]} >> shift(channel)) & 3U;
    if (state == 0) return std::nullopt;
    return static_cast<domain::ConsentState>(state);
  }
  // Two bits for each channel, from domain::Channel 1 in the lowest: 0 no word, else domain::ConsentState.
  [[nodiscard]] std::span<const std::uint16_t> consents() const { return consents_; }
  [[nodiscard]] static constexpr unsigned shift(domain::Channel channel) {
    return 2U * (static_cast<unsigned>(channel) - 1U);
  }

  // Ascending.
  [[nodiscard]] std::span<const TagIndex> tags_of(CustomerIndex customer) const {
    return std::span(tags_).subspan(tag_begin_[customer], tag_begin_[customer + 1] - tag_begin_[customer]);
  }
  [[nodiscard]] std::span<const std::string> tags() const { return tag_names_; }

  [[nodiscard]] std::size_t bytes() const;

 private:
  friend class PeopleBuilder;
  friend struct Inside;
  People() = default;

  Column<std::int32_t> birth_day_;
  Column<std::uint8_t> contact_;
  Column<NameIndex> gender_;
  Column<NameIndex> prefecture_;
  Column<std::uint16_t> consents_;
  Column<std::uint32_t> tag_begin_{std::vector<std::uint32_t>{0}};
  Column<TagIndex> tags_;
  std::vector<std::string> genders_;
  std::vector<std::string> prefectures_;
  std::vector<std::string> tag_names_;
};

struct PersonRow {
  std::int64_t customer = 0;
  std::optional<Day> birth_day;
  std::string_view gender;
  std::string_view prefecture;
  bool has_mail = false;
  bool has_phone = false;
  bool has_address = false;
};

// The columns of People while they are written.
struct PeopleDraft {
  std::vector<std::int32_t> birth_day;
  std::vector<std::uint8_t> contact;
  std::vector<NameIndex> gender;
  std::vector<NameIndex> prefecture;
  std::vector<std::uint16_t> consents;
};

// Some of the customers. Parts may be filled on threads of their own as long as no two hear of the same customer.
// Ids that the ledger does not know are passed over.
class PeoplePart {
 public:
  // Each by ascending customer costs least. REQUIRES: of a consent, `at` of the same customer and channel ascends.
  void add(const PersonRow& person);
  void add_consent(std::int64_t customer, domain::Channel channel, domain::ConsentState state);
  void add_tag(std::int64_t customer, TagIndex tag);

 private:
  friend class PeopleBuilder;
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  // Names in the order in which they were met; made into sorted ones at the end.
  struct Names {
    std::unordered_map<std::string, NameIndex, Hash, std::equal_to<>> codes;
    [[nodiscard]] NameIndex code(std::string_view name);
  };
  struct Tag {
    CustomerIndex customer;
    TagIndex tag;
    friend auto operator<=>(const Tag&, const Tag&) = default;
  };
  PeoplePart(const Ledger& ledger, PeopleDraft& people) : ledger_(&ledger), people_(&people) {}
  [[nodiscard]] std::optional<CustomerIndex> find(std::int64_t customer);

  const Ledger* ledger_;
  PeopleDraft* people_;
  CustomerIndex last_ = 0;
  Names genders_;
  Names prefectures_;
  std::vector<CustomerIndex> told_;
  std::vector<Tag> tags_;
};

class PeopleBuilder {
 public:
  // The ledger must outlive the builder.
  PeopleBuilder(const Ledger& ledger, std::vector<std::string> tag_names);
  [[nodiscard]] PeoplePart& part();  // stays where it is until the builder is destroyed
  // Errors: Internal "ledger.misaligned" when not every customer of the ledger was told of exactly once.
  [[nodiscard]] Result<std::shared_ptr<const People>> finish();

 private:
  const Ledger* ledger_;
  std::vector<std::string> tag_names_;
  PeopleDraft people_;
  std::deque<PeoplePart> parts_;
};

}  // namespace tsuzuku::ledger
