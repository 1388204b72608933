#include "services/messages/sender.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/log.hpp"
#include "base/threads.hpp"
#include "base/time_zone.hpp"
#include "services/messages/outcomes.hpp"

namespace tsuzuku::services {
namespace {

// A batch that waits for slow lanes ends after so long: what is due in the meantime shall not wait behind it.
constexpr std::int64_t kBatchMs = 10'000;
constexpr std::int64_t kLongestPauseMs = 50;
// A closed channel is tried again after half a minute, then twice as long each time.
constexpr std::int64_t kClosedSeconds = 30;
constexpr std::int64_t kClosedLongestSeconds = 900;
// Whoever planned it could not say whether it may go: a paused journey, a database that is busy.
constexpr std::int64_t kUndecidedSeconds = 60;
// A template that cannot be composed is looked at again: somebody will mend it.
constexpr std::int64_t kBrokenSeconds = 600;
constexpr std::size_t kJournalLines = 10'000;
constexpr std::size_t kComposers = 64;

Settled skipped(std::string_view reason) {
  return {.event = journeys::Withheld{std::string(reason)}, .answer = {}, .address = {}, .consent = {}};
}
Settled put_off(std::int64_t due_at, std::string reason, std::string why) {
  return {.event = journeys::GivenBack{.due_at = due_at, .reason = std::move(reason)},
          .answer = std::move(why),
          .address = {},
          .consent = {}};
}

}  // namespace

struct Sender::Cached {
  channels::Content content;
  std::shared_ptr<const channels::Composer> composer;  // null: the content cannot be composed
  std::string problem;                                 // why not
  std::string not_as_advertising;                      // what its check says must be mended
};

struct Sender::Line {
  std::string version;
  channels::Settings settings;
  channels::LinkBook links;
  std::map<std::int64_t, Cached> composers{};                      // by template
  std::vector<std::unique_ptr<channels::Transport>> transports{};  // one for each connection; null until it is needed
};

struct Sender::Job {
  Touch touch;
  Addressee to;
  std::shared_ptr<const channels::Composer> composer = nullptr;
  std::optional<Settled> obstacle = std::nullopt;  // why it does not go
};

Sender::Sender(sql::Database& database, Shops& shops, MessageDesk& desk, SendGate* gate, ShopId shop,
               const channels::Channel& channel, Audience audience, SecondCopies copies,
               std::unique_ptr<HandoverJournal> journal, SenderClock clock)
    : database_(&database),
      shops_(&shops),
      desk_(&desk),
      gate_(gate),
      shop_(shop),
      channel_(&channel),
      audience_(std::move(audience)),
      copies_(std::move(copies)),
      journal_(std::move(journal)),
      clock_(std::move(clock)) {}

Sender::~Sender() = default;

Result<std::unique_ptr<Sender>> Sender::open(sql::Database& database, Shops& shops, MessageDesk& desk, SendGate* gate,
                                             ShopId shop, const channels::Channel& channel,
                                             std::unique_ptr<HandoverJournal> journal, SenderClock clock) {
  TSUZUKU_TRY(audience, Audience::open(database, desk.suppressions()));
  TSUZUKU_TRY(copies, SecondCopies::open(database));
  return std::unique_ptr<Sender>(new Sender(database, shops, desk, gate, shop, channel, std::move(audience),
                                            std::move(copies), std::move(journal), std::move(clock)));
}

Result<std::int64_t> Sender::recover(std::int64_t now) {
  TSUZUKU_TRY(recovered, desk_->touches().recover(
                             shop_, channel_->id(),
                             [this](const Touch& touch) { return journal_->reached(touch.customer, touch.key); }, now));
  TSUZUKU_CHECK(journal_->start_anew(clock_.random_name()));
  return recovered;
}

void Sender::count(std::int64_t SendingDone::* what, std::int64_t many) {
  const std::lock_guard lock(mutex_);
  done_.*what += many;
}

Status Sender::write(const Unsettled& answer) {
  TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(touch, desk_->touches().find(*session, shop_, answer.customer, answer.key));
  if (!touch) return {};  // the customer was erased meanwhile
  TSUZUKU_CHECK(desk_->touches().settle(*session, *touch, answer.settled, now(), retry_policy(channel_->id())));
  if (answer.dead_address) {
    TSUZUKU_CHECK(desk_->receipts().dead_address(*session, shop_, *touch, answer.settled.answer, now()));
  }
  return transaction.commit();
}

void Sender::settle(Unsettled answer) {
  const auto written = write(answer);
  if (written) return;
  log::error("touch_not_settled", {{"shop", shop_.text()}, {"key", answer.key}, {"reason", written.error().key}});
  const std::lock_guard lock(mutex_);
  unsettled_.push_back(std::move(answer));
}

Status Sender::settle_leftovers() {
  while (!unsettled_.empty()) {
    TSUZUKU_CHECK(write(unsettled_.back()));
    unsettled_.pop_back();
  }
  return {};
}

void Sender::give_back(const std::vector<Touch>& touches, std::int64_t due_at) {
  for (const Touch& touch : touches) {
    settle({.customer = touch.customer, .key = touch.key, .settled = put_off(due_at, "", "")});
  }
  count(&SendingDone::given_back, static_cast<std::int64_t>(touches.size()));
}

// False when the channel is not ready to send.
Result<bool> Sender::renew_line() {
  TSUZUKU_TRY(found, desk_->channels().find(shop_, *channel_));
  if (found && line_ && line_->version == found->version) return true;
  line_.reset();
  const auto findings = ChannelSettings::findings(*channel_, found);
  if (std::ranges::any_of(findings, &channels::Finding::blocks)) return false;
  TSUZUKU_TRY(links, desk_->channels().links(found->settings.text("public_address")));
  line_ =
      std::make_unique<Line>(Line{.version = found->version, .settings = found->settings, .links = std::move(links)});
  line_->transports.resize(static_cast<std::size_t>(channel_->connections(line_->settings)));
  closed_until_ = 0;
  closed_times_ = 0;
  return true;
}

Result<SendingDone> Sender::work_once(std::int64_t now) {
  done_ = {};
  TSUZUKU_CHECK(settle_leftovers());
  TSUZUKU_TRY(ready, renew_line());
  if (!ready || now < closed_until_) return SendingDone{};
  if (journal_->lines() > kJournalLines) TSUZUKU_CHECK(journal_->start_anew(clock_.random_name()));
  TSUZUKU_TRY(shop, shops_->get(shop_));
  const auto zone = TimeZone::find(shop.time_zone);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
  TSUZUKU_TRY(rules, desk_->delivery().of(shop_));
  RulesOfTouch rules_of;
  if (gate_ != nullptr) {
    TSUZUKU_CHECK(gate_->get_ready(shop_));
    rules_of = [this](const Touch& touch) { return gate_->rules_of(shop_, touch); };
  }
  TSUZUKU_TRY(claimed, desk_->touches().claim(shop_, channel_->id(), rules, *zone, now, kBatch, rules_of));
  done_.moved = claimed.moved;
  done_.dropped = claimed.dropped;
  if (claimed.touches.empty()) {
    for (auto& transport : line_->transports) transport.reset();
    return done_;
  }
  std::vector<Touch> touches = claimed.touches;
  auto jobs = prepare(shop, std::move(claimed.touches), now);
  if (!jobs) {
    give_back(touches, now + kClosedSeconds);
    return fail(jobs.error());
  }
  return deliver(*jobs);
}

// Who may get it and with what words; whoever may not, or not now, is settled here.
Result<std::vector<Sender::Job>> Sender::prepare(const Shop& shop, std::vector<Touch> touches, std::int64_t now) {
  const auto zone = TimeZone::find(shop.time_zone);
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(addressees, audience_.load(*session, shop, *channel_, touches, zone->day_of(now)));
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < touches.size(); ++i) {
    Job& job = jobs.emplace_back(Job{.touch = std::move(touches[i]), .to = std::move(addressees[i])});
    TSUZUKU_TRY(obstacle, obstacle_of(*session, job, now));
    job.obstacle = std::move(obstacle);
    job.touch.address = job.to.facts.address;
  }
  TSUZUKU_CHECK(find_second_copies(*session, jobs, now));
  // The gate reads for itself: whoever holds one connection while asking for another could wait for itself.
  session.reset();
  std::map<std::pair<std::int64_t, std::string>, CustomerId> going;  // words and address, of this batch
  for (Job& job : jobs) {
    if (!job.obstacle) job.obstacle = ask_gate(job.touch, now);
    if (!job.obstacle && job.touch.advertising) {
      const auto first = going.try_emplace({job.touch.template_id, job.touch.address}, job.touch.customer).first;
      if (first->second != job.touch.customer) job.obstacle = skipped(kSameAddress);
    }
    if (!job.obstacle) continue;
    const bool skipped = std::holds_alternative<journeys::Withheld>(job.obstacle->event);
    settle({.customer = job.touch.customer, .key = job.touch.key, .settled = *job.obstacle});
    count(skipped ? &SendingDone::skipped : &SendingDone::given_back);
  }
  std::erase_if(jobs, [](const Job& job) { return job.obstacle.has_value(); });
  return jobs;
}

