#include "services/messages/sender.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "base/log.hpp"
#include "base/threads.hpp"
#include "base/time_zone.hpp"
#include "services/messages/outcomes.hpp"
#include "services/messages/wordings.hpp"

namespace tsuzuku::services {
namespace {

// A batch that waits for slow lanes ends after so long: what is due in the meantime shall not wait behind it.
constexpr std::int64_t kBatchMs = 10'000;
constexpr std::int64_t kLongestPauseMs = 50;
// A closed channel is tried again after half a minute, then twice as long each time.
constexpr std::int64_t kClosedMs = 30'000;
constexpr std::int64_t kClosedLongestMs = 900'000;
// Whoever planned it could not say whether it may go: a paused journey, a database that is busy.
constexpr std::int64_t kUndecidedSeconds = 60;
// A template that cannot be composed is looked at again: somebody will mend it.
constexpr std::int64_t kBrokenSeconds = 600;

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

struct Sender::Line {
  Line(const ShopChannel& found, channels::LinkBook the_links, const Templates& templates,
       const channels::Channel& channel, ShopId shop)
      : version(found.version),
        settings(found.settings),
        links(std::move(the_links)),
        wordings(templates, channel, shop, settings, links),
        transports(static_cast<std::size_t>(channel.connections(settings))) {}
  std::string version;
  channels::Settings settings;
  channels::LinkBook links;
  Wordings wordings;
  std::vector<std::unique_ptr<channels::Transport>> transports;  // one for each connection; null until it is needed
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
      clock_(std::move(clock)),
      answers_(database, desk, shop, channel.id(), [this] { return now(); }) {}

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
  const auto reached = [this](const Touch& touch) { return journal_->reached(touch.customer, touch.key); };
  TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  // The name first: from now on nobody claims by the old one, and what was claimed by it is seen below.
  TSUZUKU_CHECK(journal_->name_anew(*session, clock_.random_name()));
  TSUZUKU_TRY(recovered, desk_->touches().recover(*session, shop_, channel_->id(), reached, now));
  TSUZUKU_CHECK(transaction.commit());
  TSUZUKU_CHECK(journal_->begin());
  return recovered;
}

// A claim whose commit was not answered may stand. With every answer written down, whatever is being sent then was
// never handed over.
Status Sender::take_back_lost_claim(std::int64_t now) {
  if (!claim_unanswered_) return {};
  TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(journal_->check_in_force(*session));
  TSUZUKU_CHECK(desk_->touches().recover(*session, shop_, channel_->id(), [](const Touch&) { return false; }, now));
  TSUZUKU_CHECK(transaction.commit());
  claim_unanswered_ = false;
  return {};
}

void Sender::count(std::int64_t SendingDone::* what, std::int64_t many) {
  const std::lock_guard lock(mutex_);
  done_.*what += many;
}

void Sender::give_back(const std::vector<Touch>& touches, std::int64_t due_at) {
  std::vector<Answer> answers;
  for (const Touch& touch : touches)
    answers.push_back({.outcome = {touch.customer, touch.key, put_off(due_at, "", "")}});
  answers_.settle(std::move(answers));
  count(&SendingDone::given_back, std::ssize(touches));
}

// False when the channel is not ready to send.
Result<bool> Sender::renew_line() {
  TSUZUKU_TRY(found, desk_->channels().find(shop_, *channel_));
  if (found && line_ && line_->version == found->version) return true;
  line_.reset();
  const auto findings = ChannelSettings::findings(*channel_, found);
  if (std::ranges::any_of(findings, &channels::Finding::blocks)) return false;
  TSUZUKU_TRY(links, desk_->channels().links(found->settings.text("public_address")));
  line_ = std::make_unique<Line>(*found, std::move(links), desk_->templates(), *channel_, shop_);
  closed_until_ms_ = 0;
  closed_times_ = 0;
  return true;
}

Result<SendingDone> Sender::work_once(std::int64_t now) {
  done_ = {};
  TSUZUKU_CHECK(answers_.write_kept());
  TSUZUKU_CHECK(take_back_lost_claim(now));
  TSUZUKU_TRY(ready, renew_line());
  if (!ready || clock_.steady_ms() < closed_until_ms_) return SendingDone{};
  if (journal_->wants_anew()) TSUZUKU_CHECK(journal_->start_anew(clock_.random_name()));
  TSUZUKU_TRY(shop, shops_->get(shop_));
  TSUZUKU_TRY(touches, claim(shop, now));
  if (touches.empty()) {
    for (auto& transport : line_->transports) transport.reset();
    return done_;
  }
  auto jobs = prepare(shop, touches, now);
  if (!jobs) {
    give_back(touches, now + kUndecidedSeconds);
    return fail(jobs.error());
  }
  return deliver(*jobs);
}

Result<std::vector<Touch>> Sender::claim(const Shop& shop, std::int64_t now) {
  const auto zone = TimeZone::find(shop.time_zone);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
  TSUZUKU_TRY(rules, desk_->delivery().of(shop_));
  RulesOfTouch rules_of;
  if (gate_ != nullptr) {
    TSUZUKU_CHECK(gate_->get_ready(shop_));
    rules_of = [this](const Touch& touch) { return gate_->rules_of(shop_, touch); };
  }
  claim_unanswered_ = true;
  TSUZUKU_TRY(claimed, desk_->touches().claim(
                           {.shop = shop_,
                            .channel = channel_->id(),
                            .rules = rules,
                            .zone = *zone,
                            .now = now,
                            .most = kBatch,
                            .rules_of = std::move(rules_of),
                            .may_claim = [this](sql::Session& session) { return journal_->check_in_force(session); }}));
  claim_unanswered_ = false;
  done_.moved = claimed.moved;
  done_.dropped = claimed.dropped;
  return std::move(claimed.touches);
}

// Who may get it and with what words; whoever may not, or not now, is settled here.
Result<std::vector<Sender::Job>> Sender::prepare(const Shop& shop, const std::vector<Touch>& touches,
                                                 std::int64_t now) {
  const auto zone = TimeZone::find(shop.time_zone);
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_CHECK(line_->wordings.renew(*session, touches));
  TSUZUKU_TRY(addressees, audience_.load(*session, shop, *channel_, touches, zone->day_of(now)));
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < touches.size(); ++i) {
    Job& job = jobs.emplace_back(Job{.touch = touches[i], .to = std::move(addressees[i])});
    job.obstacle = obstacle_of(job, now);
    job.touch.address = job.to.facts.address;
  }
  TSUZUKU_CHECK(find_second_copies(*session, jobs, now));
  // The gate reads for itself: whoever holds one connection while asking for another could wait for itself.
  session.reset();
  std::map<std::pair<std::int64_t, std::string>, CustomerId> going;  // words and address, of this batch
  std::vector<Answer> obstacles;
  for (Job& job : jobs) {
    if (!job.obstacle) job.obstacle = ask_gate(job.touch, now);
    if (!job.obstacle && job.touch.advertising) {
      const auto first = going.try_emplace({job.touch.template_id, job.touch.address}, job.touch.customer).first;
      if (first->second != job.touch.customer) job.obstacle = skipped(kSameAddress);
    }
    if (!job.obstacle) continue;
    const bool skipped = std::holds_alternative<journeys::Withheld>(job.obstacle->event);
    count(skipped ? &SendingDone::skipped : &SendingDone::given_back);
    obstacles.push_back({.outcome = {job.touch.customer, job.touch.key, *job.obstacle}});
  }
  answers_.settle(std::move(obstacles));
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
std::optional<Settled> Sender::obstacle_of(Job& job, std::int64_t now) const {
  if (!job.to.obstacle.empty()) return skipped(job.to.obstacle);
  const Wording* const wording = line_->wordings.of(job.touch);
  if (wording == nullptr) return skipped("template_gone");
  if (!wording->composer) return put_off(now + kBrokenSeconds, "template_broken", wording->problem);
  if (job.touch.advertising && !wording->not_as_advertising.empty()) {
    return put_off(now + kBrokenSeconds, "template_broken", wording->not_as_advertising);
  }
  job.composer = wording->composer;
  return std::nullopt;
}

std::optional<Settled> Sender::ask_gate(const Touch& touch, std::int64_t now) {
  if (gate_ == nullptr) return std::nullopt;
  const auto refused = gate_->may_send(shop_, touch, now);
  if (!refused) return put_off(now + kUndecidedSeconds, "put_off", refused.error().key);
  if (*refused) return skipped(**refused);
  return std::nullopt;
}

Result<SendingDone> Sender::deliver(std::vector<Job>& jobs) {
  std::vector<channels::Lane> lanes;
  for (const Job& job : jobs) lanes.push_back(channel_->lane_of(line_->settings, job.to.facts.address));
  lanes_.begin(lanes);
  batch_ends_ms_ = clock_.steady_ms() + kBatchMs;
  const std::size_t connections = std::min(line_->transports.size(), std::max<std::size_t>(1, jobs.size()));
  if (!jobs.empty()) on_threads(connections, [&](std::size_t connection) { send_on(connection, jobs); });
  const std::int64_t out = done_.sent + done_.later + done_.refused + done_.in_doubt;
  if (out > 0) {
    closed_times_ = 0;
    done_.closed.clear();
  } else if (!done_.closed.empty()) {
    const int doublings = std::min(closed_times_++, 10);
    closed_until_ms_ = clock_.steady_ms() + std::min(kClosedLongestMs, kClosedMs << doublings);
    log::warn("channel_closed", {{"shop", shop_.text()}, {"answer", done_.closed}});
  }
  give_back_rest(jobs);
  return done_;
}

void Sender::give_back_rest(const std::vector<Job>& jobs) {
  const bool closed = !done_.closed.empty();
  const std::int64_t now_ms = clock_.steady_ms();
  std::vector<Answer> answers;
  for (const Lanes::Left& left : lanes_.take_rest(now_ms)) {
    const Touch& touch = jobs[left.message].touch;
    const std::int64_t wait_ms = std::max(closed_until_ms_ - now_ms, left.wait_ms);
    answers.push_back(
        {.outcome = {touch.customer, touch.key, put_off(now() + wait_ms / 1'000, closed ? "closed" : "no_turn", "")}});
    ++done_.given_back;
  }
  answers_.settle(std::move(answers));
}

// One connection's share of a batch. It ends early when the channel is closed to it: the others may go on.
void Sender::send_on(std::size_t connection, std::vector<Job>& jobs) {
  bool open = true;
  while (open && !clock_.stopping() && clock_.steady_ms() < batch_ends_ms_) {
    const Lanes::Pick pick = lanes_.pick(clock_.steady_ms());
    if (pick.kind == Lanes::Pick::Kind::Finished) return;
    if (pick.kind == Lanes::Pick::Kind::Wait) {
      if (clock_.steady_ms() + pick.wait_ms > batch_ends_ms_) return;
      clock_.pause(std::clamp<std::int64_t>(pick.wait_ms, 1, kLongestPauseMs));
      continue;
    }
    const Job& job = jobs[pick.message];
    const auto message = compose(job);
    if (!message) {
      lanes_.done(pick.message, channels::OutcomeKind::PermanentRefusal, clock_.steady_ms());
      Settled withheld = skipped("not_composed");
      withheld.answer = message.error().key;
      answers_.settle(Answer{.outcome = {job.touch.customer, job.touch.key, std::move(withheld)}});
      count(&SendingDone::skipped);
      continue;
    }
    const channels::Outcome outcome = hand_over(job, *message, line_->transports[connection]);
    lanes_.done(pick.message, outcome.kind, clock_.steady_ms());
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
  Settled settled = settled_by(outcome, now());
  settled.address = job.to.facts.address;
  if (job.to.facts.consent) settled.consent = job.to.facts.consent->id;
  answers_.settle(Answer{.outcome = {job.touch.customer, job.touch.key, std::move(settled)},
                         .dead_address = outcome.address_is_dead});
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
