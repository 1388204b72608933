#include "ledger/people.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "ledger/ledger.hpp"

namespace tsuzuku::ledger {
namespace {

constexpr std::uint16_t kConsentBits = 3;

// All names of all parts, sorted, "" first; and for each part where its own codes went.
struct MergedNames {
  std::vector<std::string> names{""};
  std::vector<std::vector<NameIndex>> codes;
};

template <typename NamesOfParts>
MergedNames merge_names(const NamesOfParts& parts) {
  MergedNames merged;
  for (const auto* part : parts) {
    for (const auto& [name, code] : part->codes) merged.names.push_back(name);
  }
  std::ranges::sort(merged.names);
  merged.names.erase(std::ranges::unique(merged.names).begin(), merged.names.end());
  for (const auto* part : parts) {
    auto& codes = merged.codes.emplace_back(part->codes.size() + 1);
    for (const auto& [name, code] : part->codes) {
      codes[code] = static_cast<NameIndex>(std::ranges::lower_bound(merged.names, name) - merged.names.begin());
    }
  }
  return merged;
}

}  // namespace

std::size_t People::bytes() const {
  return customer_count() * (sizeof(birth_day_[0]) + sizeof(contact_[0]) + sizeof(gender_[0]) + sizeof(prefecture_[0]) +
                             sizeof(consents_[0])) +
         tag_begin_.size() * sizeof(tag_begin_[0]) + tags_.size() * sizeof(tags_[0]);
}

NameIndex PeoplePart::Names::code(std::string_view name) {
  if (name.empty()) return 0;
  const auto found = codes.find(name);
  if (found != codes.end()) return found->second;
  const auto next = static_cast<NameIndex>(codes.size() + 1);
  codes.emplace(name, next);
  return next;
}

std::optional<CustomerIndex> PeoplePart::find(std::int64_t customer) {
  const auto ids = ledger_->customer_ids();
  if (last_ < ids.size() && ids[last_] == customer) return last_;
  if (last_ + 1 < ids.size() && ids[last_ + 1] == customer) return ++last_;
  const auto found = ledger_->find_customer(customer);
  if (found) last_ = *found;
  return found;
}

void PeoplePart::add(const PersonRow& person) {
  const auto customer = find(person.customer);
  if (!customer) return;
  told_.push_back(*customer);
  people_->birth_day[*customer] = person.birth_day ? person.birth_day->value : kNoBirthDay;
  people_->contact[*customer] =
      static_cast<std::uint8_t>((person.has_mail ? kHasMail : 0U) | (person.has_phone ? kHasPhone : 0U) |
                                (person.has_address ? kHasAddress : 0U));
  people_->gender[*customer] = genders_.code(person.gender);
  people_->prefecture[*customer] = prefectures_.code(person.prefecture);
}

void PeoplePart::add_consent(std::int64_t customer, domain::Channel channel, domain::ConsentState state) {
  const auto found = find(customer);
  if (!found) return;
  const unsigned shift = People::shift(channel);
  const unsigned others = people_->consents[*found] & ~(unsigned{kConsentBits} << shift);
  people_->consents[*found] = static_cast<std::uint16_t>(others | (static_cast<unsigned>(state) << shift));
}

void PeoplePart::add_tag(std::int64_t customer, TagIndex tag) {
  if (const auto found = find(customer)) tags_.push_back({*found, tag});
}

PeopleBuilder::PeopleBuilder(const Ledger& ledger, std::vector<std::string> tag_names)
    : ledger_(&ledger), tag_names_(std::move(tag_names)) {
  const std::size_t customers = ledger.customer_count();
  people_.birth_day.assign(customers, kNoBirthDay);
  people_.contact.resize(customers);
  people_.gender.resize(customers);
  people_.prefecture.resize(customers);
  people_.consents.resize(customers);
}

PeoplePart& PeopleBuilder::part() { return parts_.emplace_back(PeoplePart(*ledger_, people_)); }

Result<std::shared_ptr<const People>> PeopleBuilder::finish() {
  std::vector<const PeoplePart::Names*> genders, prefectures;
  std::vector<PeoplePart::Tag> tags;
  std::vector<bool> told(ledger_->customer_count());
  std::size_t people = 0;
  for (const PeoplePart& part : parts_) {
    genders.push_back(&part.genders_);
    prefectures.push_back(&part.prefectures_);
    tags.insert(tags.end(), part.tags_.begin(), part.tags_.end());
    people += part.told_.size();
    for (const CustomerIndex customer : part.told_) told[customer] = true;
  }
  if (people != told.size() || std::ranges::find(told, false) != told.end()) {
    return fail(ErrorKind::Internal, "ledger.misaligned", {{"block", "people"}});
  }

  MergedNames gender = merge_names(genders);
  MergedNames prefecture = merge_names(prefectures);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    for (const CustomerIndex customer : parts_[i].told_) {
      people_.gender[customer] = gender.codes[i][people_.gender[customer]];
      people_.prefecture[customer] = prefecture.codes[i][people_.prefecture[customer]];
    }
  }
  if (!std::ranges::is_sorted(tags)) std::ranges::sort(tags);
  std::vector<std::uint32_t> tag_begin(told.size() + 1);
  std::vector<TagIndex> tag_of;
  tag_of.reserve(tags.size());
  for (const PeoplePart::Tag& tag : tags) {
    ++tag_begin[tag.customer + 1];
    tag_of.push_back(tag.tag);
  }
  std::partial_sum(tag_begin.begin(), tag_begin.end(), tag_begin.begin());

  const std::shared_ptr<People> made(new People);
  made->birth_day_ = std::move(people_.birth_day);
  made->contact_ = std::move(people_.contact);
  made->gender_ = std::move(people_.gender);
  made->prefecture_ = std::move(people_.prefecture);
  made->consents_ = std::move(people_.consents);
  made->tag_begin_ = std::move(tag_begin);
  made->tags_ = std::move(tag_of);
  made->genders_ = std::move(gender.names);
  made->prefectures_ = std::move(prefecture.names);
  made->tag_names_ = std::move(tag_names_);
  return made;
}

}  // namespace tsuzuku::ledger
