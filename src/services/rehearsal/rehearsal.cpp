#include "services/rehearsal/rehearsal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <queue>
#include <unordered_set>
#include <utility>

#include "base/stable_hash.hpp"
#include "demo/calendar.hpp"
#include "services/journeys/beginnings.hpp"
#include "services/messages/sending/sender.hpp"
#include "services/rehearsal/readers.hpp"
#include "services/rehearsal/silent_channel.hpp"
#include "services/rehearsal/tellings.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::int64_t kHour = 3'600;
constexpr int kHoursPerDay = 24;
// Before the shop's last day: every goal window is over then, whoever came in last.
constexpr int kDaysAfterTheEnd = 45;
// The hour in which the members of a condition are counted; a real shop counts them every minute.
constexpr int kCountingHour = 9;
// Longer than any honest hour: something never becomes idle.
constexpr int kRoundsMost = 10'000;
constexpr std::string_view kReader =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";

std::unexpected<Error> never_idle(std::string_view who) {
  return fail(ErrorKind::Internal, "demo.rehearsal_never_idle", {{"who", std::string(who)}});
}

// What the demo shop sends as. The server is the one of docs/first_journey.md, which takes everything and sends
// nothing.
json::object mail_settings(const Catalogue& texts, const std::string& public_address) {
  return {{"from_name", texts.text("demo.rehearsal.from_name")},
          {"from_address", "info@shop.example"},
          {"postal_address", texts.text("demo.rehearsal.postal_address")},
          {"contact", "info@shop.example"},
          {"public_address", public_address},
          {"smtp_host", "127.0.0.1"},
          {"smtp_port", 2525},
          {"smtp_security", "none"}};
}

constexpr std::string_view kShop = "https://shop.example/";

// A paragraph for each line, a button before the footer, a link to unsubscribe instead of its address.
std::string html_of(std::string_view text, const Catalogue& texts) {
  constexpr std::string_view kUnsubscribe = "{{unsubscribe_url}}";
  std::string html = "<!doctype html>\n<html><body>\n";
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line == "--") {
      html += fmt::format("<p><a href=\"{}\">{}</a></p>\n<hr>\n", kShop, texts.text("demo.rehearsal.button"));
    } else if (line.ends_with(kUnsubscribe)) {
      html += fmt::format("<p><a href=\"{}\">{}</a></p>\n", kUnsubscribe, texts.text("demo.rehearsal.unsubscribe"));
    } else if (!line.empty()) {
      html += fmt::format("<p>{}</p>\n", line);
    }
  }
  return html + "</body></html>\n";
}

class Rehearser {
 public:
  Rehearser(const RehearsalParts& parts, const Shop& shop, const RehearsalOptions& options, const Catalogue& texts,
            Tellings tellings)
      : parts_(parts), shop_(shop), options_(options), texts_(texts), tellings_(std::move(tellings)) {}

  [[nodiscard]] Status prepare();
  [[nodiscard]] Status live(const std::function<void(int days)>& progress);
  [[nodiscard]] Result<Rehearsal> finish();

  [[nodiscard]] static Day begin_of(const demo::Options& options) { return options.until - (kRehearsalDays - 1); }

 private:
  struct Played {
    RehearsedJourney journey;
    ReadersHabits habits;
    std::unordered_set<std::int64_t> reached;  // customers
  };
  struct Deed {
    std::int64_t at = 0;
    channels::TouchRef touch;
    TouchEventKind kind = TouchEventKind::Opened;
    friend bool operator>(const Deed& a, const Deed& b) { return a.at > b.at; }
  };

