// Any bytes as a journey and as the memory of a run: read, checked, written, read again; and when it runs, run.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "journeys/check.hpp"
#include "journeys/entry.hpp"

namespace {

using namespace tsuzuku;
using namespace tsuzuku::journeys;

void require(bool condition) {
  if (!condition) std::abort();
}

const TimeZone& zone() {
  static const TimeZone tokyo = TimeZone::find("Asia/Tokyo").value();
  return tokyo;
}

// Woken whenever it asks to be, for a while.
void play(const Plan& plan, std::string_view bytes) {
  std::int64_t now = 1'768'014'000;
  const EntryEvent* by_event = plan.entry_event();
  const Trigger trigger{by_event != nullptr ? by_event->event : std::nullopt, "1", now, {}};
  std::size_t asked = 0;
  const auto holds = [&](std::string_view) {
    return static_cast<Answer>(static_cast<unsigned char>(bytes[asked++ % bytes.size()]) % 3);
  };
  Run run = start_run(plan, RunId{1}, CustomerId{1}, Arm::Treated, trigger, now);
  run = step(plan, std::move(run), Entered{}, {now, zone(), holds}).run;
  for (int i = 0; i < 100 && run.state == RunState::Waiting; ++i) {
    require(run.wake_at.has_value() && *run.wake_at > now);
    now = *run.wake_at;
    run = step(plan, std::move(run), TimeReached{}, {now, zone(), holds}).run;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto memory = read_memory(bytes)) require(read_memory(to_text(to_json(*memory))).has_value());
  const ReadDefinition read = parse_definition(bytes);
  const auto problems = check(read.definition);
  const ReadDefinition again = read_definition(json::value(to_json(read.definition)));
  require(again.definition == read.definition);
  const auto plan = Plan::make(JourneyId{1}, 1, read.definition);
  require(plan.has_value() == problems.empty());
  if (plan && !bytes.empty()) play(*plan, bytes);
  return 0;
}
