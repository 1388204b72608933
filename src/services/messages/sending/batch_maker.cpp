#include "services/messages/sending/batch_maker.hpp"

#include <algorithm>
#include <utility>

#include "base/time_zone.hpp"

namespace tsuzuku::services {
namespace {

// What was found out about a person longer ago says nothing any more.
constexpr std::int64_t kFreshMs = 10'000;
// Whoever planned it could not say whether it may go: a paused journey, a database that is busy.
constexpr std::int64_t kUndecidedSeconds = 60;
// A template that cannot be composed is looked at again: somebody will mend it.
constexpr std::int64_t kBrokenSeconds = 600;

Result<TimeZone> zone_of(const Shop& shop) {
  auto zone = TimeZone::find(shop.time_zone);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
  return *std::move(zone);
}

}  // namespace

Result<BatchMaker> BatchMaker::open(const SenderParts& parts) {
  TSUZUKU_TRY(audience, Audience::open(parts.database, parts.desk.suppressions()));
  TSUZUKU_TRY(copies, SecondCopies::open(parts.database));
  return BatchMaker(parts, std::move(audience), std::move(copies));
}

Status BatchMaker::begin_round() {
  going_.clear();  // the store knows it now
  return claim_unanswered_ ? take_back_lost_claim() : Status{};
}

// With every answer written down, whatever is being sent then was never handed over.
Status BatchMaker::take_back_lost_claim() {
  TSUZUKU_TRY(session, parts_.database.writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(parts_.journal.check_in_force(*session));
  TSUZUKU_TRY(touches, parts_.desk.touches().being_sent(*session, parts_.shop, parts_.channel.id()));
  std::vector<Answer> answers;
  for (Touch& touch : touches) {
    answers.push_back({.outcome = {.touch = std::move(touch), .settled = {.event = journeys::Restarted{false}}}});
  }
  TSUZUKU_CHECK(parts_.answers.write(*session, answers));
  TSUZUKU_CHECK(transaction.commit());
  claim_unanswered_ = false;
  return {};
}

Result<std::optional<Batch>> BatchMaker::next(const Shop& shop, SendingLine& line) {
  TSUZUKU_TRY(claimed, claim(shop));
  if (claimed.touches.empty()) return std::nullopt;
  const bool full = std::ssize(claimed.touches) + claimed.moved + claimed.dropped >= kCustomers;
  TSUZUKU_TRY(jobs, prepare(shop, line, std::move(claimed.touches)));
  return Batch{.jobs = std::move(jobs), .full = full};
}

Result<Claimed> BatchMaker::claim(const Shop& shop) {
  TSUZUKU_TRY(zone, zone_of(shop));
  TSUZUKU_TRY(rules, parts_.desk.delivery().of(shop.id));
  RulesOfTouch rules_of;
  if (parts_.gate != nullptr) {
    TSUZUKU_CHECK(parts_.gate->get_ready(shop.id));
    rules_of = [this](const Touch& touch) { return parts_.gate->rules_of(parts_.shop, touch); };
  }
  claim_unanswered_ = true;
  TSUZUKU_TRY(claimed, parts_.desk.touches().claim({.shop = shop.id,
                                                    .channel = parts_.channel.id(),
                                                    .rules = rules,
                                                    .zone = zone,
                                                    .now = parts_.clock.now(),
                                                    .most = kCustomers,
                                                    .rules_of = std::move(rules_of),
                                                    .may_claim = [this](sql::Session& session) {
                                                      return parts_.journal.check_in_force(session);
                                                    }}));
  claim_unanswered_ = false;
  parts_.tally.count(&SendingDone::moved, claimed.moved);
  parts_.tally.count(&SendingDone::dropped, claimed.dropped);
  return claimed;
}

Result<std::vector<Job>> BatchMaker::prepare(const Shop& shop, SendingLine& line, std::vector<Touch> touches) {
  auto jobs = look(shop, line, touches);
  if (!jobs) {
    const Settled undecided = put_off(parts_.clock.now() + kUndecidedSeconds, "", "");
    parts_.tally.count(&SendingDone::given_back, std::ssize(touches));
    for (Touch& touch : touches) {
      parts_.answers.add({.outcome = {.touch = std::move(touch), .settled = undecided}});
    }
    return fail(jobs.error());
  }
  for (Job& job : *jobs) {
    if (!job.obstacle) job.obstacle = ask_gate(job.touch);
    if (!job.obstacle && goes_there_already(job)) job.obstacle = skipped(kSameAddress);
    if (!job.obstacle) continue;
    const bool is_skipped = std::holds_alternative<journeys::Withheld>(job.obstacle->event);
    parts_.tally.count(is_skipped ? &SendingDone::skipped : &SendingDone::given_back);
    parts_.answers.add({.outcome = {.touch = std::move(job.touch), .settled = *job.obstacle}});
  }
  std::erase_if(*jobs, [](const Job& job) { return job.obstacle.has_value(); });
  return jobs;
}

// What the store and the words say. Whoever planned it is asked without a connection: they read for themselves, and
// whoever held one connection while asking for another could wait for itself.
Result<std::vector<Job>> BatchMaker::look(const Shop& shop, SendingLine& line, std::span<const Touch> touches) {
  TSUZUKU_TRY(zone, zone_of(shop));
  TSUZUKU_TRY(session, parts_.database.reader());
  TSUZUKU_TRY(moment, sql::Transaction::begin(*session));  // begins once, not with each of a thousand questions
  TSUZUKU_CHECK(line.wordings.renew(*session, touches));
  TSUZUKU_TRY(addressees, audience_.load(*session, shop, parts_.channel, touches, zone.day_of(parts_.clock.now())));
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < touches.size(); ++i) {
    Job& job = jobs.emplace_back(Job{.touch = touches[i], .to = std::move(addressees[i])});
    job.obstacle = obstacle_of(job, line);
    job.fresh_until_ms = parts_.clock.steady_ms() + kFreshMs;
  }
  TSUZUKU_CHECK(find_second_copies(*session, jobs));
  TSUZUKU_CHECK(moment.commit());
  return jobs;
}

Status BatchMaker::find_second_copies(sql::Session& session, std::vector<Job>& jobs) const {
  std::vector<SecondCopies::Going> going;
  for (const Job& job : jobs) going.push_back({job.obstacle ? nullptr : &job.touch, job.to.facts.address});
  TSUZUKU_TRY(copies, copies_.find(session, parts_.shop, going, parts_.clock.now()));
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (copies[i]) jobs[i].obstacle = skipped(kSameAddress);
  }
  return {};
}

