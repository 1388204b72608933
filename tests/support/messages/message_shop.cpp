#include "tests/support/messages/message_shop.hpp"

#include <unistd.h>

#include <stdexcept>

namespace tsuzuku::testing_support {
namespace {

using namespace services;

constexpr std::string_view kQueries = R"(
-- name: add_customer
insert into customers (customer_id, shop_id, channel, customer_number, email, last_name, first_name, created_at, updated_at)
values (:customer_id, :shop_id, '', :number, :email, '山田', '花子', :now, :now)
)";

template <typename T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(tell(result.error()));
  return std::move(*result);
}
void must(Status status) {
  if (!status) throw std::runtime_error(tell(status.error()));
}

json::object mail_values() {
  return {
      {"from_name", "つづく園"},   {"from_address", "tea@shop.example"},         {"postal_address", "京都市中京区1"},
      {"contact", "075-000-0000"}, {"public_address", "https://m.shop.example"}, {"smtp_host", "127.0.0.1"},
      {"smtp_password", "secret"}};
}

}  // namespace

MessageShop::MessageShop(sql::Database& database, IdMaker& ids, std::int64_t now)
    : database_(database), ids_(ids), now_(now), clock_ms_(now * 1'000) {
  shops_.emplace(must(Shops::open(database, ids)));
  if (const auto found = must(shops_->find("文の店"))) {
    shop_ = *found;
  } else {
    shop_ = must(shops_->create({.name = "文の店"}, now));
  }
  MasterKey key;
  key.bytes.fill(std::byte{7});
  desk_ = must(MessageDesk::open(database, ids, key, counting_bytes()));
  const auto templates = must(desk_->templates().list(shop_.id));
  if (!templates.empty()) {
    template_ = templates.front().id;
    return;
  }
  save_settings();
  must(desk_->delivery().save(shop_.id, json::object(), now));
  template_ = must(desk_->templates().create(shop_.id,
                                             {.name = "案内",
                                              .content = {.subject = "{{customer.last_name | 'お客'}} 様へ",
                                                          .text = std::string(kLawfulText),
                                                          .html = ""}},
                                             now))
                  .id;
  change_words({});
}

void MessageShop::change_words(const TemplateChange& change) {
  const MessageTemplate changed = must(desk_->templates().change(shop_.id, template_, change, clock()));
  must(desk_->templates().publish(shop_.id, template_, changed.content, clock()));
}

void MessageShop::save_settings(const json::object& more) {
  json::object values = mail_values();
  for (const auto& member : more) values[member.key()] = member.value();
  must(desk_->channels().save(shop_.id, channels::mail_channel(), values, now_));
}

void MessageShop::add_customer(CustomerId customer, const std::string& email, bool agrees) {
  const auto queries = must(sql::Queries::parse("message_shop", kQueries, database_.dialect()));
  {
    const auto session = must(database_.writer());
    must(session->run(queries.get("add_customer"),
                      {{"customer_id", customer.value},
                       {"shop_id", shop_.id.value},
                       {"number", "C" + customer.text()},
                       {"email", email.empty() ? sql::Value(sql::Null{}) : sql::Value(email)},
                       {"now", now_}}));
  }
  if (!agrees) return;
  must(desk_->consents().add(shop_.id, customer,
                             {.channel = domain::Channel::Mail,
                              .state = domain::ConsentState::Given,
                              .origin = "form",
                              .evidence = "注文のとき",
                              .staff = {}},
                             now_ - 1'000));
}

Touch MessageShop::touch(CustomerId customer, std::string key) const {
  Touch touch;
  touch.customer = customer;
  touch.key = std::move(key);
  touch.journey = JourneyId{5};
  touch.version = 1;
  touch.run = RunId{7};
  touch.node = "mail1";
  touch.template_id = template_.value;
  touch.due_at = now_;
  touch.expires_at = now_ + 7 * 86'400;
  touch.why = "[]";
  return touch;
}

void MessageShop::plan(const std::vector<Touch>& touches) {
  const auto session = must(database_.writer());
  auto transaction = must(sql::Transaction::begin(*session));
  must(desk_->touches().add(*session, shop_.id, touches, now_));
  must(transaction.commit());
}

Touch MessageShop::get(CustomerId customer, const std::string& key) const {
  return must(desk_->touches().get(shop_.id, customer, key));
}

std::int64_t MessageShop::count(domain::TouchState state) const {
  return must(desk_->touches().page(shop_.id, state, 1, 1)).rows_total;
}

std::unique_ptr<Sender> MessageShop::sender(const channels::Channel& channel, const std::string& folder,
                                            SendGate* gate) {
  auto journal = must(HandoverJournal::open(database_, "mail", folder + "/sender.journal", "boot-1"));
  return must(Sender::open(
      database_, *shops_, *desk_, gate, shop_.id, channel, std::move(journal),
      {.now_ms = [this] { return clock_ms_.load(); },
       .steady_ms = [this] { return clock_ms_ - jumped_ms_; },
       .pause = [this](std::int64_t ms) { clock_ms_ += ms; },
       .stopping =
           [happening = happening_] {
             happening();
             return false;
           },
       .random_name = [this] { return "j" + std::to_string(::getpid()) + "-" + std::to_string(++names_); }}));
}

}  // namespace tsuzuku::testing_support