Status Sender::find_second_copies(sql::Session& session, std::vector<Job>& jobs, std::int64_t now) const {
  std::vector<const Touch*> touches;
  for (const Job& job : jobs) touches.push_back(job.obstacle ? nullptr : &job.touch);
  TSUZUKU_TRY(copies, copies_.find(session, shop_, touches, now));
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (copies[i]) jobs[i].obstacle = skipped(kSameAddress);
  }
  return {};
}

// Nothing, with the composer in the job: consent, address and words are as they must be.
Result<std::optional<Settled>> Sender::obstacle_of(sql::Session& session, Job& job, std::int64_t now) {
  if (!job.to.obstacle.empty()) return skipped(job.to.obstacle);
  TSUZUKU_TRY(problem, compose_with(session, job));
  if (problem) return put_off(now + kBrokenSeconds, "template_broken", *problem);
  if (!job.composer) return skipped("template_gone");
  return std::nullopt;
}

std::optional<Settled> Sender::ask_gate(const Touch& touch, std::int64_t now) {
  if (gate_ == nullptr) return std::nullopt;
  const auto refused = gate_->may_send(shop_, touch, now);
  if (!refused) return put_off(now + kUndecidedSeconds, "put_off", refused.error().key);
  if (*refused) return skipped(**refused);
  return std::nullopt;
}