bool BatchMaker::goes_there_already(const Job& job) {
  if (!job.touch.advertising) return false;
  const auto first = going_.try_emplace({job.touch.template_id, job.to.facts.address}, job.touch.customer).first;
  return first->second != job.touch.customer;
}

// Nothing, with the composer in the job: consent, address and words are as they must be.
std::optional<Settled> BatchMaker::obstacle_of(Job& job, const SendingLine& line) const {
  if (!job.to.obstacle.empty()) return skipped(job.to.obstacle);
  const Wording* const wording = line.wordings.of(job.touch);
  if (wording == nullptr) return skipped("template_gone");
  const std::int64_t mended = parts_.clock.now() + kBrokenSeconds;
  if (!wording->composer) return put_off(mended, "template_broken", wording->problem);
  if (job.touch.advertising && !wording->not_as_advertising.empty()) {
    return put_off(mended, "template_broken", wording->not_as_advertising);
  }
  job.composer = wording->composer;
  return std::nullopt;
}

std::optional<Settled> BatchMaker::ask_gate(const Touch& touch) const {
  if (parts_.gate == nullptr) return std::nullopt;
  const std::int64_t now = parts_.clock.now();
  const auto refused = parts_.gate->may_send(parts_.shop, touch, now);
  if (!refused) return put_off(now + kUndecidedSeconds, "put_off", refused.error().key);
  if (*refused) return skipped(**refused);
  return std::nullopt;
}

}  // namespace tsuzuku::services
