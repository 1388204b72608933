#include <algorithm>
#include <atomic>
#include <functional>

#include "base/threads.hpp"
#include "ledger/file_sections.hpp"
#include "ledger/inside.hpp"

namespace tsuzuku::ledger {
namespace {

// Whether every item's list begins where the one before ends, from 0 to `end`.
bool are_begins(std::span<const std::uint32_t> begins, std::size_t lists, std::size_t end) {
  return begins.size() == lists + 1 && begins.front() == 0 && begins.back() == end && std::ranges::is_sorted(begins);
}

template <typename T>
bool all_below(std::span<const T> values, std::size_t limit) {
  T most = 0;
  for (const T value : values) most = std::max(most, value);
  return values.empty() || most < limit;
}

template <typename Enum>
bool all_between(std::span<const Enum> values, Enum first, Enum last) {
  bool sound = true;
  for (const Enum value : values) sound = sound && value >= first && value <= last;
  return sound;
}

bool are_orders(std::span<const OrderIndex> orders, std::size_t count) {
  return std::ranges::is_sorted(orders) && (orders.empty() || orders.back() < count);
}

// REQUIRES: are_orders(returns.order).
bool come_back_after(const Returns& returns, const Columns& columns) {
  bool sound = true;
  for (std::size_t at = 0; at < returns.order.size(); ++at) {
    sound = sound && returns.day[at] >= columns.day[returns.order[at]] && returns.amount[at] > 0 &&
            returns.quantity[at] >= 0 && returns.exchange[at] <= 1;
  }
  return sound;
}

// Checks run on all cores, after everything has been found; one that fails fails the whole.
class Checks {
 public:
  void add(std::function<bool()> check) { checks_.push_back(std::move(check)); }
  [[nodiscard]] bool all_hold() const {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> sound{true};
    on_threads(std::min(machine_threads(), checks_.size()), [&](std::size_t) {
      for (std::size_t at = next++; at < checks_.size() && sound; at = next++) {
        if (!checks_[at]()) sound = false;
      }
    });
    return sound;
  }

 private:
  std::vector<std::function<bool()>> checks_;
};

// Finds sections and makes columns of them. What is missing or of another width makes everything unsound.
class Reading {
 public:
  Reading(std::span<const std::byte> bytes, const std::shared_ptr<const void>& owner,
          const std::vector<FileSection>& sections)
      : bytes_(bytes), owner_(owner), sections_(sections) {}

  template <typename T>
  void read(std::uint32_t kind, Column<T>& column) {
    const std::span<const std::byte> content = find(kind, sizeof(T));
    column = Column<T>({reinterpret_cast<const T*>(content.data()), content.size() / sizeof(T)}, owner_);
  }
  [[nodiscard]] TextReader text(SectionKind kind) {
    const std::span<const std::byte> content = find(code(kind), 1);
    // Texts are small, and read before the other checks have run.
    return TextReader(is_intact(kind) ? content : std::span<const std::byte>());
  }
  // Asked later: what it refers to belongs to a block that is read, or is a copy.
  void require(std::function<bool()> check) { checks_.add(std::move(check)); }
  void require(bool condition) { found_ = found_ && condition; }
  // In two steps, so that no index is looked at in a section that is not intact.
  [[nodiscard]] bool is_sound() const { return found_ && intact_.all_hold() && checks_.all_hold(); }

 private:
  [[nodiscard]] const FileSection* section(std::uint32_t kind) const {
    const auto found = std::ranges::find(sections_, kind, &FileSection::kind);
    return found == sections_.end() ? nullptr : &*found;
  }
  [[nodiscard]] std::span<const std::byte> content_of(const FileSection& section) const {
    return bytes_.subspan(section.offset, section.count * section.value_size);
  }
  [[nodiscard]] bool is_intact(SectionKind kind) const {
    const FileSection* const found = section(code(kind));
    return found != nullptr && checksum_of(content_of(*found)) == found->checksum;
  }
  [[nodiscard]] std::span<const std::byte> find(std::uint32_t kind, std::size_t value_size) {
    const FileSection* const found = section(kind);
    if (found == nullptr || found->value_size != value_size) {
      found_ = false;
      return {};
    }
    const std::span<const std::byte> content = content_of(*found);
    intact_.add([content, checksum = found->checksum] { return checksum_of(content) == checksum; });
    return content;
  }