// Puts the composer of the touch's template into the job; the key of an error when the words cannot be composed, or
// must not go out as advertising (no way to unsubscribe, no postal address); neither when the template is gone.
Result<std::optional<std::string>> Sender::compose_with(sql::Session& session, Job& job) {
  TSUZUKU_TRY(found, desk_->templates().find(session, shop_, TemplateId{job.touch.template_id}));
  if (!found || found->channel != channel_->id()) return std::nullopt;
  const Cached& cached = cached_composer(job.touch.template_id, found->content);
  job.composer = cached.composer;
  if (!cached.composer) return cached.problem;
  if (job.touch.advertising && !cached.not_as_advertising.empty()) return cached.not_as_advertising;
  return std::nullopt;
}

const Sender::Cached& Sender::cached_composer(std::int64_t template_id, const channels::Content& content) {
  if (line_->composers.size() > kComposers) line_->composers.clear();
  Cached& cached = line_->composers[template_id];
  const bool known = cached.composer || !cached.problem.empty();
  if (known && cached.content.subject == content.subject && cached.content.text == content.text &&
      cached.content.html == content.html) {
    return cached;
  }
  cached = {.content = content, .composer = nullptr, .problem = {}, .not_as_advertising = {}};
  auto composer = channel_->composer(line_->settings, content, line_->links);
  if (composer) {
    cached.composer = std::move(*composer);
  } else {
    cached.problem = composer.error().key;
  }
  const auto findings = channel_->check(line_->settings, content, personal_field_rules());
  const auto blocking = std::ranges::find(findings, true, &channels::Finding::blocks);
  if (blocking != findings.end()) cached.not_as_advertising = blocking->error.key;
  return cached;
}

Result<SendingDone> Sender::deliver(std::vector<Job>& jobs) {
  std::vector<channels::Lane> lanes;
  for (const Job& job : jobs) lanes.push_back(channel_->lane_of(line_->settings, job.to.facts.address));
  lanes_.begin(lanes);
  batch_ends_ms_ = clock_.now_ms() + kBatchMs;
  const std::size_t connections = std::min(line_->transports.size(), std::max<std::size_t>(1, jobs.size()));
  if (!jobs.empty()) on_threads(connections, [&](std::size_t connection) { send_on(connection, jobs); });
  const std::int64_t out = done_.sent + done_.later + done_.refused + done_.in_doubt;
  if (out > 0) {
    closed_times_ = 0;
    done_.closed.clear();
  } else if (!done_.closed.empty()) {
    const int doublings = std::min(closed_times_++, 10);
    closed_until_ = now() + std::min(kClosedLongestSeconds, kClosedSeconds << doublings);
    log::warn("channel_closed", {{"shop", shop_.text()}, {"answer", done_.closed}});
  }
  give_back_rest(jobs);
  return done_;
}