  [[nodiscard]] std::int64_t now() const { return now_ms_ / 1'000; }
  [[nodiscard]] Status play(const std::string& name, Beginning beginning, ReadersHabits habits);
  [[nodiscard]] Status give_form();
  [[nodiscard]] Status open_sender();
  [[nodiscard]] Status live_hour(int hour);
  [[nodiscard]] Status run_journeys();
  [[nodiscard]] Status count_members();
  [[nodiscard]] Status send();
  [[nodiscard]] Status read();
  void receive(const Arrived& mail);
  [[nodiscard]] Status end_journeys();

  const RehearsalParts& parts_;
  const Shop& shop_;
  const RehearsalOptions& options_;
  const Catalogue& texts_;
  Tellings tellings_;
  SilentChannel channel_;
  std::filesystem::path journal_file_;
  std::unique_ptr<Sender> sender_;
  std::vector<Played> played_;
  std::priority_queue<Deed, std::vector<Deed>, std::greater<>> deeds_;
  std::atomic<std::int64_t> now_ms_ = 0;
};

Status Rehearser::prepare() {
  const Day begin = begin_of(options_.demo);
  now_ms_ = demo::to_utc({.day = begin, .second = 0}) * 1'000;
  TSUZUKU_CHECK(tellings_.tell_past(now()));
  const auto settings =
      parts_.messages.channels().save(shop_.id, channel_, mail_settings(texts_, options_.public_address), now());
  if (!settings) return fail(settings.error());

  TSUZUKU_TRY(shop, parts_.shops.get(shop_.id));
  TSUZUKU_TRY(proposed, parts_.journeys.propose(shop, 1, std::nullopt));
  const std::string follow_up = texts_.text("demo.rehearsal.follow_up");
  TSUZUKU_CHECK(play(follow_up, beginning_of_proposal(follow_up, std::move(proposed.proposal), texts_),
                     {.order_permille = options_.order_permille, .click_permille = 250}));
  const std::string dormant = texts_.text("demo.rehearsal.dormant");
  TSUZUKU_TRY(beginning, beginning_of_template(dormant, "dormant", texts_));
  TSUZUKU_CHECK(play(dormant, std::move(beginning), {}));
  return open_sender();
}

Status Rehearser::play(const std::string& name, Beginning beginning, ReadersHabits habits) {
  beginning.definition.holdout_permille = options_.holdout_permille;
  if (beginning.definition.goal) beginning.definition.goal->days = kGoalDays;  // all over by the shop's last day
  TSUZUKU_TRY(journey,
              parts_.journeys.create(shop_.id, std::nullopt, name, beginning.definition, beginning.messages, now()));
  TSUZUKU_CHECK(give_form());
  TSUZUKU_TRY(problems, parts_.journeys.publish(shop_, journey.id, std::nullopt, now()));
  if (!problems.empty()) return fail(problems.front().error);
  played_.push_back({.journey = {.id = journey.id, .name = name, .report = {}}, .habits = habits, .reached = {}});
  return {};
}

// The words of a proposal are text: readers who open and click need a mail with a form.
Status Rehearser::give_form() {
  TSUZUKU_TRY(templates, parts_.messages.templates().list(shop_.id));
  for (const MessageTemplate& one : templates) {
    if (!one.content.html.empty()) continue;
    const auto changed =
        parts_.messages.templates().change(shop_.id, one.id, {.html = html_of(one.content.text, texts_)}, now());
    if (!changed) return fail(changed.error());
  }
  return {};
}

Status Rehearser::open_sender() {
  const std::string name = "rehearsal-" + shop_.id.text();
  journal_file_ = parts_.folder / (name + ".journal");
  TSUZUKU_TRY(journal, HandoverJournal::open(parts_.database, name, journal_file_, parts_.random_name()));
  TSUZUKU_TRY(sender, Sender::open(parts_.database, parts_.shops, parts_.messages, &parts_.gate, shop_.id, channel_,
                                   std::move(journal),
                                   {.now_ms = [this] { return now_ms_.load(); },
                                    .steady_ms = [this] { return now_ms_.load(); },
                                    .pause = [this](std::int64_t ms) { now_ms_ += ms; },
                                    .stopping = [] { return false; },
                                    .random_name = parts_.random_name}));
  TSUZUKU_TRY(recovered, sender->recover());
  sender_ = std::move(sender);
  return recovered == 0 ? Status{} : fail(ErrorKind::Conflict, "demo.shop_has_orders", {{"shop", shop_.name}});
}

Status Rehearser::live(const std::function<void(int days)>& progress) {
  const std::int64_t begin = now();
  for (int day = 0; day < kRehearsalDays; ++day) {
    if (day == kRehearsalDays - kDaysAfterTheEnd) TSUZUKU_CHECK(end_journeys());
    for (int hour = 0; hour < kHoursPerDay; ++hour) {
      now_ms_ = (begin + (std::int64_t{day} * kHoursPerDay + hour + 1) * kHour - 1) * 1'000;
      TSUZUKU_CHECK(live_hour(hour));
    }
    progress(day + 1);
  }
  return {};
}

Status Rehearser::live_hour(int hour) {
  TSUZUKU_CHECK(tellings_.tell_until(now()));
  TSUZUKU_CHECK(read());
  TSUZUKU_CHECK(run_journeys());
  if (hour == kCountingHour) TSUZUKU_CHECK(count_members());
  TSUZUKU_CHECK(send());
  for (const Arrived& mail : channel_.take()) receive(mail);
  return {};
}

Status Rehearser::run_journeys() {
  for (int round = 0; round < kRoundsMost; ++round) {
    TSUZUKU_TRY(done, parts_.engine.work_once(now()));
    if (!done.failed.empty()) return fail(done.failed.front().error);
    if (!done.more) return {};
  }
  return never_idle("journeys");
}

Status Rehearser::count_members() {
  for (int round = 0; round < kRoundsMost; ++round) {
    TSUZUKU_TRY(done, parts_.engine.watch_once(now()));
    if (!done.failed.empty()) return fail(done.failed.front().error);
    if (!done.more) return {};
  }
  return never_idle("members");
}

Status Rehearser::send() {
  for (int round = 0; round < kRoundsMost; ++round) {
    TSUZUKU_TRY(done, sender_->work_once());
    if (done.idle()) return {};
  }
  return never_idle("sender");
}

Status Rehearser::read() {
  while (!deeds_.empty() && deeds_.top().at <= now()) {
    const Deed deed = deeds_.top();
    deeds_.pop();
    const bool clicked = deed.kind == TouchEventKind::Clicked;
    const bool kept = parts_.messages.heard().push({.touch = deed.touch,
                                                    .kind = deed.kind,
                                                    .at = deed.at,
                                                    .detail = clicked ? "1 " + std::string(kShop) : std::string(),
                                                    .user_agent = std::string(kReader)});
    if (!kept) return never_idle("heard");
  }
  for (int round = 0; round < kRoundsMost; ++round) {
    TSUZUKU_TRY(written, parts_.messages.write_heard());
    if (written == 0) return {};
  }
  return never_idle("heard");
}

void Rehearser::receive(const Arrived& mail) {
  const auto played =
      std::ranges::find_if(played_, [&](const Played& one) { return "j" + one.journey.id.text() == mail.group; });
  if (played == played_.end()) return;
  ++played->journey.mails;
  const std::int64_t customer = mail.touch.customer.value;
  const bool first = played->reached.insert(customer).second;
  Random random(stable_hash(customer, mail.group) ^ static_cast<std::uint64_t>(played->journey.mails));
  const Reaction reaction = read_mail(played->habits, first, now(), random);
  if (reaction.opened_at) deeds_.push({*reaction.opened_at, mail.touch, TouchEventKind::Opened});
  if (reaction.clicked_at) deeds_.push({*reaction.clicked_at, mail.touch, TouchEventKind::Clicked});
  if (!reaction.orders_after_days) return;
  const Day day = demo::day_of(now()) + *reaction.orders_after_days;
  played->journey.orders_because += tellings_.come_back(mail.address, day, reaction.order_second, random) ? 1 : 0;
}

Status Rehearser::end_journeys() {
  for (const Played& one : played_) {
    TSUZUKU_CHECK(parts_.journeys.journeys().set_state(shop_.id, one.journey.id, JourneyState::Ended, now()));
  }
  return {};
}

Result<Rehearsal> Rehearser::finish() {
  TSUZUKU_CHECK(tellings_.tell_rest(now()));
  sender_.reset();
  std::error_code ignored;  // an empty file too many harms nobody
  for (const std::string_view ending : {"", ".lock"}) {
    std::filesystem::remove(journal_file_.string() + std::string(ending), ignored);
  }
  TSUZUKU_TRY(shop, parts_.shops.get(shop_.id));
  Rehearsal rehearsal{.orders = tellings_.orders(), .journeys = {}};
  for (Played& one : played_) {
    TSUZUKU_TRY(report, parts_.results.of_journey(shop, one.journey.id, {}, now()));
    one.journey.report = std::move(report);
    rehearsal.journeys.push_back(std::move(one.journey));
  }
  return rehearsal;
}

}  // namespace

Result<Rehearsal> rehearse(const RehearsalParts& parts, const Shop& shop, const RehearsalOptions& options,
                           const Catalogue& texts, const std::function<void(int days)>& progress) {
  if (options.demo.orders > kRehearsalOrders) {
    return fail(ErrorKind::Usage, "demo.rehearsal_too_large",
                {{"orders", std::to_string(options.demo.orders)}, {"maximum", std::to_string(kRehearsalOrders)}});
  }
  TSUZUKU_TRY(lock, parts.database.try_lock("import-" + shop.id.text()));
  if (!lock) return fail(ErrorKind::Conflict, "import.busy", {{"shop", shop.name}});
  TSUZUKU_TRY(tellings,
              Tellings::make(parts.database, parts.ids, shop, options.demo, Rehearser::begin_of(options.demo)));
  Rehearser rehearser(parts, shop, options, texts, std::move(tellings));
  TSUZUKU_CHECK(rehearser.prepare());
  TSUZUKU_CHECK(rehearser.live(progress));
  return rehearser.finish();
}

}  // namespace tsuzuku::services