  std::span<const std::byte> bytes_;
  std::shared_ptr<const void> owner_;
  const std::vector<FileSection>& sections_;
  bool found_ = true;
  Checks intact_, checks_;
};

std::shared_ptr<Ledger> read_ledger(Reading& reading) {
  const auto ledger = Inside::make<Ledger>();
  Columns& columns = Inside::columns(*ledger);
  std::uint32_t next = code(SectionKind::Orders);
  for_each_column(columns, columns, [&](auto& column, auto&) { reading.read(next++, column); });
  Returns& returns = Inside::returns(*ledger);
  next = code(SectionKind::ReturnColumns);
  for_each_return_column(returns, returns, [&](auto& column, auto&) { reading.read(next++, column); });
  PartCosts& parts = Inside::part_costs(*ledger);
  reading.read(code(SectionKind::PartCosts, 0), parts.order);
  reading.read(code(SectionKind::PartCosts, 1), parts.uncosted);
  auto& ids = Inside::customer_ids(*ledger);
  auto& begin = Inside::customer_begin(*ledger);
  auto& anonymous = Inside::anonymous_ids(*ledger);
  reading.read(code(SectionKind::Customers, 0), ids);
  reading.read(code(SectionKind::Customers, 1), begin);
  reading.read(code(SectionKind::Customers, 2), anonymous);

  TextReader text = reading.text(SectionKind::Names);
  Inside::Names names;
  const std::string currency = text.text();
  const std::int64_t decimals = text.number();
  names.merge_same_day = text.number() != 0;
  names.sources = text.texts();
  names.payment_methods = text.texts();
  names.products = text.texts();
  const auto known = find_currency(currency);
  reading.require(!text.broken() && known && known->decimals == decimals && !names.sources.empty() &&
                  !names.payment_methods.empty() && !names.products.empty());
  if (known) names.currency = *known;

  const std::size_t orders = columns.day.size();
  const std::size_t sources = names.sources.size();
  const std::size_t methods = names.payment_methods.size();
  const std::size_t products = names.products.size();
  for_each_column(columns, columns, [&](auto& column, auto&) { reading.require(column.size() == orders); });
  reading.require(orders < std::numeric_limits<OrderIndex>::max() && anonymous.size() <= orders);
  for_each_return_column(returns, returns,
                         [&](auto& column, auto&) { reading.require(column.size() == returns.order.size()); });
  reading.require(parts.uncosted.size() == parts.order.size());
  reading.require([&begin, &ids, &anonymous, orders] {
    return are_begins(std::span(begin), ids.size(), orders - anonymous.size());
  });
  reading.require([&ids] { return std::ranges::adjacent_find(ids, std::ranges::greater_equal()) == ids.end(); });
  reading.require([&returns, &columns, orders] {
    return are_orders(std::span(returns.order), orders) && come_back_after(returns, columns);
  });
  reading.require([&returns, products] { return all_below(std::span(returns.product), products); });
  reading.require([&returns] {
    return all_between(std::span(returns.reason), domain::ReturnReason::NotTold, domain::ReturnReason::Other);
  });
  reading.require([&parts, orders] { return are_orders(std::span(parts.order), orders); });
  reading.require([&columns, sources] { return all_below(std::span(columns.source), sources); });
  reading.require([&columns, methods] { return all_below(std::span(columns.payment_method), methods); });
  reading.require([&columns] {
    return all_between(std::span(columns.cancel_reason), domain::LossReason::None, domain::LossReason::NotTold);
  });
  Inside::set_names(*ledger, std::move(names));
  return ledger;
}

Products read_products(Reading& reading) {
  TextReader text = reading.text(SectionKind::Products);
  Products products;
  products.codes = text.texts();
  products.names = text.texts();
  products.kinds.clear();
  products.unit_costs.clear();
  reading.require(products.codes.size() == products.names.size() && !products.codes.empty());
  for (std::size_t n = 0; n < products.codes.size() && !text.broken_so_far(); ++n) {
    const std::int64_t kind = text.number();
    const bool costed = text.number() != 0;
    const Money cost = text.number();
    reading.require(kind >= static_cast<std::int64_t>(domain::ProductKind::Ordinary) &&
                    kind <= static_cast<std::int64_t>(domain::ProductKind::Trial));
    products.kinds.push_back(static_cast<domain::ProductKind>(kind));
    products.unit_costs.push_back(costed ? std::optional(cost) : std::nullopt);
  }
  reading.require(!text.broken());
  return products;
}

std::shared_ptr<Lines> read_lines(Reading& reading, std::size_t orders) {
  const auto lines = Inside::make<Lines>();
  auto& begin = Inside::order_begin(*lines);
  reading.read(code(SectionKind::Lines), begin);
  std::uint32_t next = code(SectionKind::Lines, 1);
  Inside::visit_lines(*lines, *lines, [&](auto& column, auto&) { reading.read(next++, column); });
  Products products = read_products(reading);
  const std::size_t count = lines->line_count();
  Inside::visit_lines(*lines, *lines, [&](auto& column, auto&) { reading.require(column.size() == count); });
  reading.require([&begin, orders, count] { return are_begins(std::span(begin), orders, count); });
  reading.require([held = lines.get(), known = products.codes.size()] { return all_below(held->product(), known); });
  Inside::set_products(*lines, std::move(products));
  return lines;
}

std::shared_ptr<Subscriptions> read_subscriptions(Reading& reading, std::size_t customers) {
  const auto subscriptions = Inside::make<Subscriptions>();
  auto& begin = Inside::customer_begin_of(*subscriptions);
  reading.read(code(SectionKind::Subscriptions), begin);
  std::uint32_t next = code(SectionKind::Subscriptions, 1);
  Inside::visit_subscriptions(*subscriptions, *subscriptions,
                              [&](auto& column, auto&) { reading.read(next++, column); });
  const std::size_t count = subscriptions->count();
  Inside::visit_subscriptions(*subscriptions, *subscriptions,
                              [&](auto& column, auto&) { reading.require(column.size() == count); });
  reading.require([&begin, customers, count] { return are_begins(std::span(begin), customers, count); });
  reading.require([held = subscriptions.get()] {
    return all_between(held->state(), domain::SubscriptionState::Active, domain::SubscriptionState::Undelivered);
  });
  return subscriptions;
}

std::shared_ptr<People> read_people(Reading& reading, std::size_t customers) {
  const auto people = Inside::make<People>();
  auto& begin = Inside::tag_begin(*people);
  auto& tags = Inside::tags(*people);
  reading.read(code(SectionKind::People), begin);
  reading.read(code(SectionKind::People, 1), tags);
  std::uint32_t next = code(SectionKind::People, 2);
  Inside::visit_people(*people, *people, [&](auto& column, auto&) { reading.read(next++, column); });
  TextReader text = reading.text(SectionKind::PeopleNames);
  Inside::PeopleNames names;
  names.genders = text.texts();
  names.prefectures = text.texts();
  names.tags = text.texts();
  reading.require(!text.broken());
  Inside::visit_people(*people, *people, [&](auto& column, auto&) { reading.require(column.size() == customers); });
  reading.require([&begin, &tags, customers] { return are_begins(std::span(begin), customers, tags.size()); });
  reading.require([&tags, known = names.tags.size()] { return all_below(std::span(tags), known); });
  reading.require([held = people.get(), known = names.genders.size()] { return all_below(held->gender(), known); });
  reading.require(
      [held = people.get(), known = names.prefectures.size()] { return all_below(held->prefecture(), known); });
  Inside::set_names(*people, std::move(names));
  return people;
}

std::shared_ptr<const Facts> read_facts(Reading& reading, std::size_t sources) {
  Products products = read_products(reading);
  TextReader text = reading.text(SectionKind::Facts);
  constexpr std::size_t kNumbers = 3 * sizeof(std::int64_t);
  std::vector<SourceCost> costs(text.count(kNumbers));
  for (SourceCost& cost : costs) {
    const std::int64_t source = text.number();
    reading.require(source >= 0 && static_cast<std::size_t>(source) < sources);
    cost = {static_cast<SourceIndex>(source), YearMonth{static_cast<std::int32_t>(text.number())}, 0};
    cost.cost = text.number();
  }
  std::vector<StockLevel> stock(text.count(kNumbers));
  for (StockLevel& level : stock) {
    const std::int64_t product = text.number();
    reading.require(product >= 0 && static_cast<std::size_t>(product) < products.codes.size());
    level = {static_cast<ProductIndex>(product), Day{static_cast<std::int32_t>(text.number())}, 0};
    level.on_hand = text.number();
  }
  reading.require(!text.broken());
  return std::make_shared<const Facts>(std::move(products), std::move(costs), std::move(stock));
}

std::shared_ptr<Touches> read_touches(Reading& reading, std::size_t customers) {
  const auto touches = Inside::make<Touches>();
  auto& begin = Inside::customer_begin_of(*touches);
  reading.read(code(SectionKind::Touches), begin);
  std::uint32_t next = code(SectionKind::Touches, 1);
  Inside::visit_touches(*touches, *touches, [&](auto& column, auto&) { reading.read(next++, column); });
  const std::size_t count = touches->count();
  Inside::visit_touches(*touches, *touches, [&](auto& column, auto&) { reading.require(column.size() == count); });
  reading.require([&begin, customers, count] { return are_begins(std::span(begin), customers, count); });
  reading.require(
      [held = touches.get()] { return all_between(held->channel(), domain::Channel::Mail, domain::Channel::Sms); });
  return touches;
}

}  // namespace

Status File::load(Blocks& blocks, BlockSet wanted) const {
  Reading reading(bytes_, owner_, sections_);
  Blocks found = blocks;
  const auto is_new = [&](Block block) { return wanted.has(block) && held().has(block) && !blocks.held().has(block); };
  std::shared_ptr<Ledger> ledger;
  if (!found.ledger) found.ledger = ledger = read_ledger(reading);
  const std::size_t customers = found.ledger->customer_count();
  if (is_new(Block::Lines)) found.lines = read_lines(reading, found.ledger->order_count());
  // Returns name products by the indexes of the lines.
  if (is_new(Block::Lines)) {
    const auto& named = found.ledger->products();
    const auto& listed = found.lines->products().codes;
    reading.require(named.size() <= listed.size() && std::equal(named.begin(), named.end(), listed.begin()));
  }
  if (is_new(Block::Subscriptions)) found.subscriptions = read_subscriptions(reading, customers);
  if (is_new(Block::People)) found.people = read_people(reading, customers);
  if (is_new(Block::Facts)) found.facts = read_facts(reading, found.ledger->sources().size());
  if (is_new(Block::Touches)) found.touches = read_touches(reading, customers);
  if (!reading.is_sound()) return fail(ErrorKind::InvalidInput, "ledger_file.damaged", {{"file", name_}});
  if (ledger) Inside::set_days(*ledger);
  blocks = std::move(found);
  return {};
}

}  // namespace tsuzuku::ledger