void Sender::give_back_rest(std::vector<Job>& jobs) {
  const bool closed = !done_.closed.empty();
  for (const Lanes::Left& left : lanes_.take_rest(clock_.now_ms())) {
    const Touch& touch = jobs[left.message].touch;
    const std::int64_t due_at = std::max(closed_until_, now() + left.wait_ms / 1'000);
    settle(
        {.customer = touch.customer, .key = touch.key, .settled = put_off(due_at, closed ? "closed" : "no_turn", "")});
    ++done_.given_back;
  }
}

// One connection's share of a batch. It ends early when the channel is closed to it: the others may go on.
void Sender::send_on(std::size_t connection, std::vector<Job>& jobs) {
  bool open = true;
  while (open && !clock_.stopping() && clock_.now_ms() < batch_ends_ms_) {
    const Lanes::Pick pick = lanes_.pick(clock_.now_ms());
    if (pick.kind == Lanes::Pick::Kind::Finished) return;
    if (pick.kind == Lanes::Pick::Kind::Wait) {
      if (clock_.now_ms() + pick.wait_ms > batch_ends_ms_) return;
      clock_.pause(std::clamp<std::int64_t>(pick.wait_ms, 1, kLongestPauseMs));
      continue;
    }
    const Job& job = jobs[pick.message];
    const auto message = compose(job);
    if (!message) {
      lanes_.done(pick.message, channels::OutcomeKind::PermanentRefusal, clock_.now_ms());
      Settled withheld = skipped("not_composed");
      withheld.answer = message.error().key;
      settle({.customer = job.touch.customer, .key = job.touch.key, .settled = std::move(withheld)});
      count(&SendingDone::skipped);
      continue;
    }
    const channels::Outcome outcome = hand_over(job, *message, line_->transports[connection]);
    lanes_.done(pick.message, outcome.kind, clock_.now_ms());
    open = take_answer(job, outcome);
  }
}

Result<channels::Rendered> Sender::compose(const Job& job) const {
  const Touch& touch = job.touch;
  const std::string group =
      touch.journey ? "j" + touch.journey->text() : "c" + touch.campaign.value_or(CampaignId{}).text();
  return job.composer->render({.touch = {.shop = shop_, .customer = touch.customer, .touch = touch.id},
                               .name = job.to.person.name,
                               .address = job.to.person.email,
                               .fields = job.to.person.fields,
                               .now = now(),
                               .advertising = touch.advertising,
                               .group = group});
}

// Writes down and counts what came back; false when the channel is closed to this connection.
bool Sender::take_answer(const Job& job, const channels::Outcome& outcome) {
  Unsettled answer{.customer = job.touch.customer,
                   .key = job.touch.key,
                   .settled = settled_by(outcome, now()),
                   .dead_address = outcome.address_is_dead};
  answer.settled.address = job.to.facts.address;
  if (job.to.facts.consent) answer.settled.consent = job.to.facts.consent->id;
  settle(std::move(answer));
  const bool closed =
      outcome.kind == channels::OutcomeKind::NotConnected && outcome.answer.stage == channels::Stage::Connection;
  const std::lock_guard lock(mutex_);
  if (closed) {
    ++done_.given_back;
    done_.closed = outcome.answer.text.empty() ? "-" : outcome.answer.text;
    return false;
  }
  switch (outcome.kind) {
    case channels::OutcomeKind::Sent:
      ++done_.sent;
      break;
    case channels::OutcomeKind::TemporaryRefusal:
    case channels::OutcomeKind::NotConnected:
      ++done_.later;
      break;
    case channels::OutcomeKind::PermanentRefusal:
      ++done_.refused;
      break;
    case channels::OutcomeKind::InDoubt:
      ++done_.in_doubt;
      break;
  }
  return true;
}

channels::Outcome Sender::hand_over(const Job& job, const channels::Rendered& message,
                                    std::unique_ptr<channels::Transport>& transport) {
  const auto not_reached = [](const Error& error) {
    return channels::Outcome{.kind = channels::OutcomeKind::NotConnected,
                             .answer = {.stage = channels::Stage::Connection, .text = error.key}};
  };
  if (!transport) {
    auto made = channel_->transport(line_->settings);
    if (!made) return not_reached(made.error());
    transport = std::move(*made);
  }
  if (const auto noted = journal_->about_to_hand_over(job.touch.customer, job.touch.key); !noted) {
    return not_reached(noted.error());
  }
  return channels::send(*channel_, *transport, message);
}

}  // namespace tsuzuku::services
