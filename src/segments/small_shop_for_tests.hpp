#pragma once
// A shop of a few customers written down by hand, with every block.

#include <algorithm>
#include <string>
#include <vector>

#include "ledger/blocks.hpp"
#include "ledger/builder.hpp"
#include "segments/evaluate.hpp"

namespace tsuzuku::segments {

[[nodiscard]] inline Day day(std::string_view text) { return parse_day(text).value(); }

struct SmallLine {
  std::string product;
  std::int64_t quantity = 1;
  Money amount = 1'000;
  std::int64_t out_of_stock = 0;
};

struct SmallOrder {
  std::int64_t customer = 0;
  std::string_view on;
  Money amount = 1'000;
  std::string source{};
  std::vector<SmallLine> lines{};
  std::optional<Day> cancelled{}, shipped{}, delivered{}, due{}, paid{};
  Money discount = 0;
  Money points = 0;
  std::vector<std::pair<Day, Money>> returns{};
  int round = 0;
  std::uint8_t subscription = 0;
  bool purchase = true;
};

class SmallShop {
 public:
  std::int64_t customers = 3;
  bool merge_same_day = true;
  Currency currency{"JPY", 0};
  std::vector<SmallOrder> orders;
  std::vector<ledger::SubscriptionRow> subscriptions;
  std::vector<ledger::PersonRow> people;  // those left out are unknown in everything

  struct Word {
    std::int64_t customer;
    domain::Channel channel;
    domain::ConsentState state;
  };
  std::vector<Word> words;
  std::vector<std::pair<std::int64_t, ledger::TagIndex>> tags;
  std::vector<std::string> tag_names{"vip", "late"};

  [[nodiscard]] ledger::Blocks blocks() const {
    ledger::Blocks blocks;
    blocks.ledger = ledger();
    blocks.lines = lines(*blocks.ledger);
    ledger::SubscriptionsBuilder subscription_builder(*blocks.ledger);
    for (const auto& row : subscriptions) subscription_builder.add(row);
    blocks.subscriptions = subscription_builder.finish().value();
    ledger::PeopleBuilder people_builder(*blocks.ledger, tag_names);
    ledger::PeoplePart& part = people_builder.part();
    for (std::int64_t id = 1; id <= customers; ++id) {
      const auto known = std::ranges::find(people, id, &ledger::PersonRow::customer);
      part.add(known != people.end() ? *known : ledger::PersonRow{.customer = id});
    }
    for (const Word& word : words) part.add_consent(word.customer, word.channel, word.state);
    for (const auto& [customer, tag] : tags) part.add_tag(customer, tag);
    blocks.people = people_builder.finish().value();
    return blocks;
  }

 private:
  [[nodiscard]] std::shared_ptr<const ledger::Ledger> ledger() const {
    ledger::Builder builder;
    builder.set_merge_same_day(merge_same_day);
    builder.set_currency(currency);
    std::vector<std::string> sources{""};
    for (std::int64_t id = 1; id <= customers; ++id) builder.add_customer(id);
    for (const SmallOrder& order : orders) {
      if (!order.source.empty() && std::ranges::find(sources, order.source) == sources.end())
        sources.push_back(order.source);
    }
    builder.set_sources(sources);
    std::int64_t id = 0;
    for (const SmallOrder& order : orders) {
      ledger::OrderRow row;
      row.customer = order.customer;
      row.order = ++id;
      row.day = day(order.on);
      row.cancelled = order.cancelled;
      row.shipped = order.shipped;
      row.delivered = order.delivered;
      row.paid = order.paid;
      row.payment_due = order.due;
      row.accepted = order.amount;
      row.discounts = order.discount;
      row.points = order.points;
      row.source = static_cast<std::uint16_t>(std::ranges::find(sources, order.source) - sources.begin());
      row.round = static_cast<std::uint8_t>(order.round);
      row.subscription = order.subscription;
      row.purchase = order.purchase;
      builder.add_order(row);
      for (const auto& [when, amount] : order.returns) builder.add_return({order.customer, id, when, amount});
    }
    return builder.finish().value();
  }

  [[nodiscard]] std::shared_ptr<const ledger::Lines> lines(const ledger::Ledger& ledger) const {
    ledger::Products products;
    ledger::LinePart part;
    std::int64_t id = 0;
    for (const SmallOrder& order : orders) {
      part.begin_order(order.customer, ++id, day(order.on).value);
      for (const SmallLine& line : order.lines) {
        auto found =
            static_cast<ledger::ProductIndex>(std::ranges::find(products.codes, line.product) - products.codes.begin());
        if (found == products.codes.size()) found = products.add(line.product, domain::ProductKind::Ordinary);
        part.add({.product = found,
                  .quantity = line.quantity,
                  .out_of_stock_quantity = line.out_of_stock,
                  .amount = line.amount});
      }
    }
    ledger::LinesBuilder builder(ledger, products);
    builder.add(std::move(part));
    return builder.finish().value();
  }
};

}  // namespace tsuzuku::segments
